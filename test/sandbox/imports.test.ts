import type { Sandbox } from '../../sandbox';
import { LONGLONGLONG, startSandbox } from '../../sandbox';
import { longlonglongClient, send } from './clients';

const { tasks, components, subUserIds } = LONGLONGLONG;

describe('importing into Longlonglong', () => {
	let sandbox: Sandbox;
	let call: ReturnType<typeof longlonglongClient>;
	beforeAll(async () => {
		sandbox = await startSandbox({ settings: { finishAfterMs: 20 } });
		call = longlonglongClient(sandbox);
	});
	afterEach(() => sandbox.reset());
	afterAll(() => sandbox.close());

	const add = (data: unknown, more: object = {}, taskId: string = tasks.classicPaused) =>
		call(`user/task/${taskId}/number`, { method: 'POST', body: { data, ...more } });
	const addLater = (data: unknown, more: object = {}, taskId: string = tasks.classicPaused) =>
		call(`user/task/${taskId}/async_number`, { method: 'POST', body: { data, ...more } });
	const importCustomers = (data: unknown, more: object = {}) =>
		call('user/async_customer', { method: 'POST', body: { data, ...more } });
	const phones = (count: number) =>
		Array.from({ length: count }, (_row, index) => ({ phone: String(13000000000 + index), sort: 0 }));

	it('refuses a wrong token, an unknown account and an unknown task', async () => {
		const stranger = await longlonglongClient(sandbox, 'wrong')('token');
		expect(stranger.json).toEqual({ code: 401, status: 'error', message: 'Unauthorized', data: [] });
		const headers = { authorization: `Bearer ${LONGLONGLONG.token}` };
		const account = await send(`${sandbox.url}/agent-api/user/nobody/customer/create`, { headers });
		expect(account.json).toMatchObject({ code: 404, message: '用户不存在' });
		sandbox.settings.errorStatus = 'matching';
		const task = await add(phones(1), {}, 'no-such-task');
		expect([task.status, task.json.code]).toEqual([404, 404]);
		expect((await longlonglongClient(sandbox, 'wrong')('token')).status).toBe(401);
	});

	it('imports customers later, and tells so by their batch number', async () => {
		sandbox.settings.finishAfterMs = 60_000;
		const rows = [{ ...phones(1)[0], name: '联系人1', components: [{ id: components.text, value: '小牛' }] }];
		const { json } = await importCustomers(rows, { encryption: false });
		expect(json).toMatchObject({ code: 200, status: 'success', message: '客户公海导入信息请在回调中查收' });
		const { unique_id: id } = json.data;
		expect(sandbox.longlonglong.customers.size).toBe(0);
		expect((await call(`user/identification/${id}`)).json.data).toMatchObject({ unique_id: id, status: 0 });
		sandbox.finishPending();
		expect(sandbox.longlonglong.customerByPhone('13000000000')).toMatchObject({
			name: '联系人1',
			stage: 'clue',
		});
		expect((await call(`user/identification/${id}`)).json.data).toMatchObject({
			status: 1,
			total: 1,
			crmCustomerCount: 1,
			fail_datas: [],
		});
	});

	it('really finishes later by itself', async () => {
		await importCustomers(phones(3));
		expect(sandbox.longlonglong.customers.size).toBe(0);
		await new Promise((resolve) => setTimeout(resolve, 120));
		expect(sandbox.longlonglong.customers.size).toBe(3);
	});

	it('takes 200 rows asynchronously and 100 at once, and not one more', async () => {
		expect((await importCustomers(phones(200))).json.code).toBe(200);
		expect((await importCustomers(phones(201))).json.message).toEqual({ data: ['最多只有 200 个单元。'] });
		expect((await add(phones(100))).json.data.taskNumberCount).toBe(100);
		expect((await add(phones(101))).json.message).toEqual({ data: ['最多只有 100 个单元。'] });
		expect((await add([])).json.message).toEqual({ data: ['不能为空。'] });
		expect((await call(`user/task/${tasks.classicPaused}/number`, { method: 'POST' })).json.code).toBe(422);
	});

	it('without skip_error one bad row ends the whole request, with messages by field', async () => {
		const { json } = await add([...phones(1), { phone: '911abc8179', sex: 3 }]);
		expect(json).toEqual({
			code: 422,
			status: 'error',
			message: {
				'data.1.phone': ['格式不正确。'],
				'data.1.sort': ['不能为空。'],
				'data.1.sex': ['已选的属性无效。'],
			},
			data: [],
		});
		expect(sandbox.longlonglong.storings).toEqual([]);
	});

	it('with skip_error it names the bad rows by a mask and stores the others, in pool and task', async () => {
		const { json } = await add([...phones(2), { phone: '911abc8179', sort: 0 }], { skip_error: true });
		expect(json).toEqual({
			code: 200,
			status: 'success',
			message: '号码导入任务成功',
			data: {
				taskNumberCount: 2,
				crmCustomerCount: 2,
				fail_datas: [{ fail_data: '911***8179', fail_cause: '格式不正确。' }],
			},
		});
		expect(sandbox.longlonglong.customers.size).toBe(2);
		expect(sandbox.longlonglong.tasks.get(tasks.classicPaused)?.numbers.size).toBe(2);
	});

	it('refuses a number that the task has, unless it may add a suffix', async () => {
		await add(phones(1));
		const repeated = await add([...phones(2), ...phones(2)], { skip_error: true });
		expect(repeated.json.data.taskNumberCount).toBe(1);
		expect(repeated.json.data.fail_datas).toHaveLength(3);
		expect((await add(phones(1))).json.message).toHaveProperty(['data.0.phone']);
		expect((await add(phones(1), { number_add_suffix: true })).json.data.taskNumberCount).toBe(1);
		const { numbers } = sandbox.longlonglong.tasks.get(tasks.classicPaused)!;
		expect([...numbers.keys()].at(-1)).toMatch(/^13000000000_[a-z0-9]+$/);
		expect(sandbox.longlonglong.timesStored('task').get('13000000000')).toBe(2);
	});

	it.each([
		['letters', ['aaaa', 'aaab']],
		['digits', ['0000', '0001']],
	] as const)('makes suffixes of %s when told to', async (numberSuffixes, suffixes) => {
		sandbox.settings.numberSuffixes = numberSuffixes;
		await add(phones(2), { number_add_suffix: true });
		const { numbers } = sandbox.longlonglong.tasks.get(tasks.classicPaused)!;
		expect([...numbers.keys()].map((number) => number.split('_')[1])).toEqual(suffixes);
	});

	it('leaves repeated numbers out without a word when told to', async () => {
		sandbox.settings.duplicateNumbers = 'dropped';
		const { json } = await add([...phones(1), ...phones(1)]);
		expect(json.data).toEqual({ taskNumberCount: 1, crmCustomerCount: 1, fail_datas: [] });
	});

	it('keeps rows out of the pool with ignore_crm', async () => {
		const { json } = await add(phones(2), { ignore_crm: true });
		expect(json.data).toMatchObject({ taskNumberCount: 2, crmCustomerCount: 0 });
		expect(sandbox.longlonglong.customers.size).toBe(0);
	});

	it('refuses numbers for a running 2.0 task and for an inbound one', async () => {
		for (const attempt of [add, addLater]) {
			expect((await attempt(phones(1), {}, tasks.newRunning)).json).toEqual({
				code: 6007,
				status: 'error',
				message: '2.0任务启动中,请先停止任务',
				data: [],
			});
			expect((await attempt(phones(1), {}, tasks.inbound)).json.status).toBe('error');
			expect((await attempt(phones(1), {}, tasks.newPaused)).json.code).toBe(200);
		}
	});

	it.each([
		['a phone as number', { phone: 13012121211 }, 'data.0.phone'],
		['an empty phone', { phone: '' }, 'data.0.phone'],
		['a phone with a plus', { phone: '+8613012121211' }, 'data.0.phone'],
		['a short phone', { phone: '1234' }, 'data.0.phone'],
		['a long phone', { phone: '123456789012345678901' }, 'data.0.phone'],
		['sort as text', { sort: '0' }, 'data.0.sort'],
		['no sort', { sort: undefined }, 'data.0.sort'],
		['a grade that is no integer', { grade_id: 1.5 }, 'data.0.grade_id'],
		['a name that is no text', { name: 7 }, 'data.0.name'],
		['an unknown sub-account', { sub_user_id: 'x' }, 'data.0.sub_user_id'],
		['components that are no list', { components: {} }, 'data.0.components'],
		['an unknown component', { components: [{ id: 'x', value: 'y' }] }, 'data.0.components.0.id'],
		[
			'text for a number',
			{ components: [{ id: components.number, value: 'y' }] },
			'data.0.components.0.value',
		],
		[
			'no such day',
			{ components: [{ id: components.date, value: '2024-02-30' }] },
			'data.0.components.0.value',
		],
		['a number for a text', { components: [{ id: components.text, value: 1 }] }, 'data.0.components.0.value'],
		['custom_vars without text', { custom_vars: [{ name: 'a' }] }, 'data.0.custom_vars.0.text'],
	])('refuses %s', async (_what, field, where) => {
		const row = { phone: '13012121211', sort: 0, ...field };
		for (const attempt of [add, addLater, importCustomers]) {
			expect(Object.keys((await attempt([row])).json.message ?? {})).toEqual([where]);
		}
		sandbox.finishPending();
		expect(sandbox.longlonglong.storings).toEqual([]);
	});

	it.each([
		['a suffix', { phone: '13012121211_a1' }],
		['seven digits', { phone: '9999999' }],
		['nulls', { name: null, company: null, sex: null, components: null, source_id: null }],
		[
			'all components',
			{
				components: [components.number, components.date].map((id, i) => ({
					id,
					value: [7, '2024-03-14'][i],
				})),
			},
		],
		['custom_vars', { custom_vars: [{ name: '自定义变量1', text: '10086' }], control_select_robot: '男' }],
		['a sub-account', { sub_user_id: subUserIds[0] }],
	])('takes a row with %s', async (_what, field) => {
		const { json } = await add([{ phone: '13012121211', sort: 0, ...field }], { sub_user_id: subUserIds[1] });
		expect(json.data.taskNumberCount).toBe(1);
	});

	it('lets an encrypted phone pass as it is, when encryption is enabled', async () => {
		expect((await add([{ phone: 'Zm9vYmFy==', sort: 0 }], { encryption: true })).json.code).toBe(200);
		sandbox.settings.encryptionEnabled = false;
		expect((await add([{ phone: 'Zm9vYmFyYQ==', sort: 0 }], { encryption: true })).json.code).toBe(422);
	});

	it('can report bad rows of an asynchronous import only later', async () => {
		sandbox.settings.asyncValidation = 'later';
		const { json } = await importCustomers([...phones(1), { phone: 'abcdefgh', sort: 0 }]);
		sandbox.finishPending();
		const result = await call(`user/identification/${json.data.unique_id}`);
		expect(result.json.data).toMatchObject({
			total: 2,
			crmCustomerCount: 1,
			fail_datas: [{ fail_data: 'abc***efgh', fail_cause: '格式不正确。' }],
		});
	});

	it('notes every storing with the request that brought it', async () => {
		await importCustomers(phones(1));
		await importCustomers(phones(1));
		sandbox.finishPending();
		const ids = sandbox.requests.all('async_customer').map(({ id }) => id);
		expect(sandbox.longlonglong.storings.map(({ requestId, how }) => [requestId, how])).toEqual([
			[ids[0], 'created'],
			[ids[1], 'updated'],
		]);
		expect(sandbox.longlonglong.timesStored()).toEqual(new Map([['13000000000', 2]]));
	});

	it('wants required components in every row', async () => {
		sandbox.settings.requiredComponents = [components.text];
		const template = await call('user/customer/create');
		expect(template.json.data[0]).toMatchObject({ id: components.text, validate: ['required'] });
		expect((await add(phones(1))).json.message).toEqual({
			[`data.0.components.${components.text}`]: ['不能为空。'],
		});
	});

	it('reads no body that does not say it is JSON', async () => {
		const body = JSON.stringify({ data: phones(1) });
		const answer = await call('user/async_customer', {
			method: 'POST',
			body,
			headers: { 'content-type': 'text/plain' },
		});
		expect(answer.json.message).toEqual({ data: ['不能为空。'] });
	});

	it('answers pending work in each of the ways that the platform might', async () => {
		sandbox.settings.finishAfterMs = 60_000;
		const { json } = await importCustomers(phones(1));
		const path = `user/identification/${json.data.unique_id}`;
		sandbox.settings.pendingBatch = 'emptyData';
		expect((await call(path)).json.data).toEqual([]);
		sandbox.settings.pendingBatch = 'notFound';
		expect((await call(path)).json.code).toBe(404);
		expect((await call('user/identification/unknown')).json.code).toBe(404);
	});
});
