/**
 * JSON of platforms with 64-bit ids: JSON.parse makes 1214631327620775936 and …937 the same number, so whole numbers beyond
 * 2^53 are read as text.
 */

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const SIXTEEN_DIGITS = /\d{16}/;

function quoteIfUnsafe(token: string): string {
	if (token.length < 16 || !/^-?\d+$/.test(token)) return token;
	return Number.isSafeInteger(Number(token)) ? token : `"${token}"`;
}

/** The place behind the string that begins at `open`. */
function endOfString(json: string, open: number): number {
	let at = open + 1;
	while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
	return at + 1;
}

/**
 * Puts quotes around the integers that a number cannot hold.
 * @param json valid JSON. Strings are walked over, not matched: a pattern for them runs out of stack on a large one.
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

/** What may stand in front of JSON: its own white space, and byte order marks. */
const IN_FRONT = /^[\uFEFF \t\r\n]+/;

/**
 * Parses JSON, with integers beyond ±2^53 as strings. A byte order mark in front, which scripts on a server easily leave there, is skipped.
 * @returns undefined when the text is no JSON
 */
export function parseJson(text: string): unknown {
	const json = text.replace(IN_FRONT, '');
	try {
		const value: unknown = JSON.parse(json);
		return SIXTEEN_DIGITS.test(json) ? JSON.parse(quoteUnsafeIntegers(json)) : value;
	} catch {
		return undefined;
	}
}

/** Marks a bigint until it is written. Users do not type this character, and JSON never has it unescaped. */
const BIGINT_MARK = '\u0000bigint:';
const MARKED_BIGINT = /"\\u0000bigint:(-?\d+)"/g;

/** Writes JSON as JSON.stringify does, with a bigint as a whole number. So an ID beyond 2^53 goes out with all its digits. */
export function writeJson(value: unknown): string {
	const text = JSON.stringify(value, function (this: Record<string, unknown>, key, part: unknown) {
		// The value itself is asked, because n8n gives bigints a toJSON that makes a text of them.
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
