import { isBlank } from '../../http/values';
import { matchesMask } from '../../rows/masks';

/** What is known of a contact: whether the platform has it. */
export type Arrival =
	| { arrival: 'arrived'; id?: string; createdAt?: string }
	| { arrival: 'missing' }
	/** `settled` when asking again cannot help. */
	| { arrival: 'unknown'; reason: string; settled?: boolean };

/** One contact that is looked for. Several input rows may have it. */
export interface WantedContact {
	/** The contact as the input has it and, where it differs, as an import sends it after cleaning. */
	forms: string[];
	result?: Arrival;
}

/** How the platform writes a contact in its lists. */
export interface ContactForm {
	/** Makes of an input value what an import sends. */
	clean(text: string): string;
	/** Whether there is anything to search for in a cleaned contact. */
	isSearchable(text: string): boolean;
}

const NO_CONTACT: Arrival = {
	arrival: 'unknown',
	reason: 'The row has no contact to look for',
	settled: true,
};

const UNSEARCHABLE: Arrival = {
	arrival: 'unknown',
	reason: 'The contact of this row cannot be searched for',
	settled: true,
};

/** The contact of each input row; rows with the same contact share one. @param values what the rows hold, in their order */
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

/** A task may put a suffix of its own behind a number: `13800138000_a1b2`. */
const SUFFIX = /_[0-9a-z]+$/i;

/** What a mask shows at its end and may belong to a suffix. */
const SHOWN_SUFFIX = /(?:^|_)[0-9a-z]*$/i;
/** What a mask shows at its start and may belong to a country code, which the input may not have. */
const COUNTRY_CODE = /^(?:\+|00|0$)/;

/** Other signs than asterisks that hide a part of a contact; of letters only those between or behind the digits of a phone. */
const HIDING = /[＊•●·×…#█]|(?<=^[\d+]+)x{2,}/gi;

/** A contact as a list shows it, with an asterisk for each sign that hides something: `138xxxx8000` → `138****8000`. */
export const withAsterisks = (text: string): string =>
	text.replace(HIDING, (signs) => '*'.repeat(signs.length));

/** Finds the wanted contacts that a text of the platform means. */
export class ContactIndex {
	private readonly byForm = new Map<string, WantedContact>();
	/** Start and end of a contact without its suffix, by the lengths of both → the contacts that have them. */
	private readonly byEnds = new Map<string, Map<string, Set<WantedContact>>>();

	constructor(
		private readonly contacts: WantedContact[],
		private readonly clean: (text: string) => string,
	) {
		for (const contact of contacts) for (const form of contact.forms) this.byForm.set(form, contact);
	}

	/** The contact that a text names in full: as it is, cleaned, or without the suffix of a call task. */
	find(text: string): WantedContact | undefined {
		const cleaned = this.clean(text);
		const forms = [text, cleaned, cleaned.replace(SUFFIX, '')];
		return forms.map((form) => this.byForm.get(form)).find((contact) => contact !== undefined);
	}

	/** Whether one of the contacts may be the whole text behind a mask such as `138****8000`. */
	fits(mask: string): boolean {
		const masks = [mask, mask.replace(SUFFIX, '')];
		return this.contacts.some(({ forms }) =>
			forms.some((form) => masks.some((masked) => matchesMask(form, masked))),
		);
	}

	/**
	 * The contacts that may be behind a mask of a list, none left out: the number there may have a country code, and a suffix of which
	 * the mask shows the end. `138***0009` may be 13800001111_0009; only what stands before an underscore is the end of a phone.
	 */
	mayBeBehind(mask: string): Iterable<WantedContact> {
		const shownStart = this.clean(mask.slice(0, mask.indexOf('*')));
		const shownEnd = this.clean(mask.slice(mask.lastIndexOf('*') + 1));
		const start = COUNTRY_CODE.test(shownStart) ? '' : shownStart.replace(/_.*/, '');
		const end = shownEnd.replace(SHOWN_SUFFIX, '');
		return this.withEnds(start.length, end.length).get(`${start}*${end}`) ?? [];
	}

	/** The contacts by the first and last characters of what an import sends. It is built once for each pair of lengths. */
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
