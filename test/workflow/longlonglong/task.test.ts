import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import { byId, pairs, run, wires } from './panel';

const sandbox = useSandbox();
const { tasks, subUserIds } = LONGLONGLONG;
const subAccount = { subUserId: byId(subUserIds[0]) };

describe('task: getMany', () => {
	it.each([
		[
			'classic',
			`GET /user/{user}/task?page=1&per_page=50&sub_user_id=${subUserIds[0]}`,
			[tasks.ofSubAccount],
		],
		[
			'new',
			'GET /new/user/{user}/task?page=1&per_page=50&all=1',
			[tasks.newPaused, tasks.newRunning, tasks.inbound],
		],
		[
			'allSubAccounts',
			'GET /user/{user}/all_task?page=1&per_page=50&all=1',
			[tasks.classicPaused, tasks.ofSubAccount],
		],
	])('lists %s tasks', async (taskKind, request, ids) => {
		const options = { ...subAccount, all: true };
		const { json, outputs } = await run(sandbox.current, 'task: getMany', { taskKind, options });
		expect(wires(sandbox.current)).toEqual([request]);
		expect(json.map(({ uuid }) => uuid)).toEqual(ids);
		expect(pairs(outputs[0])).toEqual(ids.map(() => 0));
	});

	it('filters by name and states, each kind with its own codes', async () => {
		sandbox.current.seed({ tasks: 12 });
		const filters = { name: '任务', status: [2, 3], newStatus: [3] };
		const classic = await run(sandbox.current, 'task: getMany', { taskKind: 'classic', filters });
		const current = await run(sandbox.current, 'task: getMany', { taskKind: 'new', filters });
		expect(sandbox.current.requests.all().map(({ query }) => decodeURIComponent(query))).toEqual([
			'page=1&per_page=50&name=任务&status[0]=2&status[1]=3',
			'page=1&per_page=50&name=任务&status[0]=3',
		]);
		expect(new Set(classic.json.map(({ state_name }) => state_name))).toEqual(
			new Set(['执行中', '等待执行']),
		);
		expect(new Set(current.json.map(({ state_name }) => state_name))).toEqual(
			new Set(['Calling (拨打中)', 'Waiting (等待执行)']),
		);
	});

	it('gives the rows untouched without Simplify', async () => {
		const { json } = await run(sandbox.current, 'task: getMany', {
			taskKind: 'new',
			simplify: false,
			limit: 1,
		});
		expect(json).toEqual([
			expect.objectContaining({ enable: false, remark: '', new_task_extra: { call_status: false } }),
		]);
		expect(json[0]).not.toHaveProperty('state_name');
	});
});

describe('task: pause', () => {
	it('pauses a 2.0 task', async () => {
		const parameters = { taskKind: 'new', taskId: byId(tasks.newRunning) };
		const { json, outputs } = await run(sandbox.current, 'task: pause', parameters);
		expect(wires(sandbox.current)).toEqual([`PUT /new/user/{user}/task_stop/${tasks.newRunning} {}`]);
		expect(json).toEqual([{ paused: true, taskId: tasks.newRunning, message: '任务暂停成功' }]);
		expect(pairs(outputs[0])).toEqual([0]);
		expect(sandbox.current.longlonglong.tasks.get(tasks.newRunning)?.state).toBe('paused');
	});

	it('pauses a classic task, also one of a sub-account', async () => {
		const parameters = { taskKind: 'classic', taskId: byId(tasks.ofSubAccount), options: subAccount };
		const { json } = await run(sandbox.current, 'task: pause', parameters);
		expect(wires(sandbox.current)).toEqual([
			`GET /user/{user}/task_stop/${tasks.ofSubAccount}?sub_user_id=${subUserIds[0]}`,
		]);
		expect(json).toMatchObject([{ paused: true }]);
	});

	it('names a sub-account in the body for a 2.0 task', async () => {
		const parameters = { taskKind: 'new', taskId: byId(tasks.newRunning), options: subAccount };
		await run(sandbox.current, 'task: pause', parameters);
		expect(wires(sandbox.current)).toEqual([
			`PUT /new/user/{user}/task_stop/${tasks.newRunning} {"sub_user_id":"${subUserIds[0]}"}`,
		]);
	});
});

describe('task: delete', () => {
	it('deletes a task', async () => {
		const parameters = { taskId: byId(tasks.ofSubAccount), options: subAccount };
		const { json } = await run(sandbox.current, 'task: delete', parameters);
		expect(wires(sandbox.current)).toEqual([
			`DELETE /user/{user}/task/${tasks.ofSubAccount}?sub_user_id=${subUserIds[0]}`,
		]);
		expect(json).toEqual([{ deleted: true, taskId: tasks.ofSubAccount, message: '任务删除成功' }]);
		expect(sandbox.current.longlonglong.tasks.has(tasks.ofSubAccount)).toBe(false);
	});
});
