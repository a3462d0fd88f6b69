import type { IDataObject } from 'n8n-workflow';

import { asError } from '../../http/values';
import { pause } from '../../http/wait';
import type { ArrivalSource, ListEnd } from './arrivalSource';
import type { Arrival, WantedContact } from './wantedContacts';
import { ContactIndex, showsSuffix } from './wantedContacts';

export interface CheckOptions {
	/** Reading is bounded by this moment, in the platform's own form; undefined reads the whole list. */
	since?: string;
	/** Milliseconds during which what is not there yet is asked for again. */
	waitMs: number;
	/** Makes of an input value what an import sends. */
	clean(text: string): string;
}

/** So few contacts are looked up without reading the list's first page. */
const FEW_LOOK_UPS = 3;
const LOOK_UPS_AT_ONCE = 5;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

const CANCELLED = 'The execution was cancelled before this row was looked for';
const FILTER_IGNORED = 'The platform did not apply the filter: it answered with another customer';
const LIST_CHANGED = 'The list changed while it was being read';
const NO_CONTACTS_LISTED = 'The list shows no contacts, so nothing can be found in it';

/** Looks for contacts in one list, with as few requests as it can. Every contact ends with a result. */
class ContactCheck {
	/** Set when the platform answered a look-up with somebody else: no further one can be trusted. */
	private isFilterIgnored = false;
	/** Over all contacts, also those that have arrived: a mask in the list may mean any of them. */
	private readonly index: ContactIndex;
	/** Contacts that fit a mask in the list. Only a look-up, or the mask itself, can tell whether they are meant. */
	private inDoubt = new Set<WantedContact>();

	constructor(
		private readonly source: ArrivalSource,
		wanted: WantedContact[],
		private readonly options: CheckOptions,
	) {
		this.index = new ContactIndex(wanted, options.clean);
	}

	/** Looks once for each contact, by reading the list or by look-ups, whichever takes fewer requests. */
	async lookOnce(contacts: WantedContact[]): Promise<void> {
		this.inDoubt = new Set();
		if (!this.canLookUp() || lookUpsFor(contacts) > FEW_LOOK_UPS) {
			await this.settleByList(contacts, await this.readAsFarAsNeeded(contacts));
		}
		await this.lookUpAll(open(contacts));
		if (!this.isFilterIgnored || open(contacts).length === 0) return;
		await this.settleByList(contacts, await this.readList(contacts, undefined), FILTER_IGNORED);
	}

	/**
	 * Calls missing what a reading of the whole list did not find, once a second reading has met the same rows. Where looking the
	 * contacts up takes fewer requests than a second reading, they are left to that.
	 */
	private async settleByList(contacts: WantedContact[], end: ListEnd, doubt?: string): Promise<void> {
		if (open(contacts).length === 0) return;
		let { reason } = end;
		if (end.isComplete && !(this.canLookUp() && lookUpsFor(open(contacts)) <= (end.pages ?? 0))) {
			const again = await this.readList(contacts, undefined, { toItsEnd: true });
			if (again.isComplete && again.fingerprint === end.fingerprint) this.settleUnlisted(contacts);
			else reason = again.reason ?? LIST_CHANGED;
		}
		if (!this.canLookUp()) settle(contacts, unknown([doubt, reason].filter(Boolean).join('. ') || undefined));
	}

	/** What a bounded reading did not find may be an older row. Where it cannot be looked up alone, only the whole list can tell. */
	private async readAsFarAsNeeded(contacts: WantedContact[]): Promise<ListEnd> {
		const { since } = this.options;
		const end = await this.readList(contacts, since);
		if (since === undefined || open(contacts).length === 0) return end;
		return this.canLookUp() ? { ...end, isComplete: false } : await this.readList(contacts, undefined);
	}

	private canLookUp(): boolean {
		return this.source.lookUp !== undefined && !this.isFilterIgnored;
	}

	/** Calls missing what no row of the complete list names, in full or by a mask. */
	private settleUnlisted(contacts: WantedContact[]): void {
		settle(
			contacts.filter((contact) => !this.inDoubt.has(contact)),
			{ arrival: 'missing' },
		);
	}

	/** Reads the list until all contacts are found, it ends, or looking the rest up takes fewer requests. */
	private async readList(
		contacts: WantedContact[],
		since: string | undefined,
		{ toItsEnd = false } = {},
	): Promise<ListEnd> {
		const masked = new Map<string, IDataObject[]>();
		const pages = this.source.pages(since);
		let withoutContact = 0;
		let rowsRead = 0;
		let end: ListEnd = { isComplete: false };
		for (let pagesRead = 1; ; pagesRead++) {
			const step = await pages.next();
			if (step.done) {
				end = step.value;
				break;
			}
			for (const row of step.value.rows) {
				rowsRead++;
				const text = this.source.contactOf(row);
				if (text === undefined) withoutContact++;
				else if (text.includes('*')) masked.set(text, [...(masked.get(text) ?? []), row]);
				else this.arrived(this.index.find(text), row);
			}
			if (!toItsEnd && this.isReadingOver(contacts, pagesRead, step.value.pagesLeft)) break;
		}
		this.settleMasked(masked, end);
		if (rowsRead > 0 && withoutContact === rowsRead) return { isComplete: false, reason: NO_CONTACTS_LISTED };
		return end;
	}

