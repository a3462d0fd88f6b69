import type { HttpAnswer } from '../../../nodes/http/exchange';
import { readAnswer } from '../../../nodes/longlonglong/platform';

const answer = (body: unknown, status = 200): HttpAnswer => ({
	...{ kind: 'answered', status, headers: { 'retry-after': '7' } },
	text: typeof body === 'string' ? body : JSON.stringify(body),
});
const read = (body: unknown, status?: number) => readAnswer(answer(body, status));
const kindOf = (body: unknown, status?: number) => read(body, status).kind;

describe('an answer of Longlonglong', () => {
	it.each([{ code: 200 }, { code: '200' }, { code: 200, status: 'success' }])('%j is a yes', (envelope) => {
		const whole = { ...envelope, data: { unique_id: 'u' }, message: 'ok' };
		expect(read(whole)).toEqual({ kind: 'yes', answer: { data: whole.data, whole } });
		expect(kindOf(whole, 299)).toBe('yes');
	});

	it.each([
		[{ code: 200, status: 'error' }, 200, 'code 200, status "error", HTTP status 200'],
		[{ code: 200, status: 'success' }, 300, 'code 200, status "success", HTTP status 300'],
		[{ code: 200 }, 500, 'code 200, status "success", HTTP status 500'],
		[{ code: 0 }, 200, 'code 0, status "success", HTTP status 200'],
		[{ code: 201 }, 200, 'code 201, status "success", HTTP status 200'],
		[{ code: 299 }, 200, 'code 299, status "success", HTTP status 200'],
	])('%j with HTTP status %i is a success that is contradicted: nobody knows', (envelope, status, facts) => {
		expect(read({ ...envelope, message: 'said' }, status)).toEqual({
			kind: 'unknown',
			message: `The answer is no clear success (${facts}): said`,
			code: String(envelope.code),
			httpStatus: status,
		});
	});

	it.each([
		[500, 200],
		[502, 200],
		[599, 200],
		[4711, 500],
		[4711, 502],
	])('with code %i and HTTP status %i is a failure of the server: nobody knows', (code, status) => {
		expect(read({ code, message: 'said' }, status)).toEqual({
			kind: 'unknown',
			message: 'said',
			code: String(code),
			httpStatus: status,
		});
	});

	it.each([
		[300, 200, false, true],
		[422, 200, false, true],
		[600, 200, false, true],
		[4711, 499, false, true],
		[6007, 200, false, false],
		[6007, 500, false, false],
		[404, 200, false, false],
		[401, 200, true, false],
		[403, 200, true, false],
		[4711, 401, true, false],
		[4711, 403, true, false],
	])(
		'with code %i and HTTP status %i is a no; of every call %s, about the rows %s',
		(code, status, deniesAllCalls, aboutRows) => {
			expect(read({ code, message: { phone: ['格式不正确'] } }, status)).toEqual({
				kind: 'no',
				message: 'phone: 格式不正确',
				code: String(code),
				httpStatus: status,
				retryable: false,
				deniesAllCalls,
				aboutRows,
			});
		},
	);

	it.each([
		[4711, 429, '429'],
		[200, 503, '503'],
		[429, 200, '429'],
		[503, 400, '503'],
	])('with code %i and HTTP status %i says "not now", and when', (code, status, shown) => {
		expect(read({ code, message: 'busy' }, status)).toMatchObject({
			...{ kind: 'no', message: 'busy', code: shown, httpStatus: status },
			...{ retryable: true, retryAfterMs: 7_000 },
		});
	});

	it.each(['<html>', '[{"code":200}]', '"200"', { data: 1 }, { code: null }, { code: 1.5 }, { code: 'ok' }])(
		'%j is not the platform’s own: the HTTP status alone counts',
		(body) => {
			expect(read(body)).toMatchObject({
				kind: 'unknown',
				advice: "Check the 'Base URL' of the credential.",
			});
			expect(read(body, 404)).toMatchObject({ kind: 'no', code: '404' });
		},
	);
});
