import type { Sandbox } from '../../sandbox';
import { LONGLONGLONG } from '../../sandbox';
import { longlonglongClient, useSandbox } from './clients';

const { tasks, components } = LONGLONGLONG;

describe('the public pool', () => {
	let sandbox: Sandbox;
	let call: ReturnType<typeof longlonglongClient>;
	useSandbox((started) => {
		sandbox = started;
		call = longlonglongClient(started);
	});

	it('lists a stage in pages, with per_page as it was sent', async () => {
		sandbox.seed({ customers: 31 });
		const { json } = await call('user/type/clue/get_customer?page=3&per_page=15');
		expect(json).toMatchObject({
			code: 200,
			message: '筛选客户公海列表成功',
			meta: { has_pages: true, total: 31, last_page: 3, current_page: 3, per_page: '15' },
		});
		expect(json.data).toHaveLength(1);
		expect(Object.keys(json.data[0]!)).toEqual(['id', 'phone', 'email', 'name', 'created_at']);
		expect(json.data[0]).toMatchObject({ phone: '13300000030', created_at: '2024-03-14 10:30:00' });
		expect((await call('user/get_customer?page=1')).json.meta).toMatchObject({ per_page: 15, last_page: 3 });
		expect((await call('user/get_customer?page=9')).json.data).toEqual([]);
	});

	it('wants a page, and a stage that exists', async () => {
		expect((await call('user/get_customer')).json.message).toEqual({ page: ['不能为空。'] });
		expect((await call('user/get_customer?page=0')).json.code).toBe(422);
		expect((await call('user/type/deal/get_customer?page=1')).json.code).toBe(404);
	});

	it.each([
		['phone', { phone: '13300000003' }, 1],
		['e-mail', { email: 'contact3@example.com' }, 1],
		['company', { company: '示例公司3' }, 1],
		['operator', { operator: [1, 2] }, 20],
		['sex', { sex: [0] }, 10],
		['follow-up', { is_follow: 1 }, 8],
		['AI call', { ai_call: 0 }, 24],
		['creation', { created_at: ['2024-03-14 10:00:00', '2024-03-14 10:09:00'] }, 10],
		['component', { components: [{ id: components.text, value: '短信' }] }, 10],
		['component of type number', { components: [{ id: components.number, value: 7 }] }, 1],
	])('filters by %s, in a JSON body and in the query', async (_what, filter, expected) => {
		sandbox.seed({ customers: 30 });
		const body = { page: 1, ...filter };
		const inBody = await call('user/type/clue/get_customer', { body });
		const inQuery = await call(`user/type/clue/get_customer?page=1&${brackets(filter)}`);
		expect([inBody.json.meta.total, inQuery.json.meta.total]).toEqual([expected, expected]);
		sandbox.settings.filtersFrom = 'query';
		expect((await call('user/type/clue/get_customer?page=1', { body })).json.meta.total).toBe(30);
	});

	it('reads filters from the body alone, ignores some, and counts whom a move takes, as its settings say', async () => {
		sandbox.seed({ customers: 30 });
		const move = `user/customer_to_task/${tasks.classicPaused}`;
		sandbox.settings.filtersFrom = 'body';
		await call(`${move}?operator[]=1&phone=13300000000`);
		await call(move, { body: { operator: [1] } });
		sandbox.settings.ignoredFilters = ['operator'];
		await call(move, { body: { operator: [1], phone: '13300000000' } });
		expect(sandbox.longlonglong.moves.map(({ customers }) => customers)).toEqual([30, 10, 1]);
	});

	it('shows all fields of a customer, and no totals, as its settings say', async () => {
		sandbox.seed({ customers: 2 });
		Object.assign(sandbox.settings, { poolRows: 'all', listTotals: false });
		const { json } = await call('user/get_customer?page=1&per_page=1');
		expect(json.data[0]).toMatchObject({ phone: '13300000000', operator: 1, sex: 0 });
		expect(json.data[0]).toHaveProperty('components');
		expect(json.meta).not.toHaveProperty('total');
		expect(json.meta).toMatchObject({ last_page: 2 });
	});

	it('refuses filters of the wrong form', async () => {
		const bad = 'operator[]=4&sex[]=x&created_at[]=2024-03-14&components=a&is_follow=2';
		const { json } = await call(`user/type/clue/get_customer?page=1&${bad}`);
		expect(Object.keys(json.message ?? {}).sort()).toEqual(
			['components', 'created_at', 'is_follow.0', 'operator.0', 'sex.0'].sort(),
		);
	});

	it('moves the customers that fit into a task, later, and keeps them', async () => {
		sandbox.seed({ customers: 30 });
		sandbox.seed({ numbers: 3 });
		const { json } = await call(`user/customer_to_task/${tasks.classicPaused}`, { body: { operator: [2] } });
		expect(json.message).toBe('号码导入任务信息请在回调中查收');
		sandbox.finishPending();
		const result = await call(`user/identification/${json.data.unique_id}`);
		expect(result.json.data).toMatchObject({ total: 10, taskNumberCount: 9, fail_count: 1 });
		expect(sandbox.longlonglong.tasks.get(tasks.classicPaused)?.numbers.size).toBe(12);
		expect(sandbox.longlonglong.customers.size).toBe(30);
		expect(sandbox.requests.last('customer_to_task')?.tookEffect).toBe(true);
		expect((await call(`user/customer_to_task/${tasks.newRunning}`)).json.code).toBe(6007);
		expect((await call(`user/customer_to_task/${tasks.inbound}`)).json.status).toBe('error');
	});

	it('moves the whole pool when no filter is given', async () => {
		sandbox.seed({ customers: 30 });
		await call(`user/customer_to_task/${tasks.newPaused}`);
		sandbox.finishPending();
		expect(sandbox.longlonglong.timesStored('task', tasks.newPaused).size).toBe(30);
	});

	it('deletes by phone, by time, by both, and nothing without either', async () => {
		sandbox.seed({ customers: 30 });
		const remove = (body: unknown) => call('user/del_customer', { method: 'DELETE', body });
		const left = () => sandbox.longlonglong.customers.size;
		const firstTen = ['2024-03-14 10:00:00', '2024-03-14 10:09:00'];
		for (const nothing of [{}, { phone: [], created_at: [] }, undefined]) {
			expect((await remove(nothing)).json.code).toBe(200);
			expect(left()).toBe(30);
		}
		await remove({ phone: ['13300000000', '13300000027'], created_at: firstTen });
		expect(left()).toBe(29);
		await remove({ phone: ['13300000027'] });
		expect(left()).toBe(28);
		await remove({ created_at: firstTen });
		expect(left()).toBe(19);
		const many = Array.from({ length: 101 }, (_phone, index) => String(index));
		expect((await remove({ phone: many })).json.message).toEqual({ phone: ['最多只有 100 个单元。'] });
	});

	it('shows, changes and deletes custom fields', async () => {
		const path = `user/component/${components.text}`;
		const change = (body: unknown) => call(path, { method: 'PUT', body });
		expect((await change({ name: '预约日期' })).json.message).toEqual({ name: ['已经存在。'] });
		expect((await change({ type: 'select' })).json.code).toBe(422);
		expect((await change({ name: '行业', validate: ['required'], sort: 9 })).json.code).toBe(200);
		const { json } = await call('user/customer/create');
		expect(json.message).toBe('查看公海创建模板成功');
		expect(json.data.at(-1)).toEqual({
			id: components.text,
			name: '行业',
			type: 'text',
			sort: 9,
			validate: ['required'],
		});
		await change({ status: false });
		expect((await call('user/customer/create')).json.data).toHaveLength(2);
		const remove = (body: unknown) => call('user/component', { method: 'DELETE', body });
		expect((await remove({ deletes: ['unknown'] })).json.code).toBe(422);
		expect((await remove({ deletes: [components.date] })).json.code).toBe(200);
		expect(sandbox.longlonglong.components.size).toBe(2);
	});

	it('lists sub-accounts', async () => {
		const { json } = await call('user/subset_users?page=1&name=上海');
		expect(json.data).toEqual([
			expect.objectContaining({ id: LONGLONGLONG.subUserIds[0], name: '上海分公司' }),
		]);
		expect((await call('user/subset_users')).json.code).toBe(422);
	});

	it('holds 50,000 customers and reads them in pages', async () => {
		sandbox.seed({ customers: 50_000 });
		const { json } = await call('user/type/clue/get_customer?page=500&per_page=100');
		expect(json.meta).toMatchObject({ total: 50_000, last_page: 500, per_page: '100' });
		expect(json.data).toHaveLength(100);
	});
});

/** As PHP would read it: `operator[0]=1&components[0][id]=…`. */
function brackets(value: unknown, name = ''): string {
	if (typeof value !== 'object' || value === null) return `${name}=${encodeURIComponent(String(value))}`;
	return Object.entries(value)
		.map(([key, part]) => brackets(part, name ? `${name}[${key}]` : key))
		.join('&');
}
