import type { IDataObject } from 'n8n-workflow';

import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import type * as ShortSleep from '../import/shortSleep';
import { byId, run, wires } from './panel';

jest.mock('n8n-workflow', () => jest.requireActual<typeof ShortSleep>('../import/shortSleep').n8nWorkflow());

const sandbox = useSandbox();
const { tasks, components, userId } = LONGLONGLONG;

const move = async (filters: IDataObject, parameters: IDataObject = {}) =>
	await run(sandbox.current, 'customer: moveToTask', {
		taskId: byId(tasks.newPaused),
		filters,
		...parameters,
	});
const settings = () => sandbox.current.settings;
/** How many customers each move took, as the platform counted them. */
const moved = () => sandbox.current.longlonglong.moves.map(({ customers }) => customers);
const arrived = () => {
	sandbox.current.finishPending();
	return sandbox.current.longlonglong.tasks.get(tasks.newPaused)?.numbers.size;
};
const product = (value: string) => ({ component: [{ id: byId(components.text), value }] });

beforeEach(() => sandbox.current.seed({ customers: 30 }));

/** Filters, and how many of 30 customers fit them. */
const NARROW: Array<[IDataObject, number]> = [
	[{ operator: [1] }, 10],
	[{ operator: [1, 2] }, 20],
	[{ phone: '+86 133-0000-0000' }, 1],
	[{ createdBefore: '2024-03-14 10:09:00' }, 10],
	[{ createdAfter: '2024-03-14 10:20:00', operator: [3] }, 4],
	[{ components: product('短信') }, 10],
	[{ components: product('短信'), operator: [3], createdBefore: '2024-03-14 10:14:30' }, 5],
];

describe.each(['both', 'query', 'body'] as const)('a platform that reads filters from %s', (filtersFrom) => {
	describe.each(['documented', 'all'] as const)('and shows %s fields of a customer', (poolRows) => {
		beforeEach(() => Object.assign(settings(), { filtersFrom, poolRows }));

		it.each(NARROW)('moves those who fit %j, and says how many', async (filters, count) => {
			const { json, error } = await move(filters);
			expect(error).toBeUndefined();
			expect(json).toMatchObject([{ status: 'accepted', customers: count }]);
			expect([moved(), arrived()]).toEqual([[count], count]);
		});

		it.each([
			['Operator', { operator: [1, 2, 3] }],
			['Operator', { operator: [1, 2, 3], phone: '13300000000' }],
			['Created', { createdAfter: '1900-01-01' }],
			['Created', { createdBefore: '2099-12-31' }],
			['Created', { createdAfter: '1900-01-01', createdBefore: '2199-12-31', components: product('短信') }],
		])("does not move everybody because of '%s' in %j", async (label, filters) => {
			const { error } = await move(filters);
			expect(error?.message).toMatch(
				new RegExp(
					`^The filter '${label}'.* alone leaves all 30 customers of the public pool \\(公海\\): either all of them fit it, or the platform did not apply it: nothing was sent$`,
				),
			);
			expect(error).toMatchObject({
				description: expect.stringContaining("switch on 'Move the Whole Pool'") as string,
			});
			expect([moved(), arrived()]).toEqual([[], 0]);
		});

		it('sends nothing when nobody fits', async () => {
			const { json } = await move({ operator: [1], phone: '13800000002' });
			expect(json).toEqual([
				{
					status: 'notSent',
					reason: 'No customer of the public pool fits the filters',
					reasonCode: 'nobodyFits',
					taskId: tasks.newPaused,
					customers: 0,
				},
			]);
			expect(moved()).toEqual([]);
		});
	});
});

describe('filters that the platform does not apply', () => {
	it.each([
		['query', 'body'],
		['body', 'query'],
	] as const)(
		'because they are sent in the %s alone and read from the %s, move nobody',
		async (...places) => {
			const [filtersIn, filtersFrom] = places;
			settings().filtersFrom = filtersFrom;
			const { error } = await move({ operator: [1] }, { options: { filtersIn } });
			expect(error?.message).toContain("The filter 'Operator' (1) alone leaves all 30 customers");
			expect(error).toMatchObject({ description: expect.stringContaining("'Send Filters In'") as string });
			expect([moved(), arrived()]).toEqual([[], 0]);
		},
	);

	it.each([
		[['operator'], "'Operator' (1)"],
		[['created_at'], "'Created' from 2000-01-01 00:00:00 to 2024-03-14 10:20:00"],
		[['components'], "'Custom Fields' (云服务)"],
		[['phone'], "'Phone'"],
	])('are named: %j', async (ignoredFilters, label) => {
		settings().ignoredFilters = ignoredFilters;
		const all = { operator: [1], phone: '13300000000', components: product('云服务') };
		const { error } = await move({ ...all, createdBefore: '2024-03-14 10:20:00' });
		expect(error?.message).toContain(`The filter ${label}`);
		expect(error?.message).not.toContain('13300000000');
		expect(moved()).toEqual([]);
	});

	it.each([
		[{ phone: '13000000001' }, 'phone', "'Phone'"],
		[{ createdAfter: '2024-03-14 10:20:00' }, 'created_at', "'Created'"],
		[{ components: product('短信') }, 'components', "'Custom Fields'"],
		[{ operator: [3] }, 'operator', "'Operator'"],
	])('are told by a row that does not fit: %j', async (filters, ignored, label) => {
		Object.assign(settings(), { ignoredFilters: [ignored], poolRows: 'all', listTotals: false });
		const { error } = await move(filters);
		expect(error?.message).toContain(`The platform did not apply the filter ${label}`);
		expect(error?.message).toContain('it listed one of the customers');
		expect(moved()).toEqual([]);
	});

	it('move everybody once that is confirmed', async () => {
		settings().ignoredFilters = ['operator'];
		const { json } = await move({ operator: [1] }, { confirmMoveAll: true });
		expect(json).toMatchObject([{ status: 'accepted', customers: 30 }]);
		expect(moved()).toEqual([30]);
	});
});

