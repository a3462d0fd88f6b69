import type { IDataObject } from 'n8n-workflow';

import { asError } from '../../http/values';
import { pause } from '../../http/wait';
import type { ArrivalSource, ListEnd } from './arrivalSource';
import type { Arrival, WantedContact } from './wantedContacts';
import { ContactIndex, withAsterisks } from './wantedContacts';

export interface CheckOptions {
	/** Only rows created after this time are read, on the platform's clock as `yyyy-MM-dd HH:mm:ss`. Undefined reads the whole list. */
	since?: string;
	/** How long missing contacts are looked for again, in milliseconds. */
	waitMs: number;
	/** Cleans a contact in the same way as an import does. */
	clean(text: string): string;
}

/** Up to this many contacts are looked up individually, without reading the list. */
const MAX_DIRECT_LOOK_UPS = 3;
const MAX_LOOK_UPS_AT_ONCE = 5;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

const CANCELLED = 'The execution was cancelled before this row was looked for';
const FILTER_IGNORED = 'The platform did not apply the filter: it answered with another customer';
const LIST_CHANGED = 'The list changed while it was being read';
const NO_CONTACTS_LISTED = 'The list shows no contacts, so nothing can be found in it';

/** Looks for contacts in one list, with as few requests as possible. */
class ContactCheck {
	/** Is set when a look-up returned another contact: later look-ups cannot be trusted either. */
	private isFilterIgnored = false;
	/** Whether the platform applies the filter of look-ups. It is tested once, when the first masked answer comes. */
	private filterIsApplied?: Promise<boolean>;
	/** Holds all contacts, including those that have arrived, because a mask in the list may stand for any of them. */
	private readonly index: ContactIndex;
	/** Contacts for which a mask in the list may stand. Only a look-up can show whether it does. */
	private maskedContacts = new Set<WantedContact>();

	constructor(
		private readonly source: ArrivalSource,
		wanted: WantedContact[],
		private readonly options: CheckOptions,
	) {
		this.index = new ContactIndex(wanted, options.clean);
	}

	/** Looks for each contact once, by reading the list or by look-ups, whichever takes fewer requests. */
	async lookForAll(contacts: WantedContact[]): Promise<void> {
		this.maskedContacts = new Set();
		if (!this.canLookUp() || lookUpsFor(contacts) > MAX_DIRECT_LOOK_UPS) {
			await this.decideByList(contacts, await this.readAsFarAsNeeded(contacts));
		}
		await this.lookUpAll(withoutResult(contacts));
		if (!this.isFilterIgnored || withoutResult(contacts).length === 0) return;
		await this.decideByList(contacts, await this.readList(contacts, undefined), FILTER_IGNORED);
	}

	/**
	 * Marks the contacts that the list does not have as missing, after a second reading has returned the same rows. When look-ups take
	 * fewer requests than a second reading, the contacts are left for look-ups.
	 */
	private async decideByList(contacts: WantedContact[], end: ListEnd, doubt?: string): Promise<void> {
		if (withoutResult(contacts).length === 0) return;
		let { reason } = end;
		if (end.isComplete && !(this.canLookUp() && lookUpsFor(withoutResult(contacts)) <= (end.pages ?? 0))) {
			const again = await this.readList(contacts, undefined, { readAll: true });
			if (again.isComplete && again.fingerprint === end.fingerprint) this.markUnlistedMissing(contacts);
			else reason = again.reason ?? LIST_CHANGED;
		}
		if (!this.canLookUp())
			setResult(contacts, unknown([doubt, reason].filter(Boolean).join('. ') || undefined));
	}

	/** Reads the list from `since` on. A contact that is not found may be in an older row, so without look-ups the whole list is read. */
	private async readAsFarAsNeeded(contacts: WantedContact[]): Promise<ListEnd> {
		const { since } = this.options;
		const end = await this.readList(contacts, since);
		if (since === undefined || withoutResult(contacts).length === 0) return end;
		return this.canLookUp() ? { ...end, isComplete: false } : await this.readList(contacts, undefined);
	}

	private canLookUp(): boolean {
		return this.source.lookUp !== undefined && !this.isFilterIgnored;
	}

	/** Marks contacts as missing that no row of the complete list shows, neither in full nor behind a mask. */
	private markUnlistedMissing(contacts: WantedContact[]): void {
		setResult(
			contacts.filter((contact) => !this.maskedContacts.has(contact)),
			{ arrival: 'missing' },
		);
	}

