import fc from 'fast-check';
import { decode, encode } from 'iconv-lite';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NUMBER_FIELDS } from '../../../nodes/longlonglong/fields';
import { CUSTOMER_FIELDS } from '../../../nodes/nxlink/fields';
import { garblingOf } from '../../../nodes/rows/garbled';
import { COLUMNS } from '../../../scripts/exampleData';

/** A text in UTF-8, read as GB18030 in the two ways that n8n and browsers read it. Behind a column's name a comma follows. */
const READ_AS_GB18030: Array<[string, (text: string) => string]> = [
	['iconv-lite', (text) => decode(Buffer.from(`${text},`), 'gb18030').replace(/,$/, '')],
	['TextDecoder', (text) => new TextDecoder('gb18030').decode(Buffer.from(`${text},`)).replace(/,$/, '')],
];

/** The columns of all tools in the table of docs/imports.md, also those that are left out. */
function namesOfExports(): string[] {
	const page = readFileSync(join(__dirname, '../../../docs/imports.md'), 'utf8');
	const [section = ''] = page.slice(page.indexOf('### Names of exports')).split('\n## ');
	const rows = section.split('\n').filter((line) => line.startsWith('|'));
	return rows.slice(2).flatMap((row) =>
		row
			.split('|')
			.slice(2, -1)
			.flatMap((cell) => cell.split(',').map((name) => name.replace(/[`()]/g, '').trim()))
			.filter((name) => name !== ''),
	);
}

const FIELD_NAMES = [...NUMBER_FIELDS, ...CUSTOMER_FIELDS].flatMap(
	({ id, label, preferredNames = [], aliases = [] }) => [id, label, ...preferredNames, ...aliases],
);
const KNOWN_NAMES = [...new Set([...FIELD_NAMES, ...namesOfExports(), ...COLUMNS])];
const CHINESE_NAMES = KNOWN_NAMES.filter((name) => /\p{Script=Han}/u.test(name));

/** The 3,755 usual signs of Chinese (GB 2312, level 1). */
const USUAL_SIGNS = Array.from({ length: 0xd7 - 0xb0 + 1 }, (_unused, row) =>
	Array.from({ length: 94 }, (_none, cell) => [0xb0 + row, 0xa1 + cell]),
)
	.flat(2)
	.reduce((text, byte) => text + String.fromCharCode(byte), '');
const HAN = [...decode(Buffer.from(USUAL_SIGNS, 'latin1'), 'gb18030')].filter((sign) =>
	/\p{Script=Han}/u.test(sign),
);

it('there are names to look at', () => {
	expect(CHINESE_NAMES.length).toBeGreaterThan(90);
	expect(HAN).toHaveLength(3_755);
});

describe.each(READ_AS_GB18030)('UTF-8 that was read as GB18030 (%s)', (_reader, read) => {
	it.each(CHINESE_NAMES)('is found in the column %s', (name) => {
		expect([read(name), garblingOf(read(name))]).toEqual([read(name), 'utf8ReadAsGb18030']);
	});

	it('is found in any Chinese words, with or without Latin ones and punctuation around them', () => {
		const words = fc.string({ unit: fc.constantFrom(...HAN), minLength: 2, maxLength: 12 });
		const around = fc.constantFrom('', 'ID', ' Name', '1', '（主）', ' (2)', ':');
		fc.assert(
			fc.property(around, words, around, (before, text, after) => {
				expect(garblingOf(read(before + text + after))).toBe('utf8ReadAsGb18030');
			}),
			{ numRuns: 3_000 },
		);
	});
});

describe('no garbled text', () => {
	it.each(KNOWN_NAMES)('is the column %s', (name) => {
		expect(garblingOf(name)).toBeUndefined();
	});

	it('are any two usual signs of Chinese beside each other', () => {
		// Behind a rare sign, these are what makes garbled text of it.
		const second = HAN.filter((sign) => garblingOf(`瑾${sign}`) !== undefined);
		expect(second.length).toBeGreaterThan(200);
		expect(second.length).toBeLessThan(1_000);
		const found = HAN.flatMap((one) => second.filter((other) => garblingOf(one + other) !== undefined));
		expect(found).toEqual([]);
	});

	it.each([
		'王瑾',
		'瑾瑜',
		'瀚海',
		'婧姗',
		'宸宇',
		'滢滢',
		'旖旎',
		'寰宇',
		'€100',
		'ｆｕｌｌ',
		'①②',
		'שָׁלוֹם',
		'שלום בְּרָכָה',
		'濮撳悕 王小明',
	])('is %s', (text) => {
		expect(garblingOf(text)).toBeUndefined();
	});
});

/** The last list has the names that are not found: a single Chinese character is too little evidence. Other columns have more. */
it.each([
	['gb18030', 'utf8', []],
	['gb18030', 'latin1', ['First Name, given (名)', 'Last Name, family (姓)']],
	['utf8', 'latin1', []],
	['utf8', 'win1252', []],
])('%s that was read as %s is garbled in another way', (written, read, notFound) => {
	const others = CHINESE_NAMES.filter((name) => garblingOf(decode(encode(name, written), read)) !== 'other');
	expect(others).toEqual(notFound);
});