describe('a list without totals', () => {
	beforeEach(() => Object.assign(settings(), { listTotals: false }));

	it('says nothing about a filter, and needs the switch', async () => {
		const { error } = await move({ operator: [1] });
		expect(error?.message).toBe(
			"The platform's list has no total, so it is not known how many customers of the public pool (公海) the filter 'Operator' (1) leaves: nothing was sent",
		);
		expect(moved()).toEqual([]);
		const { json } = await move({ operator: [1] }, { confirmMoveAll: true });
		expect(json).toMatchObject([{ status: 'accepted' }]);
		expect(json[0]).not.toHaveProperty('customers');
		expect(moved()).toEqual([10]);
	});

	it("cannot keep to 'Max Customers'", async () => {
		const { error } = await move({ operator: [1] }, { confirmMoveAll: true, options: { maxCustomers: 10 } });
		expect(error?.message).toContain("'Max Customers' cannot be kept");
		expect(moved()).toEqual([]);
	});
});

describe("'Max Customers'", () => {
	it.each([
		[10, {}, [10]],
		['={{ "10" }}', {}, [10]],
		[9, {}, []],
		[9, { confirmMoveAll: true }, []],
	])('of %s with %j', async (maxCustomers, parameters, expected) => {
		const { error } = await move({ operator: [1] }, { ...parameters, options: { maxCustomers } });
		expect(moved()).toEqual(expected);
		if (expected.length > 0) return;
		expect(error?.message).toBe(
			"The filters leave 10 customers of the public pool (公海), more than 'Max Customers' (9) allows: nothing was sent",
		);
	});

	it.each([0, -1, 'many'])('cannot be %s', async (maxCustomers) => {
		const { error } = await move(
			{ operator: [1] },
			{ options: { maxCustomers: `={{ "${maxCustomers}" }}` } },
		);
		expect(error?.message).toBe(`'Max Customers' must be a whole number of 1 or more, not "${maxCustomers}"`);
	});

	it('counts the whole pool, too', async () => {
		const options = { maxCustomers: 29 };
		const { error } = await move({}, { confirmMoveAll: true, options });
		expect(error?.message).toContain('more than');
		expect(moved()).toEqual([]);
	});
});

describe('the reads before a move', () => {
	const pool = '/user/{user}/get_customer?page=1&per_page=1';
	const task = `/user/{user}/customer_to_task/${tasks.newPaused}?user_id=${userId}`;

	it('are made with all filters, without and with each alone, in the places of the move', async () => {
		await move({ phone: '13300000000', operator: [1] }, { options: { encryption: false } });
		expect(wires(sandbox.current).map(decodeURIComponent)).toEqual([
			`GET ${pool}&phone=13300000000&operator[0]=1&encryption=0 {"phone":"13300000000","operator":[1],"encryption":false}`,
			`GET ${pool}&encryption=0 {"encryption":false}`,
			`GET ${pool}&phone=13300000000&encryption=0 {"phone":"13300000000","encryption":false}`,
			`GET ${pool}&operator[0]=1&encryption=0 {"operator":[1],"encryption":false}`,
			`GET ${task}&phone=13300000000&operator[0]=1&encryption=0 {"phone":"13300000000","operator":[1],"encryption":false}`,
		]);
	});

	it.each([
		['query', '&operator%5B0%5D=1', ''],
		['body', '', ' {"operator":[1]}'],
	])('go into the %s alone when the move does', async (filtersIn, query, body) => {
		await move({ operator: [1] }, { options: { filtersIn } });
		expect(wires(sandbox.current)).toEqual([
			`GET ${pool}${query}${body}`,
			`GET ${pool}`,
			`GET ${task}${query}${body}`,
		]);
	});

	it('are repeated when the platform is busy; the move is not', async () => {
		sandbox.current.faults.add({ kind: 'unavailable', path: '/get_customer', times: 2 });
		sandbox.current.faults.add({ kind: 'errorAfter', path: '/customer_to_task' });
		const { json } = await move({ operator: [1] });
		expect(json).toMatchObject([{ status: 'unconfirmed', customers: 10 }]);
		expect(sandbox.current.requests.all('get_customer')).toHaveLength(4);
		expect(sandbox.current.requests.all('customer_to_task')).toHaveLength(1);
	});

	it('stop the move when they fail, unless everybody may be moved', async () => {
		sandbox.current.faults.add({
			kind: 'answer',
			path: '/get_customer',
			times: Infinity,
			body: '{"code":403,"status":"error","message":"无权限","data":[]}',
		});
		const { error } = await move({ operator: [1] });
		expect(error?.message).toBe('无权限');
		expect(moved()).toEqual([]);
		await move({ operator: [1] }, { confirmMoveAll: true });
		expect(moved()).toEqual([10]);
	});

	it('take masked phones and encrypted ones for what they are', async () => {
		settings().maskPhonesInLists = true;
		await move({ phone: '13300000000' });
		expect(moved()).toEqual([1]);
		Object.assign(settings(), { maskPhonesInLists: false, ignoredFilters: ['phone'] });
		const { error } = await move({ phone: 'secret' }, { options: { encryption: true } });
		expect(error?.message).toContain("The filter 'Phone' alone leaves all 30");
	});
});
