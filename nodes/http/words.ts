import { isRecord } from './values';

/**
 * Cleans the texts of a platform. Every text that becomes part of an error or of an item must go through {@link textCleaner}, because a
 * server may repeat the request in its message, with the credential and all phone numbers.
 */

/** Shorter texts are not treated as secrets, because they would occur in ordinary words. */
const MIN_SECRET_LENGTH = 4;
/** Digests in hexadecimal, such as a signature that a server's error page shows. */
const DIGEST = /\b(?:[0-9a-f]{64}|[0-9a-f]{32})\b/gi;
/** Only this many characters of a text are cleaned. Far fewer are shown. */
const MAX_INSPECTED_CHARS = 20_000;
/** Longer texts, and longer codes or IDs, are cut to this many characters. */
const MAX_TEXT_CHARS = 500;
const MAX_ID_CHARS = 100;
/** The characters of a code or an ID. A code with any other character, such as a space, is cleaned like a sentence. */
const LIKE_AN_ID = /^[\w.:*-]*$/;

/** The digits of a phone number, without spaces or in the usual groups. */
const PHONE = /\d{7,}|\d{3}[ -]\d{4}[ -]\d{4}/g;
/** A message about many phones shows the ends of only the first ones. */
const MAX_PHONES_SHOWN = 3;
/** Several masks with nothing but punctuation between them. */
const REPEATED_MASK = /\*{3}(?:[^\p{L}\p{N}*]+\*{3}(?!\d))+/gu;

/** A validation error may name every field of every row; only the first ones are shown. */
const MAX_MESSAGES_SHOWN = 5;

/** Removes secrets and phone numbers from the texts of a platform. */
export interface TextCleaner {
	/** Cleans a sentence: removes secrets and signatures, masks phone numbers, and shortens it. */
	words(text: string): string;
	/** Cleans a code or an ID, which may look like a signature or a phone number: removes secrets, and shortens it. */
	id(text: string): string;
}

/** The text of a value; an empty text for a list or an object, which is not searched. */
function textIn(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function textsIn(value: unknown): string {
	return Array.isArray(value) ? value.map(textIn).filter(Boolean).join(' ') : textIn(value);
}

/**
 * Reads a message that is a text, a list of texts, or an object of field → texts, as validators send it.
 * @returns an empty text when there is no message
 */
export function wordsIn(message: unknown): string {
	if (!isRecord(message)) return textsIn(message);
	const entries = Object.entries(message).map(([field, value]) => [field, textsIn(value)] as const);
	const shown = entries.filter(([, text]) => text !== '').map(([field, text]) => `${field}: ${text}`);
	const more = shown.length - MAX_MESSAGES_SHOWN;
	return shown.slice(0, MAX_MESSAGES_SHOWN).join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** The forms of a secret in requests and answers: without a pasted "Bearer" or spaces, encoded for a URL, and escaped in PHP's JSON. */
function formsOf(secret: unknown): string[] {
	if (typeof secret !== 'string') return [];
	const words = secret.split(/\s+/).filter((word) => word.length >= MIN_SECRET_LENGTH);
	return words.flatMap((word) => [word, encodeURIComponent(word), word.replaceAll('/', '\\/')]);
}

function shortened(text: string, maxChars: number): string {
	return text.length > maxChars ? `${text.slice(0, maxChars)}…` : text;
}

function withMaskedPhones(text: string): string {
	let phones = 0;
	const mask = (phone: string) => (++phones > MAX_PHONES_SHOWN ? '***' : `***${phone.slice(-4)}`);
	return text.replace(PHONE, mask).replace(REPEATED_MASK, '***');
}

/**
 * Creates the cleaner for a platform's texts.
 * @param secrets the values of the credential that must not be shown
 */
export function textCleaner(secrets: unknown[]): TextCleaner {
	// The longest form is removed first, because one secret may be the beginning of another one.
	const forms = [...new Set(secrets.flatMap(formsOf))].sort((one, other) => other.length - one.length);
	const longest = forms[0]?.length ?? 0;

	/** Removes the secrets. This must come before cutting and masking, because a changed secret is not found. */
	function withoutSecrets(text: string): string {
		const inspected = text.slice(0, MAX_INSPECTED_CHARS);
		const clean = forms.reduce((rest, secret) => rest.replaceAll(secret, '***'), inspected);
		// The end of a text that was cut may be the beginning of a secret, so it is removed.
		return inspected.length < text.length ? clean.slice(0, -longest || undefined) : clean;
	}

	function words(text: string): string {
		return withMaskedPhones(shortened(withoutSecrets(text).replace(DIGEST, '***'), MAX_TEXT_CHARS));
	}

	function id(text: string): string {
		const clean = withoutSecrets(text);
		return LIKE_AN_ID.test(clean) ? shortened(clean, MAX_ID_CHARS) : words(text);
	}

	return { words, id };
}
