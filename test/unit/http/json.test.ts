import fc from 'fast-check';

import { firstLine, parseJson, writeJson } from '../../../nodes/http/json';
import { isRecord, wholeNumber } from '../../../nodes/http/values';

/** Strings with all that could be taken for something else: digits, quotes, backslashes, line breaks. */
const text = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc
		.array(
			fc.constantFrom(
				'"',
				'\\',
				'9007199254740993',
				'-1',
				':',
				',',
				'{',
				']',
				'\n',
				'\u2028',
				'😀',
				'\\"',
				'é',
			),
		)
		.map((parts) => parts.join('')),
);
const wholeBeyond = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n });
const scalar = fc.oneof(
	text,
	fc.integer(),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.boolean(),
	fc.constant(null),
	wholeBeyond,
);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4 },
		scalar,
		fc.array(tie('value'), { maxLength: 4 }),
		fc.array(fc.tuple(text, tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
	),
})).value;
const blank = fc.constantFrom('', ' ', '\n', '\t\r\n ');

/** JSON text of a value, with white space where it may stand. */
function written(of: unknown, space: string): string {
	const list = (parts: string[]) => parts.join(`${space},${space}`);
	if (typeof of === 'bigint') return String(of);
	if (Array.isArray(of)) return `[${space}${list(of.map((part) => written(part, space)))}${space}]`;
	if (of instanceof Map) {
		const entries = [...of].map(
			([key, part]) => `${JSON.stringify(key)}${space}:${space}${written(part, space)}`,
		);
		return `{${space}${list(entries)}${space}}`;
	}
	return JSON.stringify(of);
}

/** The same text read with every whole number beyond 2^53 as text. */
function expected(of: unknown): unknown {
	if (typeof of === 'bigint') return Number.isSafeInteger(Number(of)) ? Number(of) : String(of);
	if (Array.isArray(of)) return of.map(expected);
	if (of instanceof Map) return Object.fromEntries([...of].map(([key, part]) => [key, expected(part)]));
	// JSON.stringify writes 1e20 as 100000000000000000000: that is a whole number beyond 2^53 like any other.
	if (typeof of === 'number' && Number.isInteger(of) && !Number.isSafeInteger(of)) {
		return /^-?\d+$/.test(JSON.stringify(of)) ? JSON.stringify(of) : of;
	}
	return Object.is(of, -0) ? 0 : of;
}

describe('parseJson', () => {
	it('keeps every digit of a whole number beyond 2^53, and reads everything else like JSON.parse', () => {
		fc.assert(
			fc.property(value, blank, (given, space) => {
				expect(parseJson(space + written(given, space) + space)).toEqual(expected(given));
			}),
			{ numRuns: 500 },
		);
	});

	it('is JSON.parse for values without such numbers', () => {
		fc.assert(
			fc.property(fc.json(), (json) => {
				const parsed: unknown = JSON.parse(json);
				if (!/\d{16}/.test(json)) expect(parseJson(json)).toEqual(parsed);
			}),
		);
	});

	it('takes no text for JSON that is none', () => {
		const almost = fc.tuple(value, fc.nat(60), text).map(([given, at, inserted]) => {
			const json = written(given, '');
			return json.slice(0, at) + inserted + json.slice(at);
		});
		const isJson = (candidate: string) => {
			try {
				JSON.parse(candidate.replace(/^[ \t\r\n\uFEFF]*/, ''));
				return true;
			} catch {
				return false;
			}
		};
		fc.assert(
			fc.property(fc.oneof(almost, text), (candidate) => {
				expect(parseJson(candidate) !== undefined).toBe(isJson(candidate));
			}),
		);
	});

	it.each([
		['9007199254740991', 9007199254740991],
		['9007199254740992', '9007199254740992'],
		['-9007199254740992', '-9007199254740992'],
		['1214631327620775936', '1214631327620775936'],
		['"1214631327620775936"', '1214631327620775936'],
		['1214631327620775936.5', 1214631327620776000],
		['1214631327620775936e1', JSON.parse('1214631327620775936e1')],
		[
			'{"a":"\\"1214631327620775936","b":1214631327620775937}',
			{ a: '"1214631327620775936', b: '1214631327620775937' },
		],
		['{"__proto__":1}', JSON.parse('{"__proto__":1}')],
	])('reads %s', (json, wanted) => {
		expect(parseJson(json)).toEqual(wanted);
	});
});

it('isRecord takes objects, not lists, nothing and texts', () => {
	expect([{}, { a: 1 }, new Date()].map(isRecord)).toEqual([true, true, true]);
	expect([[], null, undefined, 'x', 1].map(isRecord)).toEqual([false, false, false, false, false]);
});

it('wholeNumber reads counts as numbers or digits, and nothing else', () => {
	expect([3, '3', '03', 0, -1].map(wholeNumber)).toEqual([3, 3, 3, 0, -1]);
	for (const other of ['', ' ', '1.5', '0x1', '1e3', 1.5, true, null, undefined, [], [1], {}]) {
		expect(wholeNumber(other)).toBeNaN();
	}
});

it.each([
	['', ''],
	['\n\r\n  <html>  \n<body>', '<html>'],
	['one line', 'one line'],
	['\u2028', ''],
])('the first line of %j is %j', (given, line) => {
	expect(firstLine(given)).toBe(line);
});

it.each(['\uFEFF', '\uFEFF\uFEFF', '\uFEFF\r\n', ' \n\uFEFF '])('JSON behind %j is JSON', (before) => {
	expect(parseJson(`${before}{"id":1214631327620775936}\n`)).toEqual({ id: '1214631327620775936' });
});

describe('JSON that is written', () => {
	it('has a bigint as a whole number with all its digits, and everything else as JSON.stringify writes it', () => {
		const id = BigInt('1214631327620775936');
		expect(writeJson({ id, list: [id, -1n], text: '1', none: undefined })).toBe(
			'{"id":1214631327620775936,"list":[1214631327620775936,-1],"text":"1"}',
		);
		Object.assign(BigInt.prototype, { toJSON: () => 'text' });
		expect(writeJson({ id: 7n })).toBe('{"id":7}');
		Reflect.deleteProperty(BigInt.prototype, 'toJSON');
		fc.assert(fc.property(fc.jsonValue(), (value) => expect(writeJson(value)).toBe(JSON.stringify(value))));
	});
});
