import fc from 'fast-check';

import type { Field, Row } from '../../../nodes/rows/field';
import { cleanPhone, cleanPhones, rowFaults } from '../../../nodes/rows/rowChecks';

describe('a phone', () => {
	it.each([
		['chinese', '+86 138-0013-8000', '13800138000'],
		['chinese', '0086 (138) 0013.8000', '13800138000'],
		['chinese', '8613800138000', '8613800138000'],
		['chinese', '+1 415 555 0100', '+14155550100'],
		['chinese', '１３８', '１３８'],
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
			.map((parts) => parts.join(''));
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

describe('the limits of a column', () => {
	const codes = (field: Partial<Field>, value: unknown) =>
		rowFaults([{ id: 'x', label: 'Label', type: 'text', ...field }], { x: value } as Row).map(
			({ reasonCode }) => reasonCode,
		);

	it.each<[Partial<Field>, unknown, string[]]>([
		[{ required: true }, undefined, ['required']],
		[{ required: true }, 'x', []],
		[{ required: true }, 0, []],
		[{}, undefined, []],
		[{ maxLength: 3 }, 'abc', []],
		[{ maxLength: 3 }, 'abcd', ['tooLong']],
		[{ maxLength: 3 }, '王小明', []],
		[{ maxLength: 3 }, '🎉🎉🎉', []],
		[{ maxLength: 3 }, '🎉🎉🎉🎉', ['tooLong']],
		[{ digitsOnly: true }, '0123456789', []],
		[{ digitsOnly: true }, '+1', ['notDigits']],
		[{ digitsOnly: true }, '1a', ['notDigits']],
		[{ digitsOnly: true }, '１３８', ['notDigits']],
		[{ digitsOnly: true }, '138\n', ['notDigits']],
		[{ digitsOnly: true, maxLength: 2 }, 'abc', ['tooLong']],
		[{ type: 'integer', min: 1, max: 5 }, 1, []],
		[{ type: 'integer', min: 1, max: 5 }, 5, []],
		[{ type: 'integer', min: 1, max: 5 }, 0, ['outOfRange']],
		[{ type: 'integer', min: 1, max: 5 }, 6, ['outOfRange']],
		[{ type: 'integer', min: 0 }, -1, ['outOfRange']],
		[{ type: 'json' }, [1], []],
	])('%p with %p: %p', (field, value, expected) => {
		expect(codes(field, value)).toEqual(expected);
	});

	it('are all told, in the order of the columns, and in words', () => {
		const fields: Field[] = [
			{ id: 'a', label: 'First', type: 'text', required: true },
			{ id: 'b', label: 'Second', type: 'text', maxLength: 1 },
			{ id: 'c', label: 'Third', type: 'integer', max: 5 },
		];
		expect(rowFaults(fields, { b: 'xyz', c: 9 })).toEqual([
			{ reasonCode: 'required', reason: "'First' is required, but this row has none" },
			{ reasonCode: 'tooLong', reason: "'Second' may have at most 1 characters; this one has 3" },
			{ reasonCode: 'outOfRange', reason: "'Third' must be at most 5" },
		]);
	});

	it('count characters as people do: an emoji is one', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('a', '王', '🎉', 'é'), { maxLength: 12 }),
				fc.integer({ min: 1, max: 12 }),
				(characters, maxLength) => {
					expect(codes({ maxLength }, characters.join(''))).toEqual(
						characters.length > maxLength ? ['tooLong'] : [],
					);
				},
			),
		);
	});
});
