import type { OnError } from 'n8n-workflow';

import { hostile, LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import type * as ShortSleep from '../import/shortSleep';
import { byId, pairs, run } from './panel';

jest.mock('n8n-workflow', () => jest.requireActual<typeof ShortSleep>('../import/shortSleep').n8nWorkflow());

const sandbox = useSandbox();
const { tasks, userId } = LONGLONGLONG;

describe('several items, one of which fails', () => {
	const items = [{ task: tasks.classicPaused }, { task: 'unknown', row: 7 }, { task: tasks.newPaused }];
	const parameters = { taskId: { __rl: true, mode: 'id', value: '={{ $json.task }}' }, limit: 2 };
	const message = `任务不存在 (sent: user ID ${userId}, task ID unknown)`;
	const get = async (onError?: OnError) => {
		sandbox.current.seed({ numbers: 3 });
		sandbox.current.seed({ numbers: 1, taskId: tasks.newPaused });
		return await run(sandbox.current, 'number: getMany', parameters, { items, onError });
	};

	it('stop the workflow, with the number of the item', async () => {
		const { error, executionStatus, outputs } = await get('stopWorkflow');
		expect(executionStatus).toBe('error');
		expect(outputs).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message,
			description: expect.stringContaining('Check the IDs') as string,
			context: { itemIndex: 1, data: { code: '404' } },
		});
		expect(sandbox.current.requests.count).toBe(2);
	});

	const failed = {
		error: message,
		message,
		details: { code: '404', description: expect.stringContaining('Code 404') as string },
		...items[1],
	};

	it('go on, with the error among the rows', async () => {
		const { outputs, json, executionStatus } = await get('continueRegularOutput');
		expect(executionStatus).toBe('success');
		expect(pairs(outputs[0])).toEqual([0, 0, 1, 2]);
		expect(json[2]).toMatchObject({ error: message, details: failed.details });
	});

	it('go on, with the error and its input row on the error output', async () => {
		const { outputs } = await get('continueErrorOutput');
		expect(outputs.map(pairs)).toEqual([[0, 0, 2], [1]]);
		expect(outputs[1]?.[0]?.json).toEqual(failed);
	});
});

describe('one error for each way to be wrong', () => {
	const reset = async () =>
		await run(sandbox.current, 'number: reset', {
			taskId: byId(tasks.newRunning),
			filters: { phones: '13300000000' },
		});

	it.each(['always200', 'matching'] as const)(
		'6007 names the operation that pauses (%s)',
		async (errorStatus) => {
			sandbox.current.settings.errorStatus = errorStatus;
			expect((await reset()).error).toMatchObject({
				message: '2.0任务启动中,请先停止任务',
				description: expect.stringMatching(/resource 'Task', operation 'Pause'.*Code 6007/) as string,
			});
		},
	);

	it.each(['always200', 'matching'] as const)(
		'404 names the ids that were sent (%s)',
		async (errorStatus) => {
			sandbox.current.settings.errorStatus = errorStatus;
			const parameters = { taskId: byId('no such task'), userId: '' };
			expect((await run(sandbox.current, 'task: delete', parameters)).error?.message).toBe(
				`任务不存在 (sent: user ID ${userId}, task ID no such task)`,
			);
			const other = { taskId: byId(tasks.classicPaused), userId: 'somebody' };
			expect((await run(sandbox.current, 'task: delete', other)).error?.message).toBe(
				`用户不存在 (sent: user ID somebody, task ID ${tasks.classicPaused})`,
			);
		},
	);

	it.each([
		[{ code: 1234, status: 'error', message: '余额不足', data: [] }, '余额不足'],
		[{ code: 422, status: 'error', message: { phone: ['格式不正确。'] } }, 'phone: 格式不正确。'],
		[{ code: 999 }, 'code 999'],
	])('a code that is not 200 under HTTP 200: %j', async (body, message) => {
		sandbox.current.faults.add({ kind: 'answer', ...hostile.json(body) });
		expect((await reset()).error?.message).toBe(message);
		expect(sandbox.current.requests.count).toBe(1);
	});

	it('HTML or nothing shows its first line', async () => {
		sandbox.current.faults.add({ kind: 'answer', ...hostile.html(200) });
		sandbox.current.faults.add({ kind: 'answer', ...hostile.empty() });
		sandbox.current.faults.add({ kind: 'answer', ...hostile.html(404) });
		expect((await reset()).error?.message).toBe('The answer is not the platform\'s JSON but "<html>"');
		expect((await reset()).error?.message).toBe("The answer is not the platform's JSON but nothing");
		expect((await reset()).error?.message).toMatch(/^HTTP 404: "<html>" \(sent: /);
		expect(sandbox.current.requests.count).toBe(3);
	});

	it('no account, no task, no platform', async () => {
		const noAccount = await run(sandbox.current, 'task: getMany', {}, { credential: { userId: '' } });
		expect(noAccount.error?.message).toBe('There is no account to work on');
		const noTask = await run(sandbox.current, 'task: delete', { taskId: byId('={{ $json.task }}') });
		expect(noTask.error?.message).toBe("'Task' is empty");
		const nowhere = await run({ url: 'http://127.0.0.1:9' }, 'task: delete', { taskId: byId('t') });
		expect(nowhere.error?.message).toMatch(/^Longlonglong could not be reached: /);
	});

	it('a change whose effect nobody knows is not made again', async () => {
		sandbox.current.faults.add({ kind: 'cutAfter' });
		expect((await reset()).error?.message).toMatch(/^No answer from Longlonglong: /);
		expect(sandbox.current.requests.count).toBe(1);
	});
});
