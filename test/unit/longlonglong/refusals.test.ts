import type { HttpAnswer } from '../../../nodes/http/exchange';
import { readAnswer } from '../../../nodes/longlonglong/platform';

const refused = (code: number, status = 200): HttpAnswer => ({
	...{ kind: 'answered', status, headers: {} },
	text: JSON.stringify({ code, status: 'error', message: 'no', data: null }),
});

describe('a refusal', () => {
	it.each([400, 413, 422, 4711, 1002])('with code %i may be about the rows', (code) => {
		expect(readAnswer(refused(code))).toMatchObject({ kind: 'no', aboutRows: true });
	});

	it.each([401, 403, 404, 6007, 429, 503])('with code %i is about the caller or the target', (code) => {
		expect(readAnswer(refused(code))).toMatchObject({ kind: 'no', aboutRows: false });
	});

	it.each([401, 403, 404])('with any code and HTTP status %i is about the caller or the target', (status) => {
		expect(readAnswer(refused(4711, status))).toMatchObject({ kind: 'no', aboutRows: false });
	});
});
