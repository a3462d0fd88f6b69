import type { IDataObject } from 'n8n-workflow';

import { asError } from '../../http/values';
import { pause } from '../../http/wait';
import type { ArrivalSource, ListEnd } from './arrivalSource';
import type { Arrival, WantedContact } from './wantedContacts';
import { ContactIndex, withAsterisks } from './wantedContacts';

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
	/** It is set when a look-up returned another contact: later look-ups cannot be trusted either. */
	private isFilterIgnored = false;
	/** Asked once, when the first masked answer comes: whether the platform applies the filter of look-ups. */
	private filterIsApplied?: Promise<boolean>;
	/** Over all contacts, also those that have arrived: a mask in the list may mean any of them. */
	private readonly index: ContactIndex;
	/** Contacts that a mask in the list may mean. Only a look-up can tell whether it does. */
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
		if (!this.canLookUp())
			setResult(contacts, unknown([doubt, reason].filter(Boolean).join('. ') || undefined));
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
		setResult(
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
		const masks = new Set<string>();
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
				const text = this.shownIn(row);
				if (text === undefined) withoutContact++;
				else if (text.includes('*')) masks.add(text);
				else this.arrived(this.index.find(text), row);
			}
			if (!toItsEnd && this.isReadingOver(contacts, pagesRead, step.value.pagesLeft)) break;
		}
		this.noteMasked(masks, end);
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

	/** The contact of a row of the list, with asterisks for what is hidden. */
	private shownIn(row: IDataObject): string | undefined {
		const text = this.source.contactOf(row);
		return text === undefined ? undefined : withAsterisks(text);
	}

	private arrived(contact: WantedContact | undefined, row: IDataObject): void {
		if (contact) contact.result ??= { arrival: 'arrived', ...this.source.factsOf(row) };
	}

	/** A mask never proves that a contact has arrived, since others fit it too. Where a look-up cannot tell, the contact stays unknown. */
	private noteMasked(masks: Set<string>, { isComplete }: ListEnd): void {
		const noted = new Set<Iterable<WantedContact>>();
		for (const mask of masks) {
			const contacts = this.index.mayBeBehind(mask);
			if (noted.has(contacts)) continue;
			noted.add(contacts);
			for (const contact of contacts) {
				if (this.canLookUp()) this.inDoubt.add(contact);
				else if (isComplete) contact.result ??= { ...unknown(hiddenBehind(mask)), settled: true };
			}
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
		for (const form of contact.forms) {
			const answer = await this.source.lookUp?.(form);
			if (!answer) return;
			if (answer.kind === 'failed') {
				contact.result ??= unknown(answer.reason);
				return;
			}
			const [row] = answer.rows;
			if (!row) continue;
			const texts = answer.rows.map((one) => this.shownIn(one));
			if (texts.includes(undefined)) contact.result ??= unknown(NO_CONTACTS_LISTED);
			else if (await this.areAnswersTo(form, contact, answer.rows)) this.arrived(contact, row);
			else this.isFilterIgnored = true;
			return;
		}
		contact.result ??= { arrival: 'missing' };
	}

	/** Whether all rows that a look-up brought show its contact. Masks may show others too, so they count only where the filter is applied. */
	private async areAnswersTo(form: string, contact: WantedContact, rows: IDataObject[]): Promise<boolean> {
		const index = new ContactIndex([contact], this.options.clean);
		let isMasked = false;
		for (const row of rows) {
			const text = this.shownIn(row) ?? '';
			if (text.includes('*')) isMasked = true;
			if (text.includes('*') ? !index.fits(text) : !index.find(text)) return false;
		}
		if (!isMasked) return true;
		this.filterIsApplied ??= this.isFilterApplied(form, rows);
		return await this.filterIsApplied;
	}

	/** Whether the platform answers a question about a contact that nobody has with other rows than these. */
	private async isFilterApplied(form: string, rows: IDataObject[]): Promise<boolean> {
		const answer = await this.source.lookUp?.(`${form}0`);
		if (answer?.kind !== 'rows') return false;
		const others = new Set(answer.rows.map((row) => JSON.stringify(row)));
		return !rows.some((row) => others.has(JSON.stringify(row)));
	}
}

const hiddenBehind = (mask: string): string =>
	`The list hides a part of each contact: ${mask} may stand for this one or for another`;

const unknown = (reason = 'The list could not be read to its end'): Arrival & { arrival: 'unknown' } => ({
	arrival: 'unknown',
	reason,
});

const open = (contacts: WantedContact[]): WantedContact[] =>
	contacts.filter(({ result }) => result === undefined);

const lookUpsFor = (contacts: WantedContact[]): number =>
	contacts.reduce((count, { forms }) => count + forms.length, 0);

/** Gives all contacts that have no result yet this one. */
function setResult(contacts: WantedContact[], result: Arrival): void {
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
			setResult(contacts, unknown(failure.message));
		}
		setResult(contacts, unknown(source.isCancelled() ? CANCELLED : undefined));
		contacts = contacts.filter(mayChange);
		const left = deadline - Date.now();
		if (contacts.length === 0 || left <= 0 || source.isCancelled()) return;
		await pause(Math.min(longest, left), source.isCancelled);
		if (source.isCancelled()) return;
		longest = Math.min(longest * 2, LONGEST_PAUSE_MS);
		for (const contact of contacts) delete contact.result;
	}
}
