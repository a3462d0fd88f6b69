/**
 * Text that was read in another encoding than it was written in. What gives it away are signs that no text has, or signs in an order that
 * no text has.
 */

/** UTF-8 read as GB18030 makes `濮撳悕` of `姓名`: Chinese signs that mean nothing together. The other mistakes leave signs that are not Chinese. */
export type Garbling = 'utf8ReadAsGb18030' | 'other';

/** What stands behind the first byte of a Chinese sign when UTF-8 was read as Latin-1 or Windows-1252. */
const CONTINUED =
	'[\\u0080-\\u00bf\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc\\u2013-\\u203a\\u20ac\\u2122]';
const UNREADABLE = '\ufffd';
const OTHER = new RegExp(
	[
		`[${UNREADABLE}\\u0080-\\u009f]`, // GB18030 read as UTF-8, and signs that no text has
		'锟斤拷', // the same, written as UTF-8 and read as GB18030
		`[\\u00e3-\\u00ef]${CONTINUED}{2}`, // UTF-8 read as Latin-1 or Windows-1252
		'[\\u00a1-\\u00ff]{4}', // GB18030 read as Latin-1
	].join('|'),
);

interface ByteRange {
	from: number;
	to: number;
}

/**
 * UTF-8 writes a Chinese sign in three bytes: one that leads, and two that continue. GB18030 writes it in two, but for 0x80, which n8n reads
 * as the euro sign.
 */
const BYTES_IN_UTF8 = 3;
const LEADS: ByteRange = { from: 0xe2, to: 0xef };
const CONTINUES: ByteRange = { from: 0x81, to: 0xbf };
const ONE_BYTE = ['€', UNREADABLE];

/** All signs of GB18030 whose two bytes are in these ranges; none where Node.js was built without the encoding. */
function signsOf(first: ByteRange, second: ByteRange): ReadonlySet<string> {
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

/** Few signs have a leading byte of UTF-8 as their first or as their second byte, and most of them are rare. */
const LEAD_FIRST = signsOf(LEADS, { ...CONTINUES, from: 0x80 });
const LEAD_SECOND = signsOf(CONTINUES, LEADS);

/** What is not ASCII, at least two signs of it together. */
const SIGNS = /[^\0-\x7f]{2,}/g;

/** Whether the bytes of these signs in GB18030 are Chinese signs in UTF-8, as far as can be told by where the leading bytes stand. */
function isLedAsInUtf8(signs: readonly string[]): boolean {
	let position = 0; // of the next byte in its Chinese sign
	for (const [index, sign] of signs.entries()) {
		if (ONE_BYTE.includes(sign)) {
			if (position === 0) return false;
			position = (position + 1) % BYTES_IN_UTF8;
			continue;
		}
		if (position === 0 && !LEAD_FIRST.has(sign)) return false;
		// The last sign may have a letter as its second byte, which followed the Chinese signs. Then others before it have to tell.
		const mayHoldLetter = index >= BYTES_IN_UTF8 && index === signs.length - 1;
		if (position === 2 && !LEAD_SECOND.has(sign) && !mayHoldLetter) return false;
		position = (position + 2) % BYTES_IN_UTF8;
	}
	return true;
}

function isUtf8ReadAsGb18030(text: string): boolean {
	const parts = text.match(SIGNS) ?? [];
	return parts.length > 0 && parts.every((part) => isLedAsInUtf8(Array.from(part)));
}

/** How a text was garbled; undefined for one that looks as it was written. */
export function garblingOf(text: string): Garbling | undefined {
	if (isUtf8ReadAsGb18030(text)) return 'utf8ReadAsGb18030';
	return OTHER.test(text) ? 'other' : undefined;
}
