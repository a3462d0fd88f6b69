import { isRecord } from './values';

/**
 * What a platform says in words, made fit to be shown. Every text of a platform that becomes part of an error or of an item goes
 * through {@link textCleaner}: a server may repeat the request in its message, with the credential and all phone numbers in it.
 */

/** Shorter texts are not treated as secrets, because they would be found everywhere. */
const SHORTEST_SECRET = 4;
/** Digests in hexadecimal, such as a signature that a server's error page shows. */
const DIGEST = /\b(?:[0-9a-f]{64}|[0-9a-f]{32})\b/gi;
/** Only the beginning of a text is read, in characters. Far less is shown. */
const MAX_INSPECTED_CHARS = 20_000;
/** The longest text and the longest code or ID that are shown, in characters. */
const MAX_TEXT_CHARS = 500;
const MAX_ID_CHARS = 100;
/** What stands where a code or an ID belongs and has anything else in it, such as a space, is treated as a sentence. */
const LIKE_AN_ID = /^[\w.:*-]*$/;

/** Digits as in a phone number, in one piece or in the usual groups. */
const PHONE = /\d{7,}|\d{3}[ -]\d{4}[ -]\d{4}/g;
/** A message about many phones shows the ends of only the first ones. */
const MAX_PHONES_SHOWN = 3;
/** Several masks with nothing but punctuation between them. */
const REPEATED_MASK = /\*{3}(?:[^\p{L}\p{N}*]+\*{3}(?!\d))+/gu;

/** A validation error may name every field of every row; only the first ones are shown. */
const MAX_MESSAGES_SHOWN = 5;

/** Makes texts of a platform fit to be shown. */
export interface TextCleaner {
	/** For sentences: takes out secrets and signatures, masks phone numbers, and shortens. */
	words(text: string): string;
	/** For codes and IDs, which may look like a signature or a phone number: takes out secrets, and shortens. */
	id(text: string): string;
}

/** A single text, as far as a value is one. A platform may nest values as deeply as it likes, so nothing is looked for inside them. */
function textIn(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function textsIn(value: unknown): string {
	return Array.isArray(value) ? value.map(textIn).filter(Boolean).join(' ') : textIn(value);
}

/**
 * The words in a value that a platform sends as its message: a text, a list of texts, or an object of field → texts, as validators
 * send it.
 * @returns an empty text when there are no words
 */
export function wordsIn(message: unknown): string {
	if (!isRecord(message)) return textsIn(message);
	const entries = Object.entries(message).map(([field, value]) => [field, textsIn(value)] as const);
	const shown = entries.filter(([, text]) => text !== '').map(([field, text]) => `${field}: ${text}`);
	const more = shown.length - MAX_MESSAGES_SHOWN;
	return shown.slice(0, MAX_MESSAGES_SHOWN).join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** A secret in the forms in which it travels: without the spaces or the "Bearer" that were pasted with it, in a URL, and in PHP's JSON. */
function formsOf(secret: unknown): string[] {
	if (typeof secret !== 'string') return [];
	const words = secret.split(/\s+/).filter((word) => word.length >= SHORTEST_SECRET);
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
 * Makes a cleaner for what a platform says.
 * @param secrets the values of the credential that nobody may see
 */
export function textCleaner(secrets: unknown[]): TextCleaner {
	// The longest form goes first: one secret may be the beginning of another, whose rest would stay.
	const forms = [...new Set(secrets.flatMap(formsOf))].sort((one, other) => other.length - one.length);
	const longest = forms[0]?.length ?? 0;

	/** Takes the secrets out before anything is cut or masked, because they would not be found afterwards. */
	function withoutSecrets(text: string): string {
		const inspected = text.slice(0, MAX_INSPECTED_CHARS);
		const clean = forms.reduce((rest, secret) => rest.replaceAll(secret, '***'), inspected);
		// Where the text was cut, its end may be the beginning of a secret.
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
