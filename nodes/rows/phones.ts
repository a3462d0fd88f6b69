import type { Field, Row } from './field';

/** The leading country sign that `cleanPhones` takes off: `+86` or `0086`, or just `+`. */
export type PhonePrefix = 'chinese' | 'plus';

const SEPARATORS = /[\s\-.()[\]‐‑‒–—−]/gu;
const PREFIXES: Record<PhonePrefix, RegExp> = { chinese: /^(\+|00)86/, plus: /^\+/ };

const PLAIN = /^[ -~]*$/;
/** Invisible characters, such as the direction marks around a number that was copied from a contact. */
const INVISIBLE = /[\p{Cf}\p{Cc}\u2065]/gu;
/** Each stands at the same distance from its plain twin. */
const FULL_WIDTH = /[！-～]/gu;
const FULL_WIDTH_DISTANCE = 0xfee0;

/** A whole number as a spreadsheet's float: `13800138000.0`. */
const FLOAT = /^(\+?\d{7,})\.(\d{1,2})$/;
/** `1.3800138E10` */
const EXPONENT = /^\+?(\d)(?:\.(\d+))?e\+?(\d{1,2})$/i;

/** Full-width signs become plain ones, invisible ones go. */
function withPlainSigns(text: string): string {
	if (PLAIN.test(text)) return text;
	return text
		.replace(INVISIBLE, '')
		.replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_DISTANCE));
}

/** The whole number that a program has written as a float, if all its digits are there; undefined for any other text. */
function digitsOfFloat(text: string): string | undefined {
	const [, whole, fraction] = FLOAT.exec(text) ?? [];
	if (whole !== undefined && Number(fraction) === 0) return whole;
	const [, first, rest = '', exponent] = EXPONENT.exec(text) ?? [];
	return first !== undefined && rest.length === Number(exponent) ? first + rest : undefined;
}

/** Why a text that came out of a number cannot be a phone; completes "'Phone' …". */
export function lostAsNumber(phone: string): string | undefined {
	if (EXPONENT.test(phone)) {
		return 'is a number in short form, as 1.38E+10 is, which has lost digits: format the column as text where it comes from';
	}
	return FLOAT.test(phone) ? 'is a number with decimals, so it is no phone number' : undefined;
}

/**
 * `+86 138-0013-8000` → `13800138000` (chinese) or `8613800138000` (plus). Letters stay, so that the checks see them, and so do
 * the dot and the exponent of a number that has lost digits.
 */
export function cleanPhone(phone: string, prefix: PhonePrefix): string {
	const text = withPlainSigns(phone).trim();
	const number = digitsOfFloat(text) ?? text;
	if (lostAsNumber(number) !== undefined) return number;
	return number.replace(SEPARATORS, '').replace(PREFIXES[prefix], '');
}

/** Cleans all phone fields of a row, in place; one that holds nothing but signs counts as blank. */
export function cleanPhones(fields: readonly Field[], row: Row, prefix: PhonePrefix): void {
	for (const { id, type } of fields) {
		const phone = row[id];
		if (type !== 'phone' || typeof phone !== 'string') continue;
		const clean = cleanPhone(phone, prefix);
		if (clean === '') delete row[id];
		else row[id] = clean;
	}
}
