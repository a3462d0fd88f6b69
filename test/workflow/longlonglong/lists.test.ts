import { LONGLONGLONG } from '../../../sandbox';
import { listSearch } from '../harness';
import { useSandbox } from '../import/importing';
import { byId, nodeFor, wires } from './panel';

const sandbox = useSandbox();
const { tasks, components, subUserIds } = LONGLONGLONG;

const search = async (
	operation: string,
	method: string,
	parameters: object = {},
	filter?: string,
	token?: string,
) => await listSearch(nodeFor(sandbox.current, operation, { ...parameters }), method, filter, token);

describe('the list of tasks', () => {
	it('has both kinds, told apart, with their states', async () => {
		const { results, paginationToken } = await search('number: getMany', 'searchTasks');
		expect(results).toMatchObject([
			{ value: tasks.classicPaused, description: '暂停' },
			{
				value: tasks.newPaused,
				name: '新品邀约 · 2.0',
				description: 'Paused (暂停中)',
			},
			{ value: tasks.newRunning, description: 'Calling (拨打中)' },
			{ value: tasks.inbound, name: '客服呼入 · 2.0 · inbound (呼入)' },
		]);
		expect(paginationToken).toBeUndefined();
		expect(wires(sandbox.current).sort()).toEqual([
			'GET /new/user/{user}/task?page=1&per_page=50',
			'GET /user/{user}/task?page=1&per_page=50',
		]);
	});

	it('searches by name, and pages through each kind to its own end', async () => {
		sandbox.current.seed({ tasks: 60 });
		sandbox.current.settings.maxPerPage = 15;
		const values: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await search('number: getMany', 'searchTasks', {}, '任务', token);
			values.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(new Set(values).size).toBe(values.length);
		expect(values.length).toBe(60);
		expect(decodeURIComponent(sandbox.current.requests.last()?.query ?? '')).toContain('name=任务');
	});

	it('has only the kind that the panel has chosen, and the tasks of the chosen sub-account', async () => {
		const one = await search('task: pause', 'searchTasks', { taskKind: 'classic' });
		expect(one.results.map(({ value }) => value)).toEqual([tasks.classicPaused]);
		const options = { subUserId: byId(subUserIds[0]) };
		const other = await search('task: pause', 'searchTasks', { taskKind: 'classic', options });
		expect(other.results.map(({ value }) => value)).toEqual([tasks.ofSubAccount]);
		const current = await search('task: pause', 'searchTasks', { taskKind: 'new' });
		expect(current.results).toHaveLength(3);
	});

	it('shows one kind when the other cannot be had', async () => {
		sandbox.current.faults.add({ kind: 'errorBefore', path: '/new/', times: Infinity });
		const { results } = await search('number: add', 'searchTasks');
		expect(results.map(({ value }) => value)).toEqual([tasks.classicPaused]);
	});

	it('says why it cannot be had', async () => {
		sandbox.current.faults.add({
			kind: 'answer',
			path: '/task',
			status: 502,
			body: '<html>\n502 Bad Gateway',
		});
		sandbox.current.faults.add({ kind: 'errorBefore', path: '/task' });
		await expect(search('number: add', 'searchTasks')).rejects.toThrow(/HTTP 50[02]/);
		await expect(search('number: add', 'searchTasks', { userId: 'who' })).rejects.toThrow(
			'用户不存在 (sent: user ID who)',
		);
		const node = nodeFor(sandbox.current, 'number: add', {}, { credential: { userId: '' } });
		await expect(listSearch(node, 'searchTasks')).rejects.toThrow('There is no account to work on');
	});
});

describe('the list of sub-accounts', () => {
	it.each(['number: getMany', 'importBatch: get'])('of %s is searched by name', async (operation) => {
		const all = await search(operation, 'searchSubAccounts');
		expect(all.results).toEqual([
			{ name: '上海分公司', value: subUserIds[0] },
			{ name: '成都分公司', value: subUserIds[1] },
		]);
		const found = await search(operation, 'searchSubAccounts', {}, '成都');
		expect(found.results.map(({ value }) => value)).toEqual([subUserIds[1]]);
		expect(decodeURIComponent(wires(sandbox.current).at(-1) ?? '')).toBe(
			'GET /user/{user}/subset_users?page=1&per_page=50&name=成都',
		);
	});

	it('comes page by page', async () => {
		sandbox.current.settings.maxPerPage = 1;
		const first = await search('task: delete', 'searchSubAccounts');
		const second = await search('task: delete', 'searchSubAccounts', {}, undefined, first.paginationToken);
		expect([first, second].map(({ results }) => results[0]?.value)).toEqual(subUserIds);
		expect(second.paginationToken).toBeUndefined();
	});

	it('says why it cannot be had', async () => {
		const node = nodeFor(sandbox.current, 'task: delete', {}, { credential: { accessToken: 'old' } });
		await expect(listSearch(node, 'searchSubAccounts')).rejects.toMatchObject({
			message: 'Unauthorized',
			description: expect.stringContaining("Check 'Access Token'") as string,
		});
	});
});

describe('the list of custom fields', () => {
	it('is searched by name, in the pair of a filter too', async () => {
		const all = await search('customer: getMany', 'searchComponents');
		expect(all.results).toEqual([
			{ name: '意向产品', value: components.text, description: 'text' },
			{ name: '门店数量', value: components.number, description: 'number' },
			{ name: '预约日期', value: components.date, description: 'date' },
		]);
		const found = await search('customerField: delete', 'searchComponents', {}, '门店');
		expect(found.results.map(({ value }) => value)).toEqual([components.number]);
	});

	it('says why it cannot be had', async () => {
		sandbox.current.faults.add({ kind: 'answer', body: '' });
		await expect(search('customerField: delete', 'searchComponents')).rejects.toThrow(
			"The answer is not the platform's JSON but nothing",
		);
	});
});