	/** Reads the list until all contacts are found, the list ends, or looking up the rest takes fewer requests. */
	private async readList(
		contacts: WantedContact[],
		since: string | undefined,
		{ readAll = false } = {},
	): Promise<ListEnd> {
		const masks = new Set<string>();
		const pages = this.source.pages(since);
		let rowsWithoutContact = 0;
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
				const text = this.contactShownIn(row);
				if (text === undefined) rowsWithoutContact++;
				else if (text.includes('*')) masks.add(text);
				else this.markArrived(this.index.find(text), row);
			}
			if (!readAll && this.canStopReading(contacts, pagesRead, step.value.pagesLeft)) break;
		}
		this.recordMaskedContacts(masks, end);
		if (rowsRead > 0 && rowsWithoutContact === rowsRead)
			return { isComplete: false, reason: NO_CONTACTS_LISTED };
		return end;
	}

	/** Whether all contacts are found, or looking up the rest takes fewer requests than reading on. */
	private canStopReading(
		contacts: WantedContact[],
		pagesRead: number,
		pagesLeft: number | undefined,
	): boolean {
		const left = withoutResult(contacts);
		// When the platform does not say how many pages follow, their number is estimated from the contacts found per page so far.
		const needed = (left.length * pagesRead) / Math.max(1, contacts.length - left.length);
		return left.length === 0 || (this.canLookUp() && lookUpsFor(left) < (pagesLeft ?? needed));
	}

	/** The contact in a row of the list, with asterisks in place of hidden characters. */
	private contactShownIn(row: IDataObject): string | undefined {
		const text = this.source.contactOf(row);
		return text === undefined ? undefined : withAsterisks(text);
	}

	private markArrived(contact: WantedContact | undefined, row: IDataObject): void {
		if (contact) contact.result ??= { arrival: 'arrived', ...this.source.factsOf(row) };
	}

	/** Records which contacts may be behind the masks of a list. A mask proves no arrival, because other contacts fit it too. */
	private recordMaskedContacts(masks: Set<string>, { isComplete }: ListEnd): void {
		const noted = new Set<Iterable<WantedContact>>();
		for (const mask of masks) {
			const contacts = this.index.mayBeBehind(mask);
			if (noted.has(contacts)) continue;
			noted.add(contacts);
			for (const contact of contacts) {
				if (this.canLookUp()) this.maskedContacts.add(contact);
				else if (isComplete) contact.result ??= { ...unknown(hiddenBehind(mask)), isFinal: true };
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
		await Promise.all(Array.from({ length: MAX_LOOK_UPS_AT_ONCE }, work));
	}

	/** Looks up each form of a contact. The contact is missing when the platform has none of them. */
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
			const texts = answer.rows.map((one) => this.contactShownIn(one));
			if (texts.includes(undefined)) contact.result ??= unknown(NO_CONTACTS_LISTED);
			else if (await this.allShowContact(form, contact, answer.rows)) this.markArrived(contact, row);
			else this.isFilterIgnored = true;
			return;
		}
		contact.result ??= { arrival: 'missing' };
	}

	/** Whether all rows of a look-up show its contact. A masked row counts only when the platform is known to apply the filter. */
	private async allShowContact(form: string, contact: WantedContact, rows: IDataObject[]): Promise<boolean> {
		const index = new ContactIndex([contact], this.options.clean);
		let isMasked = false;
		for (const row of rows) {
			const text = this.contactShownIn(row) ?? '';
			if (text.includes('*')) isMasked = true;
			if (text.includes('*') ? !index.fits(text) : !index.find(text)) return false;
		}
		if (!isMasked) return true;
		this.filterIsApplied ??= this.isFilterApplied(form, rows);
		return await this.filterIsApplied;
	}

	/** Tests the filter: a look-up of a contact that nobody has must not return any of these rows. */
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

const withoutResult = (contacts: WantedContact[]): WantedContact[] =>
	contacts.filter(({ result }) => result === undefined);

const lookUpsFor = (contacts: WantedContact[]): number =>
	contacts.reduce((count, { forms }) => count + forms.length, 0);

/** Sets the result of all contacts that have none yet. */
function setResult(contacts: WantedContact[], result: Arrival): void {
	for (const contact of contacts) contact.result ??= result;
}

/** Whether looking again may give another result. */
function mayChange({ result }: WantedContact): boolean {
	return result?.arrival === 'missing' || (result?.arrival === 'unknown' && result.isFinal !== true);
}

/**
 * Looks for contacts in a list, and repeats that with growing pauses until `waitMs` has passed. Afterwards every contact has a result.
 * @throws the platform's refusal when no contact has a result yet; a later failure becomes the result of the contacts that it concerns
 */
export async function checkContacts(
	source: ArrivalSource,
	wanted: WantedContact[],
	options: CheckOptions,
): Promise<void> {
	const check = new ContactCheck(source, wanted, options);
	const deadline = Date.now() + options.waitMs;
	let contacts = [...new Set(wanted)].filter(({ result }) => result === undefined);
	let pauseMs = FIRST_PAUSE_MS;
	for (let round = 1; contacts.length > 0; round++) {
		try {
			await check.lookForAll(contacts);
		} catch (error) {
			const failure = asError(error);
			if (round === 1 && withoutResult(contacts).length === contacts.length) throw failure;
			setResult(contacts, unknown(failure.message));
		}
		setResult(contacts, unknown(source.isCancelled() ? CANCELLED : undefined));
		contacts = contacts.filter(mayChange);
		const left = deadline - Date.now();
		if (contacts.length === 0 || left <= 0 || source.isCancelled()) return;
		await pause(Math.min(pauseMs, left), source.isCancelled);
		if (source.isCancelled()) return;
		pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
		for (const contact of contacts) delete contact.result;
	}
}
