import { cleanPhone } from './phones';

/**
 * What a value looks like, for the warnings about a mapping. These are guesses about a column, never checks of a row: the fewest digits of a
 * phone are low, because there are short numbers, and the most are those of E.164.
 */

/** Five to fifteen digits, with the separators that most people write; what else may be cleaned off costs more to find out. */
const PLAIN_PHONE = /^[+(]?(?:\d[\s()-]*){5,15}$/;
const CLEAN_PHONE = /^\+?\d{5,15}(_\w+)?$/;
/** A mobile number of mainland China, or any number in international form. */
const SURELY_PHONE = /^(?:(?:\+?86)?1[3-9]\d{9}|\+[1-9]\d{7,14})$/;

/** Whether a text may be a phone number, with separators and a suffix such as `_a1` or without. */
export function mayBePhone(value: unknown): boolean {
	return (
		typeof value === 'string' && (PLAIN_PHONE.test(value) || CLEAN_PHONE.test(cleanPhone(value, 'plus')))
	);
}

/** Whether a text can hardly be anything else than a phone number. */
export function isSurelyPhone(value: unknown): boolean {
	return typeof value === 'string' && SURELY_PHONE.test(value.replace(/[\s-]/g, ''));
}

export function mayBeEmail(value: unknown): boolean {
	return typeof value === 'string' && value.includes('@');
}
