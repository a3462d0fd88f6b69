import { cleanPhone } from './phones';

/**
 * Guesses whether a value is a phone or an email address, for the warnings about a mapping. Rows are not checked by these guesses. A phone
 * has at least five digits, because there are short numbers, and at most fifteen, as E.164 allows.
 */

/** Five to fifteen digits with the usual separators. This pattern is tried first, because cleaning a phone takes longer. */
const PLAIN_PHONE = /^[+(]?(?:\d[\s()-]*){5,15}$/;
const CLEAN_PHONE = /^\+?\d{5,15}(_\w+)?$/;
/** A mobile number of mainland China, or any number in international form. */
const SURELY_PHONE = /^(?:(?:\+?86)?1[3-9]\d{9}|\+[1-9]\d{7,14})$/;

/** Whether a value may be a phone number, with or without separators and a suffix such as `_a1`. */
export function mayBePhone(value: unknown): boolean {
	return (
		typeof value === 'string' && (PLAIN_PHONE.test(value) || CLEAN_PHONE.test(cleanPhone(value, 'plus')))
	);
}

/** Whether a value is almost certainly a phone number. */
export function isSurelyPhone(value: unknown): boolean {
	return typeof value === 'string' && SURELY_PHONE.test(value.replace(/[\s-]/g, ''));
}

/** Whether a value may be an email address. */
export function mayBeEmail(value: unknown): boolean {
	return typeof value === 'string' && value.includes('@');
}
