import fc from 'fast-check';

import type { Field, Row } from '../../../nodes/rows/field';
import { cleanPhone, cleanPhones, lostAsNumber } from '../../../nodes/rows/phones';

/** What stands in and around the phones of contacts, sheets and web pages, and that nobody sees or means. */
const NOISE = [
	...[' ', '\t', '\u00a0', '\u3000', '\u202f', '-', '（', '）', '－', '‑', '–', '—', '−', '(', ')', '[', ']'],
	...[0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x00ad, 0xfeff].map((code) => String.fromCharCode(code)),
	...Array.from({ length: 5 }, (_unused, index) => String.fromCharCode(0x202a + index)),
	...Array.from({ length: 10 }, (_unused, index) => String.fromCharCode(0x2060 + index)),
];

describe('a phone', () => {
	it('comes out the same, whatever nobody sees or means in it, in full width or not', () => {
		const digits = fc.stringMatching(/^1[3-9]\d{9}$/);
		const prefix = fc.constantFrom('', '+86', '＋86', '0086', '００８６');
		const noise = fc.array(
			fc.array(fc.constantFrom(...NOISE), { maxLength: 3 }).map((parts) => parts.join('')),
			{
				minLength: 20,
				maxLength: 20,
			},
		);
		fc.assert(
			fc.property(digits, prefix, noise, fc.boolean(), (phone, sign, gaps, wide) => {
				const written = [...sign, ...phone].map((digit) =>
					wide
						? String.fromCharCode(digit.charCodeAt(0) + (digit < '～' && digit < '\u007f' ? 0xfee0 : 0))
						: digit,
				);
				const given =
					written.map((digit, index) => (gaps[index] ?? '') + digit).join('') + (gaps.at(-1) ?? '');
				expect(cleanPhone(given, 'chinese')).toBe(phone);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('that was a number comes out with all its digits, or as it was', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1e6, max: 2e14 }), fc.nat(14), (phone, places) => {
				const exponent = String(phone).length - 1;
				const forms = [
					`${phone}.0`,
					`${phone}.00`,
					phone.toExponential(exponent),
					phone.toExponential(Math.min(places, exponent)),
				];
				for (const form of forms) expect([String(phone), form]).toContain(cleanPhone(form, 'plus'));
				expect(cleanPhone(phone.toExponential(exponent), 'plus')).toBe(String(phone));
			}),
		);
	});

	it.each([
		['chinese', '+86 138-0013-8000', '13800138000'],
		['chinese', '0086 (138) 0013.8000', '13800138000'],
		['chinese', '8613800138000', '8613800138000'],
		['chinese', '+1 415 555 0100', '+14155550100'],
		['chinese', '１３８００１３８０００', '13800138000'],
		['chinese', '＋８６　１３８－００１３－８０００', '13800138000'],
		['chinese', '\u202a+86 138 0013 8000\u202c', '13800138000'],
		['chinese', '\ufeff138\u200b0013\u00a08000\u2069', '13800138000'],
		['chinese', '（010）8888−8888', '01088888888'],
		['chinese', '13800138000.0', '13800138000'],
		['chinese', ' +8613800138000.00 ', '13800138000'],
		['chinese', '138.0013.8000', '13800138000'],
		['chinese', '1.3800138000E10', '13800138000'],
		['chinese', '1.3812345678e+10', '13812345678'],
		['chinese', '1.38E+10', '1.38E+10'],
		['chinese', '1.3800138E10', '1.3800138E10'],
		['chinese', '13800138000.5', '13800138000.5'],
		['plus', '8613800138000.0', '8613800138000'],
		['chinese', '138—0013—8000', '13800138000'],
		['chinese', '138–0013‑8000', '13800138000'],
		['chinese', '13800138000_a1', '13800138000_a1'],
		['plus', '+86 181-6372-5558', '8618163725558'],
		['plus', '0086181', '0086181'],
		['plus', 'abc', 'abc'],
	] as const)('cleaned as %s: %s becomes %s', (prefix, given, expected) => {
		expect(cleanPhone(given, prefix)).toBe(expected);
	});

	it('loses no digit and no letter beyond its country sign, and is clean the second time', () => {
		const text = fc
			.array(fc.constantFrom('+', '86', '00', '1', '3', ' ', '-', '.', '(', ')', '[', ']', 'a', '_', '（'))
			.map((parts) => parts.join(''))
			.filter((given) => !/\d{7}\.\d{1,2}$/.test(given)); // a float, which is another case
		fc.assert(
			fc.property(text, (given) => {
				const clean = cleanPhone(given, 'plus');
				expect(clean).not.toMatch(/[\s\-.()[\]（]/);
				expect(clean.replace(/^\+/, '')).toBe(
					given
						.replace(/[^\da-z_+]/g, '')
						.replace(/^\+/, '')
						.replace(/^\+/, clean.startsWith('+') ? '' : '+'),
				);
			}),
		);
	});
});

it('only phone columns are cleaned, and one that held nothing but signs is left out', () => {
	const fields: Field[] = [
		{ id: 'phone', label: 'Phone', type: 'phone' },
		{ id: 'second', label: 'Second', type: 'phone' },
		{ id: 'name', label: 'Name', type: 'text' },
	];
	const row: Row = { phone: '+1 2', second: ' - ', name: 'a - b', other: '+ 1' };
	cleanPhones(fields, row, 'plus');
	expect(row).toEqual({ phone: '12', name: 'a - b', other: '+ 1' });
});

it.each([
	['13800138000.5', 'is a number with decimals, so it is no phone number'],
	[
		'1.38E+10',
		'is a number in short form, as 1.38E+10 is, which has lost digits: format the column as text where it comes from',
	],
	['13800138000', undefined],
	['abc', undefined],
])('what came out of a number and has lost something is told: %s', (phone, said) => {
	expect(lostAsNumber(phone)).toBe(said);
});

it('a phone column without a value stays without one, and what is no text stays as it is', () => {
	const fields: Field[] = [
		{ id: 'phone', label: 'Phone', type: 'phone' },
		{ id: 'second', label: 'Second', type: 'phone' },
	];
	const row: Row = { second: 138 };
	cleanPhones(fields, row, 'plus');
	expect(row).toStrictEqual({ second: 138 });
});
