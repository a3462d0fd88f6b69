import type { Sandbox } from '../../sandbox';
import { LONGLONGLONG } from '../../sandbox';
import { longlonglongClient, useSandbox } from './clients';

const { tasks, subUserIds, userId } = LONGLONGLONG;

describe('call tasks', () => {
	let sandbox: Sandbox;
	let call: ReturnType<typeof longlonglongClient>;
	useSandbox((started) => {
		sandbox = started;
		call = longlonglongClient(started);
	});

	/** The 2.0 endpoints stand under `new/user/…`. */
	const newCall: typeof call = (path, wish) => call(`new/user/${path}`, wish);
	const ids = async (answer: ReturnType<typeof call>) => (await answer).json.data.map(({ uuid }) => uuid);

	it('are listed by kind and account', async () => {
		expect(await ids(call('user/task'))).toEqual([tasks.classicPaused]);
		expect(await ids(call(`user/task?sub_user_id=${subUserIds[0]}`))).toEqual([tasks.ofSubAccount]);
		expect(await ids(call('user/all_task'))).toEqual([tasks.classicPaused, tasks.ofSubAccount]);
		expect(await ids(newCall('task'))).toEqual([tasks.newPaused, tasks.newRunning, tasks.inbound]);
		const { json } = await newCall('task?page=1&per_page=2');
		expect(json.meta).toMatchObject({ total: 3, last_page: 2, per_page: '2' });
		expect(json.data[1]).toMatchObject({
			enable: true,
			new_task_extra: { call_status: true },
			user_id: userId,
		});
	});

	it('are found by name and by one status or several', async () => {
		sandbox.seed({ tasks: 12 });
		expect((await call('user/task?name=春季')).json.meta.total).toBe(1);
		const count = async (query: string) => (await call(`user/task?${query}`)).json.meta.total;
		const [paused, running, both] = [
			await count('status=1'),
			await count('status=2'),
			await count('status[]=1&status[]=2'),
		];
		expect(both).toBe(paused + running);
		expect(running).toBeGreaterThan(0);
		expect((await call('user/task?status=9')).json.code).toBe(422);
		expect((await call('user/all_task?all=1')).json.meta).toMatchObject({ last_page: 1, has_pages: false });
	});

	it('pause, each kind by its own call', async () => {
		expect((await call(`user/task_stop/${tasks.newRunning}`)).json.code).toBe(404);
		expect((await newCall(`task_stop/${tasks.newRunning}`, { method: 'PUT' })).json.code).toBe(200);
		expect(sandbox.longlonglong.tasks.get(tasks.newRunning)?.state).toBe('paused');
		expect((await call(`user/task_stop/${tasks.classicPaused}`)).json.code).toBe(200);
		expect((await call(`user/task_stop/${tasks.ofSubAccount}`)).json.code).toBe(404);
		expect((await call(`user/task_stop/${tasks.ofSubAccount}?sub_user_id=${subUserIds[0]}`)).json.code).toBe(
			200,
		);
	});

	it('can be deleted while they are paused', async () => {
		const remove = (id: string) => call(`user/task/${id}`, { method: 'DELETE' });
		expect((await remove(tasks.newRunning)).json.code).toBe(6007);
		expect((await remove(tasks.classicPaused)).json.code).toBe(200);
		expect((await remove(tasks.classicPaused)).json.code).toBe(404);
	});

	it('show, reset and delete their numbers', async () => {
		sandbox.seed({ numbers: 26 });
		const path = `user/task/${tasks.classicPaused}`;
		const waiting = async () => (await call(`${path}/number?page=1&status[]=0`)).json.meta.total;
		expect(await waiting()).toBe(2);
		expect((await call(`${path}/number`)).json.code).toBe(422);
		const reset = (body: unknown) => call(`${path}/number-batch-reset`, { method: 'PUT', body });
		const reply = await reset({ phones: ['13000000001'] });
		expect(reply.json).toEqual({ code: 200, status: 'success', message: '批量重置号码成功' });
		expect(await waiting()).toBe(3);
		await reset({ status: [2, 3] });
		expect(await waiting()).toBe(7);
		expect((await reset({ start_at: '2024-03-14 10:00:00' })).json.message).toEqual({
			end_at: ['不能为空。'],
		});
		await reset({});
		expect(await waiting()).toBe(26);
		const remove = (body: unknown) => call(`${path}/number-batch-delete`, { method: 'DELETE', body });
		expect((await remove({})).json.message).toEqual({ customer_info_list: ['不能为空。'] });
		expect((await remove({ customer_info_list: [{ phone: '13000000001' }] })).json.code).toBe(200);
		expect(sandbox.longlonglong.tasks.get(tasks.classicPaused)?.numbers.size).toBe(25);
	});

	it('keep their numbers while a 2.0 task runs', async () => {
		const path = `user/task/${tasks.newRunning}`;
		const body = { customer_info_list: [{ phone: '13000000001' }] };
		expect((await call(`${path}/number-batch-reset`, { method: 'PUT', body: {} })).json.code).toBe(6007);
		expect((await call(`${path}/number-batch-delete`, { method: 'DELETE', body })).json.code).toBe(6007);
	});

	it('have call records, with details', async () => {
		sandbox.seed({ numbers: 5, records: 20 });
		const path = `user/task/${tasks.classicPaused}`;
		const { json } = await call(`${path}/record?page=1&per_page=1`);
		expect(json).toMatchObject({ message: '查看通话记录列表成功', meta: { total: 20, per_page: '1' } });
		const { record_id: id } = json.data[0] as unknown as { record_id: string };
		expect((await call(`${path}/record?intention_tags[]=1&intention_tags[]=2`)).json.meta.total).toBe(8);
		expect((await call(`${path}/record?keyword=13300000000`)).json.meta.total).toBe(4);
		expect((await call(`${path}/detail/${id}`)).json.data.records).toHaveLength(2);
		expect((await call(`${path}/detail/unknown`)).json.code).toBe(404);
	});
});
