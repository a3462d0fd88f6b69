import type { Field, Row } from './field';

/** The prefix that `cleanPhones` removes: `+86` or `0086` (chinese), or only `+` (plus). */
export type PhonePrefix = 'chinese' | 'plus';

const SEPARATORS = /[\s\-.()[\]‐‑‒–—−]/gu;
const PREFIXES: Record<PhonePrefix, RegExp> = { chinese: /^(\+|00)86/, plus: /^\+/ };

const PLAIN = /^[ -~]*$/;
/** Invisible characters, such as the direction marks around a number that was copied from a contact. */
const INVISIBLE = /[\p{Cf}\p{Cc}\u2065]/gu;
/** Full-width characters. The code of each differs from its ASCII character by the same distance. */
const FULL_WIDTH = /[！-～]/gu;
const FULL_WIDTH_DISTANCE = 0xfee0;

/** A whole number that a spreadsheet wrote as a decimal: `13800138000.0`. */
const FLOAT = /^(\+?\d{7,})\.(\d{1,2})$/;
/** A number in exponential form: `1.3800138E10`. */
const EXPONENT = /^\+?(\d)(?:\.(\d+))?e\+?(\d{1,2})$/i;

/** Converts full-width characters to ASCII, and removes invisible ones. */
function withPlainCharacters(text: string): string {
	if (PLAIN.test(text)) return text;
	return text
		.replace(INVISIBLE, '')
		.replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_DISTANCE));
}

/** The digits of a whole number that a program wrote as a decimal or in exponential form; undefined if digits are missing. */
function digitsOfFloat(text: string): string | undefined {
	const [, whole, fraction] = FLOAT.exec(text) ?? [];
	if (whole !== undefined && Number(fraction) === 0) return whole;
	const [, first, rest = '', exponent] = EXPONENT.exec(text) ?? [];
	return first !== undefined && rest.length === Number(exponent) ? first + rest : undefined;
}

/** Why a text that was a number cannot be a phone, as a text that completes "'Phone' …"; undefined for any other text. */
export function lostAsNumber(phone: string): string | undefined {
	if (EXPONENT.test(phone)) {
		return 'is a number in short form, as 1.38E+10 is, which has lost digits: format the column as text where it comes from';
	}
	return FLOAT.test(phone) ? 'is a number with decimals, so it is no phone number' : undefined;
}

/**
 * Cleans a phone: `+86 138-0013-8000` becomes `13800138000` (chinese) or `8613800138000` (plus). Letters are kept, so that the checks find
 * them; so are the dot and the exponent of a number that has lost digits.
 */
export function cleanPhone(phone: string, prefix: PhonePrefix): string {
	const text = withPlainCharacters(phone).trim();
	const number = digitsOfFloat(text) ?? text;
	if (lostAsNumber(number) !== undefined) return number;
	return number.replace(SEPARATORS, '').replace(PREFIXES[prefix], '');
}

/** Cleans all phone fields of a row in place. A phone that becomes empty is removed. */
export function cleanPhones(fields: readonly Field[], row: Row, prefix: PhonePrefix): void {
	for (const { id, type } of fields) {
		const phone = row[id];
		if (type !== 'phone' || typeof phone !== 'string') continue;
		const clean = cleanPhone(phone, prefix);
		if (clean === '') delete row[id];
		else row[id] = clean;
	}
}
