import { isBlank } from '../../http/values';
import { matchesMask } from '../../rows/masks';

/** Whether the platform has a contact. */
export type Arrival =
	| { arrival: 'arrived'; id?: string; createdAt?: string }
	| { arrival: 'missing' }
	/** `isFinal` when looking again cannot give another result. */
	| { arrival: 'unknown'; reason: string; isFinal?: boolean };

/** A contact that is looked for. Several input rows may share it. */
export interface WantedContact {
	/** The contact after cleaning, as an import sends it, and each different form in which the input has it. */
	forms: string[];
	result?: Arrival;
}

/** How contacts of one type are cleaned and searched for. */
export interface ContactForm {
	/** Cleans a contact in the same way as an import does. */
	clean(text: string): string;
	/** Whether a cleaned contact can be searched for, such as an email address with an `@`. */
	isSearchable(text: string): boolean;
}

const NO_CONTACT: Arrival = {
	arrival: 'unknown',
	reason: 'The row has no contact to look for',
	isFinal: true,
};

const UNSEARCHABLE: Arrival = {
	arrival: 'unknown',
	reason: 'The contact of this row cannot be searched for',
	isFinal: true,
};

/** The contact of each input row; rows with the same contact share one object. @param values the rows' contacts, in the order of the rows */
export function wantedContacts(values: unknown[], { clean, isSearchable }: ContactForm): WantedContact[] {
	const known = new Map<string, WantedContact>();
	return values.map((value) => {
		if (isBlank(value)) return { forms: [], result: NO_CONTACT };
		const given = typeof value === 'object' ? '' : String(value).trim();
		const cleaned = clean(given);
		if (cleaned === '' || !isSearchable(cleaned)) return { forms: [], result: UNSEARCHABLE };
		const contact = known.get(cleaned) ?? { forms: [] };
		contact.forms = [...new Set([cleaned, ...contact.forms, given])];
		known.set(cleaned, contact);
		return contact;
	});
}

/** The suffix that a call task may add to a number, as in `13800138000_a1b2`. */
const SUFFIX = /_[0-9a-z]+$/i;

/** The part at the end of a mask that may belong to such a suffix. */
const SHOWN_SUFFIX = /(?:^|_)[0-9a-z]*$/i;
/** The part at the start of a mask that may belong to a country code, which the input may not have. */
const COUNTRY_CODE = /^(?:\+|00|0$)/;

/** Characters other than asterisks that hide a part of a contact. A run of `x` counts only after the first digits of a phone. */
const HIDING = /[＊•●·×…#█]|(?<=^[\d+]+)x{2,}/gi;

/** Writes every masked character of a contact as an asterisk: `138xxxx8000` becomes `138****8000`. */
export const withAsterisks = (text: string): string =>
	text.replace(HIDING, (signs) => '*'.repeat(signs.length));

/** Finds the wanted contacts for a contact or a mask in the platform's list. */
export class ContactIndex {
	private readonly byForm = new Map<string, WantedContact>();
	/** Lengths of a mask's start and end → the contacts by their start and end of these lengths, without the suffix. */
	private readonly byEnds = new Map<string, Map<string, Set<WantedContact>>>();

	constructor(
		private readonly contacts: WantedContact[],
		private readonly clean: (text: string) => string,
	) {
		for (const contact of contacts) for (const form of contact.forms) this.byForm.set(form, contact);
	}

	/** The contact that equals a text as it is, after cleaning, or without the suffix of a call task. */
	find(text: string): WantedContact | undefined {
		const cleaned = this.clean(text);
		const forms = [text, cleaned, cleaned.replace(SUFFIX, '')];
		return forms.map((form) => this.byForm.get(form)).find((contact) => contact !== undefined);
	}

	/** Whether a mask such as `138****8000` may stand for one of the contacts. */
	fits(mask: string): boolean {
		const masks = [mask, mask.replace(SUFFIX, '')];
		return this.contacts.some(({ forms }) =>
			forms.some((form) => masks.some((masked) => matchesMask(form, masked))),
		);
	}

	/**
	 * All contacts for which a mask in a list may stand. The masked number may have a country code, and the end of the mask may belong to a
	 * suffix: `138***0009` may stand for 13800001111_0009. Only the characters before an underscore are the end of a phone.
	 */
	mayBeBehind(mask: string): Iterable<WantedContact> {
		const shownStart = this.clean(mask.slice(0, mask.indexOf('*')));
		const shownEnd = this.clean(mask.slice(mask.lastIndexOf('*') + 1));
		const start = COUNTRY_CODE.test(shownStart) ? '' : shownStart.replace(/_.*/, '');
		const end = shownEnd.replace(SHOWN_SUFFIX, '');
		return this.withEnds(start.length, end.length).get(`${start}*${end}`) ?? [];
	}

	/** The contacts by their first and last characters. The index is built once for each pair of lengths. */
	private withEnds(startLength: number, endLength: number): Map<string, Set<WantedContact>> {
		const lengths = `${startLength} ${endLength}`;
		let index = this.byEnds.get(lengths);
		if (index) return index;
		index = new Map<string, Set<WantedContact>>();
		for (const contact of this.contacts) {
			const phone = (contact.forms[0] ?? '').replace(SUFFIX, '');
			const ends = `${phone.slice(0, startLength)}*${endLength === 0 ? '' : phone.slice(-endLength)}`;
			index.set(ends, (index.get(ends) ?? new Set<WantedContact>()).add(contact));
		}
		this.byEnds.set(lengths, index);
		return index;
	}
}
