import fc from 'fast-check';

import type { Field, FieldType } from '../../../nodes/rows/field';
import { fieldValue } from '../../../nodes/rows/fieldValue';

const ZONE = { workflow: 'Asia/Shanghai', platform: 'Asia/Shanghai' };
/** A number whose last digits JavaScript has changed. */
const LOST = Number('110101199003077735');
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
		['integer', '9007199254740993', 'inexact'],
		['integer', '9007199254740991', 9007199254740991],
		['integer', '7.0', 7],
		['number', '110101199003077735', 'inexact'],
		['number', LOST, 'inexact'],
		['number', 110101199003077735n, 'inexact'],
		['number', 5n, 5],
		['number', '0.1', 0.1],
		['number', '0.30000000000000004', 0.1 + 0.2],
		['number', '0.300000000000000041', 'inexact'],
		['number', '3.14159265358979323846', 'inexact'],
		['number', '1e400', 'inexact'],
		['number', '1e-400', 'inexact'],
		['number', '0e-400', 0],
		['number', '+.5e1', 5],
		['number', '0x10', 'wrongType'],
		['number', '1,234', 'wrongType'],
		['number', '.', 'wrongType'],
		['number', NaN, 'wrongType'],
		['text', LOST, 'inexact'],
		['text', '110101199003077735', '110101199003077735'],
		['text', 9007199254740991, '9007199254740991'],
		['text', NaN, 'wrongType'],
		['text', Infinity, 'wrongType'],
		['phone', 1.3800138e10, '13800138000'],
		['phone', 138.5, 'notAPhone'],
		['phone', -13800138000, 'notAPhone'],
		['phone', LOST, 'inexact'],
		['json', [], undefined],
		['json', {}, undefined],
		['json', ' {} ', undefined],
		['object', {}, undefined],
		['object', '[]', undefined],
		['json', [null], 'wrongType'],
		['json', [undefined], 'wrongType'],
		['json', { a: undefined }, { a: undefined }],
		['json', '{"a":{"b":[1,null]}}', 'wrongType'],
		['json', '[1e400]', 'inexact'],
		['json', [{ id: 'a', value: LOST }], 'inexact'],
		['json', [NaN], 'inexact'],
		['json', new Date(0), 'wrongType'],
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
			fault: {
				reason: "'Label' must be one of: 1 (Male (男)), 0 (Female (女))",
				reasonCode: 'notAChoice',
				column: 'Label',
			},
		});
		expect(fieldValue(field('json'), { a: [1, { b: null }] }, ZONE)).toMatchObject({
			fault: { reason: "'Label' has nothing (null) at a[1].b: leave that entry out" },
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
		expect(fieldValue(field('json'), inItself, ZONE)).toMatchObject({
			fault: { reason: "'Label' cannot be written as JSON: it is nested too deeply, or in itself" },
		});
	});

	it('refuses in a column of JSON what is no list and no object', () => {
		for (const other of [7, 7n, true, '"a[1]"', 'null', new Date(0), { toJSON: () => undefined }]) {
			expect(fieldValue(field('json'), other, ZONE)).toMatchObject({
				fault: { reason: "'Label' must be a list or an object, or JSON text of one" },
			});
		}
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

	it('in a column of numbers goes out with the digits that it had, or not at all', () => {
		/** The value of a decimal text as a fraction, by whole numbers without end. */
		const fraction = (text: string) => {
			const [, sign = '', whole = '', part = '', exponent = '0'] =
				/^([+-]?)(\d*)\.?(\d*)(?:e(.*))?$/i.exec(text) ?? [];
			const power = Number(exponent) - part.length;
			const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${part}`);
			return power < 0
				? { digits, over: 10n ** BigInt(-power) }
				: { digits: digits * 10n ** BigInt(power), over: 1n };
		};
		const digits = fc.stringMatching(/^\d{1,20}$/);
		const text = fc
			.tuple(
				fc.constantFrom('', '-', '+'),
				digits,
				fc.option(digits),
				fc.option(fc.integer({ min: -30, max: 30 })),
			)
			.map(
				([sign, whole, part, power]) =>
					`${sign}${whole}${part === null ? '' : `.${part}`}${power === null ? '' : `e${power}`}`,
			);
		fc.assert(
			fc.property(text, (given) => {
				const converted = fieldValue(field('number'), given, ZONE);
				if ('fault' in converted) return expect(converted.fault.reasonCode).toBe('inexact');
				const [was, is] = [fraction(given), fraction(JSON.stringify(converted.value))];
				expect(is.digits * was.over).toBe(was.digits * is.over);
			}),
			{ numRuns: 2_000 },
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

describe('the reason why a cell cannot be sent', () => {
	it.each<[FieldType, unknown, string]>([
		['text', NaN, 'is the result of a failed calculation'],
		['text', ['a'], 'must be text, but the row has a list or an object there'],
		[
			'text',
			LOST,
			'is a number with more digits than can be exact: JavaScript changes the last ones. Give it as text, in a column of text',
		],
		['phone', -1, 'is a number with decimals or less than zero, so it is no phone number'],
		['number', 'many', 'must be a number'],
		['integer', 7.5, 'must be a whole number'],
		['date', 'soon', 'must be a date such as 1990-04-12'],
		['date', '03-2025', 'must be a date such as 1990-04-12'],
		[
			'date',
			'45730',
			'must be a date such as 1990-04-12; for a day number of Excel that is text, map Number(…), for seconds DateTime.fromSeconds(…): turn it into a date before',
		],
		['date', '45730 days', 'must be a date such as 1990-04-12'],
		['date', 'No. 45730', 'must be a date such as 1990-04-12'],
		['date', '14/03/2025', 'must be a date such as 1990-04-12; of 03/04/2025 the first number is the month'],
		['date', '13/13/2025', 'must be a date such as 1990-04-12'],
		['json', 'no JSON', 'must be a list or an object, or JSON text of one'],
		['json', [1, LOST], 'has a number at [1] that cannot be exact: give it as text'],
		['object', '[1]', 'must be an object of names and values, or JSON text of one'],
	])('in a column of type %s with %p is that it %s', (type, given, said) => {
		expect(fieldValue(field(type), given, ZONE)).toMatchObject({ fault: { reason: `'Label' ${said}` } });
	});

	it('is left away when there is none', () => {
		expect(fieldValue(field('phone'), 0, ZONE)).toEqual({ value: '0' });
		expect(fieldValue(field('text'), ' ', ZONE)).toStrictEqual({ value: undefined });
		expect(fieldValue(field('choice'), 'x', ZONE)).toMatchObject({ fault: { reasonCode: 'notAChoice' } });
	});

	it('of a choice is no matter of upper and lower case', () => {
		const choices = [{ name: 'Yes', value: 'Y' }];
		for (const given of ['y', 'Y', 'YES']) expect(valueOf('choice', given, { choices })).toBe('Y');
	});
});

describe('a number with many digits', () => {
	it.each([
		['0.1000', 0.1],
		['100.0', 100],
		['1e3', 1000],
		['0001.5', 1.5],
		['12300000000000000000', 'inexact'],
		['9007199254740991.0', 9007199254740991],
		['-9007199254740991', -9007199254740991],
		['0.0', 0],
		['000000000000000000', 0],
		['1.0000000000000000000', 1],
		['10203040506070', 10203040506070],
		['e5', 'wrongType'],
	])('%s becomes %p', (text, expected) => {
		expect(valueOf('number', text)).toBe(expected);
	});
});
