import fc from 'fast-check';
import { isSafeObjectProperty, type IDataObject } from 'n8n-workflow';

import { NEEDS_ENGINE, parsePlainTemplate, readPlainTemplate } from '../../../nodes/rows/plainReference';

/** That what is read here is what n8n's engine gives is shown in test/workflow/mapping.test.ts, with the real engine. */
const read = (expression: string, json: IDataObject): unknown => {
	const template = parsePlainTemplate(expression);
	return template ? readPlainTemplate(template, json) : NEEDS_ENGINE;
};

describe('a plain reference', () => {
	it('is found behind any key, however it is written', () => {
		const name = fc.stringMatching(/^[a-zA-Z_手机][a-zA-Z0-9_号码]{0,8}$/).filter(isSafeObjectProperty);
		const anyKey = fc
			.string({ unit: 'grapheme' })
			.filter(
				(key) => isSafeObjectProperty(key) && !/["'\\\n\r\u2028\u2029]|\{\{|\}\}|constructor|^\$$/.test(key),
			);
		fc.assert(
			fc.property(name, anyKey, fc.nat(5), fc.string(), (dotted, quoted, index, value) => {
				const list = new Array<unknown>(6).fill(null);
				list[index] = value;
				const json = { [dotted]: { [quoted]: list } } as IDataObject;
				expect(read(`={{ $json.${dotted}["${quoted}"][${index}] }}`, json)).toBe(value);
				expect(read(`={{$json?.['${dotted}']?.['${quoted}']?.[${index}]}}`, json)).toBe(value);
				expect(read(`=a {{ $json.${dotted}["${quoted}"][${index}] }} b`, json)).toBe(`a ${value} b`);
			}),
		);
	});

	it('never reads what an object inherits', () => {
		for (const key of [
			'toString',
			'valueOf',
			'hasOwnProperty',
			'__defineGetter__',
			'constructor',
			'__proto__',
		]) {
			expect([key, read(`={{ $json.${key} }}`, {})]).toEqual([key, NEEDS_ENGINE]);
			expect([key, read(`={{ $json["${key}"] }}`, {})]).toEqual([key, NEEDS_ENGINE]);
		}
		expect(read('={{ $json.list.map }}', { list: [] })).toBe(NEEDS_ENGINE);
	});

	it('leaves to the engine what is no text, number, boolean or nothing', () => {
		for (const value of [{}, [], new Date(0), new Map(), 1n, () => 1] as unknown[]) {
			expect(read('={{ $json.a }}', { a: value } as IDataObject)).toBe(NEEDS_ENGINE);
			expect(read('=x{{ $json.a }}', { a: value } as IDataObject)).toBe(NEEDS_ENGINE);
		}
	});

	it('leaves to the engine a path through what is not there, unless it is optional', () => {
		expect(read('={{ $json.a.b }}', {})).toBe(NEEDS_ENGINE);
		expect(read('={{ $json.a.b }}', { a: null })).toBe(NEEDS_ENGINE);
		expect(read('={{ $json.a?.b.c.d }}', { a: null })).toBeUndefined();
		expect(read('={{ $json.a?.b.c.d }}', {})).toBeUndefined();
		expect(read('={{ $json.a.b }}', { a: {} })).toBeUndefined();
	});
});

it('any text at all is a template or is not, and never throws', () => {
	const part = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.constantFrom('{{', '}}', '$json', '.a', '?.', '["a"]', "['", '[0]', ' ', '\\'),
	);
	fc.assert(
		fc.property(
			fc.array(part).map((parts) => `=${parts.join('')}`),
			fc.dictionary(fc.string(), fc.anything({ maxDepth: 1 }), { maxKeys: 3 }),
			(text, json) => {
				const value = read(text, json as IDataObject);
				expect(
					value === NEEDS_ENGINE ||
						value === null ||
						['string', 'number', 'boolean', 'undefined'].includes(typeof value),
				).toBe(true);
			},
		),
		{ numRuns: 1_000 },
	);
});

it('an expression as long as a book is read in no time', () => {
	const text = `=${'{'.repeat(200_000)}{{ $json${'.a'.repeat(1_000)} }}${' {{ $json.a '.repeat(20_000)}`;
	expect(parsePlainTemplate(text)).toBeUndefined();
});

describe('text around a reference', () => {
	it.each<[unknown, string]>([
		[null, 'a  b'],
		[undefined, 'a  b'],
		['', 'a  b'],
		[NaN, 'a  b'],
		[0, 'a 0 b'],
		[false, 'a false b'],
		[true, 'a true b'],
		[7, 'a 7 b'],
		['x', 'a x b'],
	])('makes text of %p', (value, text) => {
		expect(read('=a {{ $json.a }} b', { a: value } as IDataObject)).toBe(text);
	});

	it('stays as it is, with any number of references', () => {
		expect(read('={{ $json.a }}-{{ $json.b }}{{ $json.a }}', { a: 1, b: 'x' })).toBe('1-x1');
		expect(read('=only text', {})).toBe('only text');
		expect(read('=', {})).toBe('');
	});
});

it.each([null, 0, 7, '', 'x', true, false, undefined])('a reference alone keeps the value %p', (value) => {
	expect(read('={{ $json.a }}', { a: value } as IDataObject)).toBe(value);
});

describe('an expression is left to the engine', () => {
	it.each([
		'={{ $json.a',
		'=a {{ b',
		'={{ $json.a }} {{',
		'={{ $json.a }} {{ now',
		'={{ $json["a\\\\b"] }}',
		'=a\\nb',
		'={{ $json.a + 1 }}',
		'={{ $json.$ }}',
		'={{ $json.___n8n_data }}',
		'={{ $json["__sanitize"] }}',
		'={{ $json }}',
		'={{ $jsonx.a }}',
		'={{ $json[01] }}',
		'={{ }}',
	])('that is no plain reference: %s', (expression) => {
		expect(read(expression, { a: 1, $: 1, ___n8n_data: 1, __sanitize: 1 })).toBe(NEEDS_ENGINE);
	});

	it.each<[string, unknown]>([
		['a text', 'text'],
		['a number', 7],
		['a Date', new Date(0)],
		[
			'an object of a class',
			new (class {
				b = 1;
			})(),
		],
		['undefined', undefined],
	])('where its path leads through %s', (_what, value) => {
		expect(read('={{ $json.a.b }}', { a: value } as IDataObject)).toBe(NEEDS_ENGINE);
		expect(read('=x {{ $json.a.b }}', { a: value } as IDataObject)).toBe(NEEDS_ENGINE);
	});

	it('but not where it leads through lists and objects, with a prototype or without', () => {
		const bare = Object.assign(Object.create(null) as object, { b: 1 });
		expect(read('={{ $json.a.b }}', { a: bare } as IDataObject)).toBe(1);
		expect(read('={{ $json.a[1].b }}', { a: [{}, { b: 1 }] })).toBe(1);
		expect(read('={{ $json.a[2] }}', { a: [1] })).toBeUndefined();
	});
});
