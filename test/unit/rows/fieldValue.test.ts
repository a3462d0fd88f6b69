import fc from 'fast-check';

import type { Field, FieldType } from '../../../nodes/rows/field';
import { fieldValue } from '../../../nodes/rows/fieldValue';

const ZONE = { workflow: 'Asia/Shanghai', platform: 'Asia/Shanghai' };
const SEX = [
	{ name: 'Male (男)', value: 1 },
	{ name: 'Female (女)', value: 0 },
];
const field = (type: FieldType, more: Partial<Field> = {}): Field => ({
	id: 'x',
	label: 'Label',
	type,
	...more,
});
const valueOf = (type: FieldType, value: unknown, more?: Partial<Field>) => {
	const converted = fieldValue(field(type, more), value, ZONE);
	return 'fault' in converted ? converted.fault.reasonCode : converted.value;
};
const TYPES: FieldType[] = [
	'text',
	'phone',
	'integer',
	'number',
	'date',
	'dateTime',
	'choice',
	'commaList',
	'json',
	'object',
];

describe('what a cell becomes', () => {
	it.each<[FieldType, unknown, unknown]>([
		['text', ' 王小明 ', '王小明'],
		['text', 13800138000, '13800138000'],
		['text', 0, '0'],
		['text', false, 'false'],
		['text', 12345678901234567890n, '12345678901234567890'],
		['text', {}, 'wrongType'],
		['text', ['a'], 'wrongType'],
		['phone', 13800138000, '13800138000'],
		['number', '1.50', 1.5],
		['number', ' -3 ', -3],
		['number', 'many', 'wrongType'],
		['number', true, 'wrongType'],
		['number', 'Infinity', 'wrongType'],
		['number', [5], 'wrongType'],
		['integer', '7', 7],
		['integer', 7.5, 'wrongType'],
		['integer', '9007199254740993', 'wrongType'],
		['commaList', 'a,b', 'a,b'],
		['commaList', ['a', ' b ', '', null, undefined, 3], 'a,b,3'],
		['commaList', ['a', {}], 'wrongType'],
		['commaList', [], undefined],
		['commaList', [null, ' '], undefined],
		['json', '[1]', [1]],
		['json', '{"id":1214631327620775936}', { id: '1214631327620775936' }],
		['json', [{ a: 1 }], [{ a: 1 }]],
		['json', 'no JSON', 'wrongType'],
		['json', '5', 'wrongType'],
		['json', 5, 'wrongType'],
		['object', '{"a":1}', { a: 1 }],
		['object', '[1]', 'wrongType'],
		['date', '1990-04-12', '1990-04-12'],
		['date', '1990-04-12T23:30:00Z', '1990-04-13'],
		['date', '1990-04-12T00:00:00Z', '1990-04-12'],
		['date', new Date('1990-04-12T20:00:00Z'), '1990-04-13'],
		['date', 'soon', 'wrongType'],
		['date', '1990-02-30', 'wrongType'],
		['dateTime', '2026-03-14T09:00:00', '2026-03-14 09:00:00'],
		['dateTime', '2026-03-14T09:00:00Z', '2026-03-14 17:00:00'],
		['dateTime', '2026-03-14 09:00:00', '2026-03-14 09:00:00'],
		['dateTime', {}, 'wrongType'],
	])('%s: %p becomes %p', (type, given, expected) => {
		expect(valueOf(type, given)).toEqual(expected);
	});

	it.each([
		[1, 1],
		['1', 1],
		['0', 0],
		[0, 0],
		['Male', 1],
		['female', 0],
		['男', 1],
		['Male (男)', 1],
		['2', 'notAChoice'],
		['mal', 'notAChoice'],
		['()', 'notAChoice'],
		[true, 'notAChoice'],
		[['1'], 'notAChoice'],
	])('a choice given as %p becomes %p', (given, expected) => {
		expect(valueOf('choice', given, { choices: SEX })).toBe(expected);
	});

	it('says which column it is and what would be right', () => {
		expect(fieldValue(field('choice', { choices: SEX }), 'x', ZONE)).toEqual({
			fault: { reason: "'Label' must be one of: 1 (Male (男)), 0 (Female (女))", reasonCode: 'notAChoice' },
		});
	});

	it('refuses what no JSON can be made of, lest it spoil its neighbours’ request', () => {
		const deep = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
		const inItself: Record<string, unknown> = {};
		inItself.self = inItself;
		expect([valueOf('json', deep), valueOf('object', deep), valueOf('json', inItself)]).toEqual([
			'wrongType',
			'wrongType',
			'wrongType',
		]);
	});
});

describe('any cell at all', () => {
	const type = fc.constantFrom(...TYPES);

	it.each(TYPES)('blank in a column of type %s leaves the column out', (one) => {
		for (const blank of [undefined, null, '', '  ', '\t\n', '\u00a0']) {
			expect(fieldValue(field(one, { choices: SEX }), blank, ZONE)).toEqual({ value: undefined });
		}
	});

	it('becomes a value of its column’s type that JSON can hold, nothing, or a fault that names the column', () => {
		const kinds: Partial<Record<FieldType, string>> = {
			integer: 'number',
			number: 'number',
			choice: 'number',
			json: 'object',
			object: 'object',
		};
		fc.assert(
			fc.property(type, fc.anything({ withBigInt: true, withDate: true, withMap: true }), (one, given) => {
				const converted = fieldValue(field(one, { choices: SEX }), given, ZONE);
				if ('fault' in converted) {
					expect(converted.fault.reason).toMatch(/^'Label' \S/);
					expect(converted.fault.reasonCode).toMatch(/^\w+$/);
				} else if (converted.value !== undefined) {
					expect(typeof converted.value).toBe(kinds[one] ?? 'string');
					expect(converted.value).not.toBe('');
					expect(JSON.stringify(converted.value)).toBeDefined();
				}
			}),
			{ numRuns: 1_000 },
		);
	});

	it('that was converted stays the same when it is converted again', () => {
		const given = fc.oneof(
			fc.string(),
			fc.integer(),
			fc.double(),
			fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
			fc.constantFrom('男', '1990-04-12', 'a, b'),
		);
		fc.assert(
			fc.property(type, given, (one, cell) => {
				const once = fieldValue(field(one, { choices: SEX }), cell, ZONE);
				if (!('value' in once)) return;
				expect(fieldValue(field(one, { choices: SEX }), once.value, ZONE)).toEqual(once);
			}),
			{ numRuns: 1_000 },
		);
	});
});
