import type { HttpAnswer } from '../../../nodes/http/exchange';
import { readAnswer } from '../../../nodes/nxlink/platform';

const answer = (body: unknown, status = 200): HttpAnswer => ({
	...{ kind: 'answered', status, headers: { 'retry-after': '7' } },
	text: typeof body === 'string' ? body : JSON.stringify(body),
});
const read = (body: unknown, status?: number) => readAnswer(answer(body, status));

describe('an answer of NXLink', () => {
	it.each([{ code: 0 }, { code: '0' }, { code: 200 }, { code: '200' }])('%j is a yes', (envelope) => {
		const whole = { ...envelope, data: { totalCount: 1 }, message: 'ok' };
		expect(read(whole)).toEqual({ kind: 'yes', answer: { data: whole.data, whole } });
		expect(read(whole, 299).kind).toBe('yes');
	});

	it.each([300, 302, 500])('that says yes with HTTP status %i contradicts itself: nobody knows', (status) => {
		expect(read({ code: 0, msg: 'said', traceId: 'abc' }, status)).toEqual({
			kind: 'unknown',
			message: `The answer is no clear success (code 0, HTTP status ${status}): said`,
			code: '0',
			httpStatus: status,
			traceId: 'abc',
		});
	});

	it.each([
		// no page explains them
		[-1, 200],
		[88, 200],
		[99, 200],
		[20000, 200],
		['20000', 400],
		// no refusals by their numbers
		[1, 200],
		[299, 200],
		['OK', 200],
		// failures of the server
		[500, 200],
		[599, 200],
		[4711, 500],
		['toString', 502],
	])('with code %j and HTTP status %i: nobody knows', (code, status) => {
		expect(read({ code, message: 'said', msg: 'not this' }, status)).toEqual({
			kind: 'unknown',
			message: 'said',
			code: String(code),
			httpStatus: status,
		});
	});

	it.each([
		[300, 200, false, false, true],
		[600, 200, false, false, true],
		[4711, 499, false, false, true],
		[12148, 500, false, false, true],
		[1002, 200, false, false, true],
		[404, 200, false, false, false],
		[1004, 200, true, false, false],
		[1001, 200, false, true, false],
		[1000, 200, false, true, false],
		[1009, 200, false, true, false],
		[4711, 401, false, true, false],
		[4711, 403, false, true, false],
		[4711, 404, false, false, false],
	])(
		'with code %i and HTTP status %i is a no; again with the right time %s, of every call %s, about the rows %s',
		(code, status, retryable, deniesAllCalls, aboutRows) => {
			expect(read({ code, message: 'said', traceId: 7 }, status)).toEqual({
				...{ kind: 'no', message: 'said', code: String(code), httpStatus: status, traceId: '7' },
				...{ retryable, deniesAllCalls, aboutRows },
			});
		},
	);

	it.each([
		[4711, 429, '429'],
		[0, 503, '503'],
		[429, 200, '429'],
		['503', 400, '503'],
	])('with code %j and HTTP status %i says "not now", and when', (code, status, shown) => {
		expect(read({ code, message: 'busy', traceId: 'abc' }, status)).toMatchObject({
			...{ kind: 'no', message: 'busy', code: shown, httpStatus: status, traceId: 'abc' },
			...{ retryable: true, retryAfterMs: 7_000 },
		});
	});

	it.each(['<html>', '[{"code":0}]', '"0"', { data: 1 }, { code: null }, { code: true }])(
		'%j is not NXLink’s own: the HTTP status alone counts',
		(body) => {
			expect(read(body)).toMatchObject({
				kind: 'unknown',
				advice: "Check the 'Base URL' of the credential.",
			});
			expect(read(body, 404)).toMatchObject({ kind: 'no', code: '404' });
		},
	);
});
