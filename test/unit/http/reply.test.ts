import fc from 'fast-check';

import type { HttpAnswer } from '../../../nodes/http/exchange';
import { laterReply, replyByStatus, replyWithoutAnswer, shownReply, waitMs } from '../../../nodes/http/reply';
import { textCleaner } from '../../../nodes/http/words';

const NOW = Date.parse('2026-03-14T09:00:00Z');
const answer = (status: number, more: Partial<HttpAnswer> = {}): HttpAnswer => ({
	kind: 'answered',
	status,
	headers: {},
	text: '',
	...more,
});

it('takes a secret out whole, also one with a long number in it, or across the place where a text is cut', () => {
	const secret = 'tk1234567890-abcdef-13800138000';
	const cleaner = textCleaner([secret]);
	for (const before of ['Bearer ', 'x'.repeat(1_990), 'x'.repeat(480)]) {
		const reply = replyByStatus(answer(502, { text: `${before}${secret} is no good` }));
		const { message } = shownReply(reply, cleaner, {}) as typeof reply;
		expect(message).not.toMatch(/tk|abcdef/);
	}
});

describe('Retry-After', () => {
	it.each([
		['120', 120_000],
		['0', 0],
		['1.5', 1_500],
		['-3', 0],
		['Sat, 14 Mar 2026 09:02:00 GMT', 120_000],
		['Sat, 14 Mar 2026 08:00:00 GMT', 0],
		['soon', undefined],
		['', undefined],
		['  ', undefined],
		['Infinity', undefined],
		['1000000000', 1_000_000_000_000],
		[String(NOW / 1000 + 30), 30_000],
		[String(NOW / 1000 - 30), 0],
		[undefined, undefined],
		[null, undefined],
		[120, undefined],
		[['120'], undefined],
	])('%j is %j ms', (header, expected) => {
		expect(waitMs(header, NOW)).toBe(expected);
	});

	it('is never negative nor infinite, whatever it says', () => {
		fc.assert(
			fc.property(fc.anything(), (header) => {
				const ms = waitMs(header, NOW);
				expect(ms === undefined || (ms >= 0 && Number.isFinite(ms))).toBe(true);
			}),
		);
	});

	it('as a date is meant by the clock of the server that sent it', () => {
		const headers = { date: 'Sat, 14 Mar 2020 09:00:00 GMT', 'retry-after': 'Sat, 14 Mar 2020 09:00:30 GMT' };
		expect(replyByStatus(answer(429, { headers }))).toMatchObject({ retryAfterMs: 30_000 });
	});
});

describe('the time to wait', () => {
	const waits = (headers: Record<string, string>) =>
		laterReply(answer(200, { headers }), { message: '', code: '429' }).retryAfterMs;

	it.each(['retry-after', 'ratelimit-reset', 'x-ratelimit-retry-after', 'x-ratelimit-reset'])(
		'is read from %s',
		(name) => {
			expect(waits({ [name]: '7' })).toBe(7_000);
			const date = new Date(NOW).toUTCString();
			expect(waits({ date, [name]: String(NOW / 1000 + 7) })).toBe(7_000);
			expect(waits({ date, [name]: new Date(NOW + 7_000).toUTCString() })).toBe(7_000);
		},
	);

	it('is that of Retry-After when there are several, and of the next one when it is no time', () => {
		expect(waits({ 'ratelimit-reset': '9', 'retry-after': '7' })).toBe(7_000);
		expect(waits({ 'ratelimit-reset': '9', 'retry-after': 'soon' })).toBe(9_000);
		expect(waits({ 'ratelimit-remaining': '9' })).toBeUndefined();
	});
});

describe('a reply that is shown', () => {
	const cleaner = textCleaner(['t0k3n-secret']);

	it('never has an empty message', () => {
		for (const message of ['', '  ']) {
			const reply = { kind: 'unknown', message, code: '500' } as const;
			expect(shownReply(reply, cleaner, {})).toMatchObject({ message: 'code 500' });
		}
	});

	it('has no secret in its message, code or trace id', () => {
		const said = 'of t0k3n-secret';
		const reply = { kind: 'unknown', message: said, code: said, traceId: said } as const;
		expect(JSON.stringify(shownReply(reply, cleaner, {}))).not.toContain('t0k3n');
	});

	it('is left as it is when it is a yes', () => {
		expect(shownReply({ kind: 'yes', answer: 'a' }, cleaner, {})).toStrictEqual({ kind: 'yes', answer: 'a' });
	});

	it('has the advice for its code, unless it has its own', () => {
		const reply = { kind: 'unknown', message: 'm', code: '7' } as const;
		expect(shownReply(reply, cleaner, { 7: 'do this' })).toMatchObject({ advice: 'do this' });
		expect(shownReply({ ...reply, advice: 'that' }, cleaner, { 7: 'do this' })).toMatchObject({
			advice: 'that',
		});
		expect(shownReply({ ...reply, code: 'toString' }, cleaner, {})).toMatchObject({ advice: undefined });
	});
});

