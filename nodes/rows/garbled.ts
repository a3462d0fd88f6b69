/**
 * Recognises text that was read in another encoding than it was written in, by characters or sequences of characters that do not occur in
 * any text.
 */

/** UTF-8 read as GB18030 turns `姓名` into `濮撳悕`, a sequence of Chinese characters without meaning. Other mistakes give other characters. */
export type Garbling = 'utf8ReadAsGb18030' | 'other';

/** The second and third byte of a Chinese character in UTF-8, read as Latin-1 or Windows-1252. */
const CONTINUED =
	'[\\u0080-\\u00bf\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc\\u2013-\\u203a\\u20ac\\u2122]';
const UNREADABLE = '\ufffd';
const OTHER = new RegExp(
	[
		`[${UNREADABLE}\\u0080-\\u009f]`, // GB18030 read as UTF-8, and control characters
		'锟斤拷', // GB18030 read as UTF-8, written as UTF-8, and read as GB18030
		`[\\u00e3-\\u00ef]${CONTINUED}{2}`, // UTF-8 read as Latin-1 or Windows-1252
		'[\\u00a1-\\u00ff]{4}', // GB18030 read as Latin-1
		'(?:^|[^\\u0591-\\u05f4])[\\u0591-\\u05bd]', // GB18030 read as UTF-8: a Hebrew vowel point without a Hebrew letter before it
	].join('|'),
);

interface ByteRange {
	from: number;
	to: number;
}

/**
 * UTF-8 writes a Chinese character in three bytes: a leading byte and two continuation bytes. GB18030 uses two bytes for each character,
 * except for the single byte 0x80, which n8n reads as the euro sign.
 */
const BYTES_IN_UTF8 = 3;
const LEADING_BYTES: ByteRange = { from: 0xe2, to: 0xef };
const CONTINUATION_BYTES: ByteRange = { from: 0x81, to: 0xbf };
const ONE_BYTE = ['€', UNREADABLE];

/** All characters of GB18030 whose two bytes are in these ranges; an empty set when Node.js was built without this encoding. */
function charactersOf(first: ByteRange, second: ByteRange): ReadonlySet<string> {
	const bytes: number[] = [];
	for (let one = first.from; one <= first.to; one++) {
		for (let two = second.from; two <= second.to; two++) bytes.push(one, two);
	}
	try {
		return new Set(new TextDecoder('gb18030').decode(Uint8Array.from(bytes)));
	} catch {
		return new Set();
	}
}

/** The characters of GB18030 that have a leading byte of UTF-8 as their first or their second byte. They are few and mostly rare. */
const WITH_LEADING_BYTE_FIRST = charactersOf(LEADING_BYTES, { ...CONTINUATION_BYTES, from: 0x80 });
const WITH_LEADING_BYTE_SECOND = charactersOf(CONTINUATION_BYTES, LEADING_BYTES);

/** At least two characters in a row that are not ASCII. */
const NON_ASCII = /[^\0-\x7f]{2,}/g;

/** Whether the bytes of these characters in GB18030 have their leading bytes at the same positions as Chinese text in UTF-8. */
function hasLeadingBytesOfUtf8(characters: readonly string[]): boolean {
	let position = 0; // of the next byte within its Chinese character in UTF-8
	for (const [index, character] of characters.entries()) {
		if (ONE_BYTE.includes(character)) {
			if (position === 0) return false;
			position = (position + 1) % BYTES_IN_UTF8;
			continue;
		}
		if (position === 0 && !WITH_LEADING_BYTE_FIRST.has(character)) return false;
		// The second byte of the last character may be an ASCII letter that followed the Chinese text. The characters before it decide then.
		const mayHoldLetter = index >= BYTES_IN_UTF8 && index === characters.length - 1;
		if (position === 2 && !WITH_LEADING_BYTE_SECOND.has(character) && !mayHoldLetter) return false;
		position = (position + 2) % BYTES_IN_UTF8;
	}
	return true;
}

function isUtf8ReadAsGb18030(text: string): boolean {
	const parts = text.match(NON_ASCII) ?? [];
	return parts.length > 0 && parts.every((part) => hasLeadingBytesOfUtf8(Array.from(part)));
}

/** How a text was garbled; undefined when it does not look garbled. */
export function garblingOf(text: string): Garbling | undefined {
	if (isUtf8ReadAsGb18030(text)) return 'utf8ReadAsGb18030';
	return OTHER.test(text) ? 'other' : undefined;
}
