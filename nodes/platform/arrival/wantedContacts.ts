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

/** Whether the end that a mask shows is that of a suffix: `138***a1b2` for `13800138000_a1b2`. No phone ends with a letter. */
export function showsSuffix(mask: string): boolean {
	const end = mask.slice(mask.lastIndexOf('*') + 1);
	return !end.includes('_') && !end.includes('@') && /[a-z]/i.test(end);
}

/** Finds the wanted contacts that a text of the platform means. */
export class ContactIndex {
	private readonly byForm = new Map<string, WantedContact>();
	/** Start and end of a form, by the lengths of both → the contacts that have them. */
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

	/** The contacts that fit a masked text such as `138****8000`. */
	fitting(mask: string): WantedContact[] {
		const masked = mask.replace(SUFFIX, '');
		const start = masked.slice(0, masked.indexOf('*'));
		const end = masked.slice(masked.lastIndexOf('*') + 1);
		const candidates = this.withEnds(start.length, end.length).get(`${start}*${end}`) ?? [];
		return [...candidates].filter(({ forms }) => forms.some((form) => matchesMask(form, masked)));
	}

	/** The contacts that begin like a masked text. */
	startingLike(mask: string): WantedContact[] {
		const start = mask.slice(0, mask.indexOf('*'));
		return [...(this.withEnds(start.length, 0).get(`${start}*`) ?? [])];
	}

	/** The contacts by their first and last characters. It is built once for each pair of lengths, so that no mask looks at all contacts. */
	private withEnds(startLength: number, endLength: number): Map<string, Set<WantedContact>> {
		const lengths = `${startLength} ${endLength}`;
		let index = this.byEnds.get(lengths);
		if (index) return index;
		index = new Map<string, Set<WantedContact>>();
		for (const contact of this.contacts) {
			for (const form of contact.forms) {
				const end = endLength === 0 ? '' : form.slice(-endLength);
				const ends = `${form.slice(0, startLength)}*${end}`;
				index.set(ends, (index.get(ends) ?? new Set<WantedContact>()).add(contact));
			}
		}
		this.byEnds.set(lengths, index);
		return index;
	}
}
