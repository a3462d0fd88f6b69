import type { No } from '../../../nodes/http/reply';
import { LONGLONGLONG } from '../../../nodes/longlonglong/platform';
import { explainRefusal, explainImportRefusal } from '../../../nodes/platform/refusals';

const explain = <Refusal extends No>(refusal: Refusal, path: string) =>
	explainRefusal(refusal, path, LONGLONGLONG);

const refusal = (code: string, more: Partial<No> = {}): No => ({
	kind: 'no',
	message: 'no such thing',
	code,
	retryable: false,
	deniesAllCalls: false,
	aboutRows: false,
	...more,
});

describe('a refusal explained', () => {
	it.each([
		['/user/u/type/clue/get_customer', 'user ID u, stage clue'],
		['/user/u/task/t%2F1/detail/r', 'user ID u, task ID t/1, record ID r'],
		['/new/user/u/task_stop/t?sub_user_id=s', 'user ID u, task ID t'],
		['/user/u/customer_to_task/t', 'user ID u, task ID t'],
		['/user/u/identification/b', 'user ID u, batch number b'],
		['/user/u/component/c', 'user ID u, custom field ID c'],
		['/user/u/task', 'user ID u'],
	])('of %s names its ids', (path, ids) => {
		expect(explain(refusal('404'), path).message).toBe(`no such thing (sent: ${ids})`);
	});

	it('knows 404 by the HTTP status too', () => {
		expect(explain(refusal('30001', { httpStatus: 404 }), '/user/u').message).toContain('user ID u');
	});

	it('of a platform without names for its ids stays as it is', () => {
		const notFound = refusal('404', { advice: 'check the URL' });
		expect(explainRefusal(notFound, '/user/u', {})).toEqual(notFound);
	});

	it('gives advice that fits the place of the call, and leaves the rest alone', () => {
		expect(explain(refusal('429'), '/user/u').advice).toContain('fewer workflows');
		expect(explainImportRefusal(refusal('429')).advice).toContain("'Batches at Once'");
		for (const other of [refusal('6007', { advice: 'pause it' }), refusal('429', { advice: 'wait' })]) {
			expect(explain(other, '/user/u')).toEqual(other);
			expect(explainImportRefusal(other)).toEqual(other);
		}
	});
});
