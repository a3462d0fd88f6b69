import type { INode } from 'n8n-workflow';

import type { No } from '../../../nodes/http/reply';
import { replyError } from '../../../nodes/http/replyError';

const NODE = { name: 'Customers', type: 'customer' } as INode;
const NO: No = {
	...{ kind: 'no', message: '2.0任务启动中', code: '6007' },
	...{ retryable: false, deniesAllCalls: false, aboutRows: false },
};

describe('the error of a call that was not taken', () => {
	it('has the platform’s words, what to do about them, and what its support asks for', () => {
		const error = replyError(NODE, { ...NO, advice: 'Pause it.', httpStatus: 404, traceId: 'abc' }, 3);
		expect(error.message).toBe('2.0任务启动中');
		expect(error.description).toBe('Pause it. Code 6007, HTTP status 404, trace ID abc.');
		expect([error.httpCode, error.context.itemIndex]).toEqual(['404', 3]);
		expect(error.context.data).toEqual({ code: '6007', traceId: 'abc' });
	});

	it('says no more than the platform did', () => {
		const error = replyError(NODE, NO);
		expect(error.description).toBe('Code 6007.');
		expect(error.httpCode).toBeNull();
		expect(error.context).not.toHaveProperty('itemIndex');
		expect(error.context.data).toStrictEqual({ code: '6007' });
	});
});
