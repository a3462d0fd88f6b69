import { randomUUID } from 'node:crypto';

/*
 * Reads and writes JSON with 64-bit integers. NXLink's customer ids exceed 2^53, so JSON.parse and JSON.stringify
 * would lose digits. Here they are bigints in memory and raw integers on the wire (nxlink.md 3.1 a).
 */

const MARK = `bigint-${randomUUID()}:`;
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, 'g');
const LONG_INTEGER = /\d{16}/;
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** @returns JSON text in which bigints stand as raw integers. */
export function writeJson(value: unknown): string {
	const marked = JSON.stringify(value, (_key, part: unknown) =>
		typeof part === 'bigint' ? MARK + part : part,
	);
	return marked.replace(MARKED, '$1');
}

/**
 * @returns the value of a JSON text; integers that a number cannot hold come out as bigints.
 * @throws SyntaxError as JSON.parse does
 */
export function readJson(text: string): unknown {
	if (!LONG_INTEGER.test(text)) return JSON.parse(text);
	const marked = text.replace(STRING_OR_LONG_INTEGER, (token) =>
		token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${MARK}${token}"`,
	);
	return JSON.parse(marked, (_key, part: unknown) =>
		typeof part === 'string' && part.startsWith(MARK) ? BigInt(part.slice(MARK.length)) : part,
	);
}

/** @returns indented JSON text in which bigints stand as texts, for readers that know no 64-bit integers. */
export function writeReadableJson(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part), 1);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
