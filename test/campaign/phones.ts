import type { Cell, CellMaker, Place } from './cells';

/** How phones are read, which the options of an import decide. */
export interface PhoneRules {
	/** Off: as they are given; encrypted phones are never cleaned. */
	cleaned: boolean;
	/** The platform takes whatever an encrypted phone looks like. */
	encrypted: boolean;
	form: PhoneForm;
}

/** The form in which a platform takes phones. */
export interface PhoneForm {
	/** Whether phones have their country code: without it, a leading +86 is taken off, and with it the sign alone. */
	keepsCountryCode: boolean;
	/** What the platform takes of phones that are not cleaned and not encrypted. */
	accepted: RegExp;
	/** Whether this form is documented, so that the node refuses everything else. Otherwise it cannot know. */
	isChecked: boolean;
}

/** The phone of the nth row of an import; no two rows share one. */
export const phoneOfRow = (index: number): string => `138${String(index).padStart(8, '0')}`;

type Writing = (phone: string, rules: PhoneRules) => unknown;

const prefixed = (prefix: string, phone: string, { form }: PhoneRules): string =>
	form.keepsCountryCode ? `+${phone}` : `${prefix}${phone}`;

/** Ways in which spreadsheets and people write the same phone. */
const WRITINGS: Writing[] = [
	(phone) => phone,
	(phone, rules) => prefixed('+86 ', `${phone.slice(0, 3)}-${phone.slice(3)}`, rules),
	(phone) => Number(phone),
	(phone) => `${phone}.0`,
	(phone) => `\u202A${phone}\u202C`,
	(phone) => `${phone.slice(0, 3)}\u200B${phone.slice(3, 7)}\u200D${phone.slice(7)}\uFEFF`,
	(phone, rules) => prefixed('＋86', phone, rules).replace('+', '＋'),
	(phone) => ` (${phone.slice(0, 3)}) ${phone.slice(3, 7)}.${phone.slice(7)} `,
	(phone) => `${phone.slice(0, 3)}\u00A0${phone.slice(3, 7)}\u2011${phone.slice(7)}`,
	(phone, rules) => (rules.form.keepsCountryCode ? phone : `0086${phone}`),
];

export const PHONE_WRITINGS = WRITINGS.length;

/** A phone in one of its writings, and what must go out for it. */
export function phoneCell(phone: string, writing: number, rules: PhoneRules, { column }: Place): Cell {
	const given = WRITINGS[writing % WRITINGS.length]?.(phone, rules);
	const raw = String(given).trim();
	if (rules.cleaned) return { given, wire: { [column]: [phone] }, invalid: 'never' };
	const acceptable = rules.encrypted || rules.form.accepted.test(raw);
	if (acceptable) return { given, wire: { [column]: [raw] }, invalid: 'never' };
	return rules.form.isChecked
		? { given, wire: {}, invalid: 'must' }
		: { given, wire: { [column]: [raw] }, invalid: 'may', refused: true };
}

/** A further phone of the same row, under a country code of its own. */
export function otherPhone(rules: PhoneRules): CellMaker[] {
	return WRITINGS.map(
		(_writing, index): CellMaker =>
			(place) =>
				phoneCell(phoneOfRow(place.index).replace(/^138/, '139'), index, rules, place),
	);
}