describe('what a status says about a call', () => {
	it.each([
		// taken, or not: nobody knows
		[200, 'unknown', undefined, undefined],
		[204, 'unknown', undefined, undefined],
		[302, 'unknown', undefined, undefined],
		[303, 'unknown', undefined, undefined],
		[500, 'unknown', undefined, undefined],
		[502, 'unknown', undefined, undefined],
		[504, 'unknown', undefined, undefined],
		[599, 'unknown', undefined, undefined],
		// certainly not taken
		[300, 'no', false, false],
		[301, 'no', false, false],
		[307, 'no', false, false],
		[308, 'no', false, false],
		[400, 'no', false, false],
		[404, 'no', false, false],
		[413, 'no', false, false],
		[422, 'no', false, false],
		// and so it would be the next time
		[401, 'no', false, true],
		[403, 'no', false, true],
		// but later it may be
		[429, 'no', true, false],
		[503, 'no', true, false],
	])('%i: %s, passing %s, every call %s', (status, kind, retryable, deniesAllCalls) => {
		const reply = replyByStatus(answer(status));
		expect(reply).toMatchObject({ kind, code: String(status), httpStatus: status });
		expect(reply.kind === 'no' ? [reply.retryable, reply.deniesAllCalls] : [undefined, undefined]).toEqual([
			retryable,
			deniesAllCalls,
		]);
		expect(reply.message).not.toBe('');
	});

	it.each([400, 413, 422])('%i may be about the rows of the call', (status) => {
		expect(replyByStatus(answer(status))).toMatchObject({ kind: 'no', aboutRows: true });
	});

	it.each([301, 401, 403, 404, 405, 429, 503])('%i is not about the rows of the call', (status) => {
		expect(replyByStatus(answer(status))).toMatchObject({ kind: 'no', aboutRows: false });
	});

	it('never lets a call be repeated that may have been taken, and never hides the status', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), fc.string(), (status, text) => {
				const reply = replyByStatus(answer(status, { text }));
				expect(reply.httpStatus).toBe(status);
				if (reply.kind === 'no' && reply.retryable) expect([429, 503]).toContain(status);
				if (status < 300 || (status >= 500 && status !== 503)) expect(reply.kind).toBe('unknown');
			}),
		);
	});

	it.each([200, 301, 302, 404])('%i makes the user look at the base URL', (status) => {
		expect(replyByStatus(answer(status)).advice).toMatch(/^Check the 'Base URL' of the credential/);
	});

	it.each([400, 403, 422, 429, 500])('%i has no advice of its own', (status) => {
		expect(replyByStatus(answer(status))).not.toHaveProperty('advice');
	});

	it('shows the first line of what came', () => {
		const text = '\n<html>\n<body>';
		expect(replyByStatus(answer(404, { text })).message).toBe('HTTP 404: "<html>"');
		expect(replyByStatus(answer(200, { text })).message).toBe(
			'The answer is not the platform\'s JSON but "<html>"',
		);
		expect(replyByStatus(answer(500)).message).toBe('HTTP 500: nothing');
	});

	it('shows no phone numbers of a page that repeats the request', () => {
		const reply = replyByStatus(answer(500, { text: '{"phone":"13800138000"}' }));
		expect(shownReply(reply, textCleaner([]), {})).toMatchObject({
			message: 'HTTP 500: "{"phone":"***8000"}"',
		});
	});
});

describe('what it means that no answer came', () => {
	it.each([
		['ECONNREFUSED', true],
		['ENOTFOUND', true],
		['EAI_AGAIN', true],
		['ETIMEDOUT', true],
		['CERT_HAS_EXPIRED', false],
		['DEPTH_ZERO_SELF_SIGNED_CERT', false],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false],
		['ERR_INVALID_URL', false],
		['EPROTO', false],
	])('not sent for %s: no, passing %s', (code, retryable) => {
		const reply = replyWithoutAnswer({ kind: 'notSent', code, message: 'why' }, 'NXLink');
		expect(reply).toMatchObject({
			kind: 'no',
			message: 'NXLink could not be reached: why',
			code,
			retryable,
			deniesAllCalls: false,
			aboutRows: false,
			advice: "Check the 'Base URL' of the credential and the network of this n8n.",
		});
	});

	it('sent and cut off: nobody knows', () => {
		expect(
			replyWithoutAnswer({ kind: 'unknown', code: 'ECONNRESET', message: 'it was cut' }, 'NXLink'),
		).toEqual({
			kind: 'unknown',
			message: 'No answer from NXLink: it was cut',
			code: 'ECONNRESET',
		});
	});
});
