import type { HttpAnswer } from '../../../nodes/http/exchange';
import { readAnswer } from '../../../nodes/nxlink/platform';

const refused = (code: number, status = 200): HttpAnswer => ({
	...{ kind: 'answered', status, headers: {} },
	text: JSON.stringify({ code, status: 'error', message: 'no', data: null }),
});

describe('a refusal', () => {
	it.each([400, 413, 422, 1002, 12148, 12001])('with code %i may be about the rows', (code) => {
		expect(readAnswer(refused(code))).toMatchObject({ kind: 'no', aboutRows: true });
	});

	it.each([401, 403, 404, 429, 503, 1000, 1001, 1003, 1004, 1005, 1009])(
		'with code %i is about the caller or the target',
		(code) => {
			expect(readAnswer(refused(code))).toMatchObject({ kind: 'no', aboutRows: false });
		},
	);

	it.each([401, 403, 404])('with any code and HTTP status %i is about the caller or the target', (status) => {
		expect(readAnswer(refused(4711, status))).toMatchObject({ kind: 'no', aboutRows: false });
	});
});