	/** Whether nothing is left to be found, or the rest takes fewer requests to look up than to read on. */
	private isReadingOver(
		contacts: WantedContact[],
		pagesRead: number,
		pagesLeft: number | undefined,
	): boolean {
		const left = open(contacts);
		// Where the platform does not say how many pages follow, the pages so far show how many are needed for the rest.
		const needed = (left.length * pagesRead) / Math.max(1, contacts.length - left.length);
		return left.length === 0 || (this.canLookUp() && lookUpsFor(left) < (pagesLeft ?? needed));
	}

	private arrived(contact: WantedContact | undefined, row: IDataObject): void {
		if (contact) contact.result ??= { arrival: 'arrived', ...this.source.factsOf(row) };
	}

	/**
	 * A look-up tells who is behind a mask. Where there is none, a mask counts when it fits one contact and one row of the list has it;
	 * otherwise the contacts that fit stay unknown. Where masks show the ends of suffixes, their ends say nothing of the contacts.
	 */
	private settleMasked(masked: Map<string, IDataObject[]>, { isComplete }: ListEnd): void {
		const hidesEnds = [...masked.keys()].some(showsSuffix);
		for (const [mask, rows] of masked) {
			const fitting = hidesEnds ? this.index.startingLike(mask) : this.index.fitting(mask);
			const [only] = fitting;
			const [row] = rows;
			if (this.canLookUp()) for (const contact of fitting) this.inDoubt.add(contact);
			else if (!isComplete) continue;
			else if (!hidesEnds && fitting.length === 1 && rows.length === 1 && row) this.arrived(only, row);
			else settle(fitting, { ...unknown(`The list shows ${mask}, which fits several rows`), settled: true });
		}
	}

	private async lookUpAll(contacts: WantedContact[]): Promise<void> {
		const waiting = [...contacts];
		const work = async () => {
			for (let contact = waiting.shift(); contact; contact = waiting.shift()) {
				if (this.isFilterIgnored || this.source.isCancelled()) return;
				await this.lookUp(contact);
			}
		};
		await Promise.all(Array.from({ length: LOOK_UPS_AT_ONCE }, work));
	}

	/** Looks one contact up under each of its forms. It is missing when the platform knows none of them. */
	private async lookUp(contact: WantedContact): Promise<void> {
		const index = new ContactIndex([contact], this.options.clean);
		for (const form of contact.forms) {
			const answer = await this.source.lookUp?.(form);
			if (!answer) return;
			if (answer.kind === 'failed') {
				contact.result ??= unknown(answer.reason);
				return;
			}
			for (const row of answer.rows) {
				const text = this.source.contactOf(row);
				const fits = text?.includes('*') ? index.fitting(text).length > 0 : text && index.find(text);
				if (!fits) {
					this.isFilterIgnored ||= text !== undefined;
					if (text === undefined) contact.result ??= unknown(NO_CONTACTS_LISTED);
					return;
				}
			}
			this.arrived(answer.rows.length > 0 ? contact : undefined, answer.rows[0] ?? {});
			if (contact.result) return;
		}
		contact.result ??= { arrival: 'missing' };
	}
}

const unknown = (reason = 'The list could not be read to its end'): Arrival & { arrival: 'unknown' } => ({
	arrival: 'unknown',
	reason,
});

const open = (contacts: WantedContact[]): WantedContact[] =>
	contacts.filter(({ result }) => result === undefined);

const lookUpsFor = (contacts: WantedContact[]): number =>
	contacts.reduce((count, { forms }) => count + forms.length, 0);

/** Gives all contacts that have no result yet this one. */
function settle(contacts: WantedContact[], result: Arrival): void {
	for (const contact of contacts) contact.result ??= result;
}

/** Whether asking again may bring another result. */
function mayChange({ result }: WantedContact): boolean {
	return result?.arrival === 'missing' || (result?.arrival === 'unknown' && result.settled !== true);
}

/**
 * Looks for contacts in a list, again with growing pauses as long as `waitMs` allows. Afterwards every contact has a result.
 * @throws the platform's refusal when nothing was found out at all; a later failure is the result of the contacts it concerns
 */
export async function checkContacts(
	source: ArrivalSource,
	wanted: WantedContact[],
	options: CheckOptions,
): Promise<void> {
	const check = new ContactCheck(source, wanted, options);
	const deadline = Date.now() + options.waitMs;
	let contacts = [...new Set(wanted)].filter(({ result }) => result === undefined);
	let longest = FIRST_PAUSE_MS;
	for (let round = 1; contacts.length > 0; round++) {
		try {
			await check.lookOnce(contacts);
		} catch (error) {
			const failure = asError(error);
			if (round === 1 && open(contacts).length === contacts.length) throw failure;
			settle(contacts, unknown(failure.message));
		}
		settle(contacts, unknown(source.isCancelled() ? CANCELLED : undefined));
		contacts = contacts.filter(mayChange);
		const left = deadline - Date.now();
		if (contacts.length === 0 || left <= 0 || source.isCancelled()) return;
		await pause(Math.min(longest, left), source.isCancelled);
		if (source.isCancelled()) return;
		longest = Math.min(longest * 2, LONGEST_PAUSE_MS);
		for (const contact of contacts) delete contact.result;
	}
}
