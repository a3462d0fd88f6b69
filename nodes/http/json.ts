/**
 * JSON of platforms with 64-bit ids: JSON.parse makes 1214631327620775936 and …937 the same number, so whole numbers beyond
 * 2^53 are read as text.
 */

/** A string, or a number with all that belongs to it. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const SIXTEEN_DIGITS = /\d{16}/;

function quoteIfUnsafe(token: string): string {
	if (token.length < 16 || token.startsWith('"') || !/^-?\d+$/.test(token)) return token;
	return Number.isSafeInteger(Number(token)) ? token : `"${token}"`;
}

/**
 * Parses JSON, with integers beyond ±2^53 as strings.
 * @returns undefined when the text is no JSON
 */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(SIXTEEN_DIGITS.test(text) ? text.replace(STRING_OR_NUMBER, quoteIfUnsafe) : text);
	} catch {
		return undefined;
	}
}

/** Whether a value is an object with named properties, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first line of an answer that was no JSON, short enough for an error message. */
export function firstLine(text: string): string {
	const line = text.split(/[\r\n]/).find((candidate) => candidate.trim() !== '') ?? '';
	return line.trim().slice(0, 120);
}
