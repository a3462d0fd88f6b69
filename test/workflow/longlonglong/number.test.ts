import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import { byId, pairs, run, wires } from './panel';

const sandbox = useSandbox();
const { tasks, subUserIds } = LONGLONGLONG;
const taskId = byId(tasks.classicPaused);
const subAccount = { subUserId: byId(subUserIds[0]) };
const task = `/user/{user}/task/${tasks.classicPaused}`;

/** Settles as soon as n requests have arrived. */
async function arrivals(count: number): Promise<void> {
	while (sandbox.current.requests.count < count) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('number: getMany', () => {
	beforeEach(() => sandbox.current.seed({ numbers: 30 }));

	it('lists the numbers of a task, with their states in words', async () => {
		const { json, outputs } = await run(sandbox.current, 'number: getMany', { taskId, limit: 3 });
		expect(wires(sandbox.current)).toEqual([`GET ${task}/number?page=1&per_page=3`]);
		expect(json.map(({ status, status_name }) => [status, status_name])).toEqual([
			[0, 'Waiting (等待呼叫)'],
			[1, 'Call Succeeded (呼叫成功)'],
			[2, 'Blocked by Operator (运营商拦截)'],
		]);
		expect(pairs(outputs[0])).toEqual([0, 0, 0]);
	});

	it('knows a name for each of the thirteen states', async () => {
		const { json } = await run(sandbox.current, 'number: getMany', { taskId, limit: 13 });
		expect(new Set(json.map(({ status_name }) => status_name)).size).toBe(13);
	});

	it('filters by states, time of adding and sub-account', async () => {
		const { json } = await run(sandbox.current, 'number: getMany', {
			taskId,
			simplify: false,
			filters: { status: [0, 12], addedAfter: '2024-03-14T10:00:00', addedBefore: '2024-03-14T10:13:00' },
			options: { ...subAccount, encryption: true },
		});
		expect(decodeURIComponent(sandbox.current.requests.last()?.url ?? '')).toContain(
			`/number?page=1&per_page=50&sub_user_id=${subUserIds[0]}&status[0]=0&status[1]=12` +
				'&start_at=2024-03-14 10:00:00&end_at=2024-03-14 10:13:00&encryption=1',
		);
		expect(json).toEqual([]);
		const ofMain = await run(sandbox.current, 'number: getMany', {
			taskId,
			filters: { status: [0, 12], addedBefore: '2024-03-14T10:13:00' },
		});
		expect(ofMain.json.map(({ status }) => status)).toEqual([0, 12, 0]);
	});

	it('takes states by name from an expression', async () => {
		const filters = { status: '={{ ["Busy", "停机"] }}' };
		const { json } = await run(sandbox.current, 'number: getMany', { taskId, filters });
		expect(new Set(json.map(({ status }) => status))).toEqual(new Set([8, 7]));
	});
});

describe('number: reset', () => {
	const resets = () => wires(sandbox.current).filter((wire) => wire.startsWith('PUT'));
	beforeEach(() => sandbox.current.seed({ numbers: 26 }));
	const waiting = () =>
		[...(sandbox.current.longlonglong.tasks.get(tasks.classicPaused)?.numbers.values() ?? [])].filter(
			({ status }) => status === 0,
		).length;

	it('resets the numbers that fit', async () => {
		const { json } = await run(sandbox.current, 'number: reset', {
			taskId,
			filters: {
				keyword: '0000',
				phones: '+86 130-0000-0001, 13800000002',
				addedAfter: '2024-01-01',
				addedBefore: '2025-01-01',
				status: [1, 2],
			},
			confirmResetAll: true,
			options: { isNewTask: false, encryption: false },
		});
		expect(resets()).toEqual([
			`PUT ${task}/number-batch-reset {"keyword":"0000","phones":["13000000001","13800000002"],` +
				'"start_at":"2024-01-01 00:00:00","end_at":"2025-01-01 00:00:00","status":[1,2],' +
				'"encryption":false,"is_new_task":false}',
		]);
		expect(json).toEqual([{ reset: true, taskId: tasks.classicPaused, message: '批量重置号码成功' }]);
		expect(waiting()).toBe(4);
	});

	it('asks before it resets every number', async () => {
		const { error } = await run(sandbox.current, 'number: reset', { taskId });
		expect(error?.message).toBe(
			`Without a filter, every number of the task ${tasks.classicPaused} would be called again: nothing was sent`,
		);
		expect(sandbox.current.requests.count).toBe(0);
		await run(sandbox.current, 'number: reset', { taskId, confirmResetAll: true });
		expect(resets()).toEqual([`PUT ${task}/number-batch-reset {}`]);
		expect(waiting()).toBe(26);
	});

	it('refuses an empty filter, even when every number is confirmed', async () => {
		const filters = { phones: '={{ $json.phones }}' };
		const { error } = await run(sandbox.current, 'number: reset', { taskId, filters, confirmResetAll: true });
		expect(error?.message).toBe("'Phones' is empty");
		expect(sandbox.current.requests.count).toBe(0);
	});
});

describe('number: delete', () => {
	const numbers = () => sandbox.current.longlonglong.tasks.get(tasks.classicPaused)?.numbers.size;

	it('deletes by phone', async () => {
		sandbox.current.seed({ numbers: 3 });
		const { json } = await run(sandbox.current, 'number: delete', {
			taskId,
			phones: '13300000000;13000000001',
			options: subAccount,
		});
		expect(wires(sandbox.current)).toEqual([
			`DELETE ${task}/number-batch-delete {"customer_info_list":[{"phone":"13300000000"},{"phone":"13000000001"}],"sub_user_id":"${subUserIds[0]}"}`,
		]);
		expect(json).toEqual([
			{ deleted: true, phones: 2, message: '批量删除号码成功', taskId: tasks.classicPaused },
		]);
		expect(numbers()).toBe(1);
	});

	it('asks before it deletes every number, and then lists them all first', async () => {
		sandbox.current.seed({ numbers: 150 });
		const all = { taskId, deleteBy: 'all' };
		const { error } = await run(sandbox.current, 'number: delete', all);
		expect(error?.message).toBe(
			`Every number of the task ${tasks.classicPaused} would be deleted: nothing was sent`,
		);
		expect(sandbox.current.requests.count).toBe(0);
		const { json } = await run(sandbox.current, 'number: delete', { ...all, confirmDeleteAll: true });
		expect(json).toMatchObject([{ deleted: true, phones: 150 }]);
		expect(sandbox.current.requests.all().map(({ method }) => method)).toEqual([
			'GET',
			'GET',
			'DELETE',
			'DELETE',
		]);
		expect(numbers()).toBe(0);
	});

	it('deletes nothing when the cancel button is pressed while the numbers are listed', async () => {
		sandbox.current.seed({ numbers: 150 });
		sandbox.current.faults.add({ kind: 'slow', delayMs: 100, path: '/number' });
		const all = { taskId, deleteBy: 'all', confirmDeleteAll: true };
		const cancelAfter = arrivals(1);
		await run(sandbox.current, 'number: delete', all, { cancelAfter });
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(sandbox.current.requests.all('', 'DELETE')).toEqual([]);
		expect(numbers()).toBe(150);
	});

	it('starts no further call when the cancel button is pressed', async () => {
		sandbox.current.faults.add({ kind: 'slow', delayMs: 100, path: '/number-batch-delete' });
		const phones = Array.from({ length: 250 }, (_, index) => String(13300000000 + index)).join();
		const cancelAfter = arrivals(1);
		await run(sandbox.current, 'number: delete', { taskId, phones }, { cancelAfter });
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(sandbox.current.requests.all('', 'DELETE')).toHaveLength(1);
	});

	it('says that nothing was deleted of a task without numbers', async () => {
		const all = { taskId, deleteBy: 'all', confirmDeleteAll: true };
		const { json } = await run(sandbox.current, 'number: delete', all);
		expect(json).toEqual([{ deleted: false, phones: 0, taskId: tasks.classicPaused }]);
		expect(sandbox.current.requests.all('', 'DELETE')).toEqual([]);
	});

	it('does not delete every number of a list with masked phones', async () => {
		sandbox.current.faults.add({
			kind: 'answer',
			body: '{"code":200,"status":"success","data":[{"id":1,"number":"133***0000"}]}',
		});
		const all = { taskId, deleteBy: 'all', confirmDeleteAll: true };
		const { error } = await run(sandbox.current, 'number: delete', all);
		expect(error?.message).toBe("The list of the task's numbers shows no full phones");
		expect(sandbox.current.requests.all('', 'DELETE')).toEqual([]);
	});
});
