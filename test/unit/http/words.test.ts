import fc from 'fast-check';

import { textCleaner, wordsIn } from '../../../nodes/http/words';

const secretRemover = (secrets: unknown[]) => textCleaner(secrets).words;

describe('what a server said', () => {
	it.each([
		['the token t0k3n-secret is wrong', 'the token *** is wrong'],
		['t0k3n-secret,t0k3n-secret', '***'],
		['key 46oKF=os, in a URL 46oKF%3Dos', 'key ***, in a URL ***'],
		['key 12/ab and, in JSON of PHP, 12\\/ab', 'key *** and, in JSON of PHP, ***'],
		['sign=87c3560d3331ae23f1021e2025722354', 'sign=***'],
		[`sign ${'aB'.repeat(32)}!`, 'sign ***!'],
		['trace 87c3560d3331ae23f1021e20257b235', 'trace 87c3560d3331ae23f1021e20257b235'],
		['nothing of the sort', 'nothing of the sort'],
		['', ''],
	])('%j is shown as %j', (said, shown) => {
		expect(secretRemover(['t0k3n-secret', '46oKF=os', '12/ab', undefined, null, 7, '', 'abc'])(said)).toBe(
			shown,
		);
	});

	it('loses a secret that begins like another one altogether', () => {
		const remove = secretRemover(['abcd', 'abcdefgh']);
		expect(remove('abcdefgh and abcd')).toBe('*** and ***');
	});

	it('loses a token that was pasted with its scheme or with spaces', () => {
		expect(secretRemover(['Bearer  eyJhbGciOi '])('token eyJhbGciOi')).toBe('token ***');
	});

	it('never shows a secret, wherever it stands, and is not too long', () => {
		const secret = fc.stringMatching(/^[A-Za-z0-9=+/_-]{4,40}$/);
		fc.assert(
			fc.property(
				fc.array(secret, { minLength: 1, maxLength: 4 }),
				fc.array(fc.string(), { maxLength: 6 }),
				(secrets, words) => {
					const said = words.flatMap((word, index) => [word, secrets[index % secrets.length]]).join(' ');
					const shown = secretRemover(secrets)(said);
					for (const one of secrets) expect(shown).not.toContain(one);
					expect(shown.length).toBeLessThanOrEqual(501);
				},
			),
		);
	});

	it('is shown whole up to 500 characters, and cut behind them', () => {
		for (const remove of [secretRemover([]), secretRemover(['t0k3n-secret'])]) {
			expect(remove('x'.repeat(500))).toBe('x'.repeat(500));
			expect(remove('x'.repeat(501))).toBe(`${'x'.repeat(500)}…`);
			expect(remove('x'.repeat(30_000))).toBe(`${'x'.repeat(500)}…`);
		}
	});

	it('is cut only after the secrets are out', () => {
		const remove = secretRemover(['t0k3n-secret']);
		expect(remove(`${'x'.repeat(495)}t0k3n-secret`)).toBe(`${'x'.repeat(495)}***`);
	});
});

describe('phone numbers in what a server said', () => {
	const { words } = textCleaner([]);
	const phones = Array.from({ length: 40 }, (_, index) => String(13800138000 + index));

	it.each([
		['号码13800138000已存在', '号码***8000已存在'],
		['+86 138-0013-8000 and 138 0013 8001', '+86 ***8000 and ***8001'],
		[
			'between 2024-05-07 00:00:00 and 2024-05-08 00:00:00',
			'between 2024-05-07 00:00:00 and 2024-05-08 00:00:00',
		],
		['rows 1, 2, 3 of task 123456', 'rows 1, 2, 3 of task 123456'],
		['911***8179 格式不正确。', '911***8179 格式不正确。'],
	])('%j is shown as %j', (said, shown) => {
		expect(words(said)).toBe(shown);
	});

	it('show their ends three times, and a mark for each that follows', () => {
		expect(words(`不可导入: ${phones.slice(0, 4).join(', ')}`)).toBe(
			'不可导入: ***8000, ***8001, ***8002, ***',
		);
	});

	it.each([', ', '、', '\n', '","', ' 或 '])(
		'a list of 40 with %j between them shows the ends of three',
		(between) => {
			const shown = words(`不可导入重复号码: ${phones.join(between)}`);
			expect(shown.match(/\d{4}/g)).toEqual(['8000', '8001', '8002']);
			expect(shown.length).toBeLessThan(300);
		},
	);

	it('never show more than four digits in a row, wherever they stand', () => {
		fc.assert(
			fc.property(
				fc.array(fc.oneof(fc.constantFrom(...phones), fc.stringMatching(/^[^0-9]{0,5}$/))),
				(parts) => {
					expect(words(parts.join('')).match(/\d{7,}/g)).toBeNull();
				},
			),
		);
	});
});

describe('a long text that repeats a long token', () => {
	/** As long as tokens are that carry claims, so that taking them out leaves little. */
	const token = 't0k3n-secret-'.padEnd(200, '0123456789abcdef');
	const words = (said: string) => textCleaner([token]).words(said);

	it('shows no part of the token where the text was cut', () => {
		for (let cut = 1; cut < token.length; cut++) {
			const repeated = `${token} `.repeat(Math.floor((20_000 - cut) / 201)).padEnd(20_000 - cut, 'x');
			expect(words(repeated + token)).not.toMatch(/t0k|3n-s|abcdef/);
		}
	});

	it('is read up to 20,000 characters, and shown up to where a token may begin that was cut', () => {
		const shown = words(`${`${token} `.repeat(100)} and the end`);
		expect(shown).toMatch(/^(\*{3} )+\**$/);
		expect(shown).not.toBe('');
	});
});

describe('a code or an ID', () => {
	it('loses a secret, but not what looks like a phone or a signature', () => {
		const { id } = textCleaner(['t0k3n-secret']);
		expect(id('87c3560d3331ae23f1021e2025722354')).toBe('87c3560d3331ae23f1021e2025722354');
		expect(id('1214631327620775936')).toBe('1214631327620775936');
		expect(id('is t0k3n-secret')).toBe('is ***');
		expect(id('13800138000,13800138001')).toBe('***8000,***8001');
		expect(id('x'.repeat(5_000)).length).toBeLessThanOrEqual(101);
	});
});

describe('the words in a message', () => {
	let deep: unknown = 'x';
	for (let depth = 0; depth < 100_000; depth++) deep = [deep];

	it.each<[string, unknown, string]>([
		['a text', ' no such task ', 'no such task'],
		['a number', 7, '7'],
		['a list', ['one', 'two'], 'one two'],
		['a list with gaps', ['one', null, '', 'two'], 'one two'],
		['fields', { phone: ['格式不正确。'], name: 'too long' }, 'phone: 格式不正确。; name: too long'],
		['fields without words', { phone: [], name: null }, ''],
		['nothing', null, ''],
		['something else', true, ''],
		['a list without end', deep, ''],
		['a field without end', { phone: deep }, ''],
	])('%s', (_what, message, words) => {
		expect(wordsIn(message)).toBe(words);
	});

	it('of many fields are those of the first five', () => {
		const message = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`f${index}`, 'bad']));
		expect(wordsIn(message)).toBe('f0: bad; f1: bad; f2: bad; f3: bad; f4: bad; and 4 more');
		const { f0, f1, f2, f3, f4 } = message;
		expect(wordsIn({ f0, f1, f2, f3, f4 })).toBe('f0: bad; f1: bad; f2: bad; f3: bad; f4: bad');
	});
});
