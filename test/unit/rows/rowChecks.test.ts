import fc from 'fast-check';

import type { Field, Row } from '../../../nodes/rows/field';
import { rowFaults } from '../../../nodes/rows/rowChecks';

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
			{ id: 'd', label: 'Fourth', type: 'integer', min: 5 },
			{ id: 'e', label: 'Fifth', type: 'text', digitsOnly: true },
			{ id: 'f', label: 'Sixth', type: 'phone', digitsOnly: true },
			{ id: 'g', label: 'Seventh', type: 'phone', digitsOnly: true },
		];
		const row = { b: 'xyz', c: 9, d: 1, e: '1.38E+10', f: '1.38E+10', g: '138 0013' };
		const notDigits = 'may hold digits only, without letters, spaces or signs';
		expect(rowFaults(fields, row)).toEqual([
			{ reasonCode: 'required', reason: "'First' is required, but this row has none", column: 'First' },
			{
				reasonCode: 'tooLong',
				reason: "'Second' may have at most 1 characters; this one has 3",
				column: 'Second',
			},
			{ reasonCode: 'outOfRange', reason: "'Third' must be at most 5", column: 'Third' },
			{ reasonCode: 'outOfRange', reason: "'Fourth' must be at least 5", column: 'Fourth' },
			{ reasonCode: 'notDigits', reason: `'Fifth' ${notDigits}`, column: 'Fifth' },
			{
				reasonCode: 'notAPhone',
				reason:
					"'Sixth' is a number in short form, as 1.38E+10 is, which has lost digits: format the column as text where it comes from",
				column: 'Sixth',
			},
			{ reasonCode: 'notDigits', reason: `'Seventh' ${notDigits}`, column: 'Seventh' },
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
