/**
 * Reads and writes JSON with 64-bit IDs. JSON.parse rounds 1214631327620775936 and …937 to the same number, so whole numbers beyond 2^53
 * are read as text.
 */

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const SIXTEEN_DIGITS = /\d{16}/;

function quoteIfUnsafe(token: string): string {
	if (token.length < 16 || !/^-?\d+$/.test(token)) return token;
	return Number.isSafeInteger(Number(token)) ? token : `"${token}"`;
}

/** The position after the string that begins at `open`. */
function endOfString(json: string, open: number): number {
	let at = open + 1;
	while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
	return at + 1;
}

/**
 * Puts quotes around integers beyond 2^53. Strings are skipped character by character, because a regular expression for them can exceed the
 * stack on a long one.
 * @param json valid JSON
 */
function quoteUnsafeIntegers(json: string): string {
	const parts: string[] = [];
	for (let at = 0; at < json.length;) {
		const quote = json.indexOf('"', at);
		const open = quote === -1 ? json.length : quote;
		parts.push(json.slice(at, open).replace(NUMBER, quoteIfUnsafe));
		at = quote === -1 ? open : endOfString(json, open);
		parts.push(json.slice(open, at));
	}
	return parts.join('');
}

/** White space and byte order marks in front of JSON. */
const LEADING_SPACE = /^[\uFEFF \t\r\n]+/;

/**
 * Parses JSON. Integers beyond ±2^53 become strings, and a byte order mark in front is skipped.
 * @returns undefined when the text is no JSON
 */
export function parseJson(text: string): unknown {
	const json = text.replace(LEADING_SPACE, '');
	try {
		const value: unknown = JSON.parse(json);
		return SIXTEEN_DIGITS.test(json) ? JSON.parse(quoteUnsafeIntegers(json)) : value;
	} catch {
		return undefined;
	}
}

/** Marks a bigint in the text that JSON.stringify makes. It begins with a character that users do not type. */
const BIGINT_MARK = '\u0000bigint:';
const MARKED_BIGINT = /"\\u0000bigint:(-?\d+)"/g;

/** Writes JSON like JSON.stringify, and a bigint as a whole number, so that an ID beyond 2^53 keeps all its digits. */
export function writeJson(value: unknown): string {
	const text = JSON.stringify(value, function (this: Record<string, unknown>, key, part: unknown) {
		// The value is read from its object, because n8n adds a toJSON to bigints that converts them to text.
		const given = this[key];
		return typeof given === 'bigint' ? `${BIGINT_MARK}${given}` : part;
	});
	return text.replace(MARKED_BIGINT, '$1');
}

/** The first line of an answer that was no JSON. */
export function firstLine(text: string): string {
	return text
		.trimStart()
		.replace(/[\r\n].*/s, '')
		.trim();
}
