import type { IDataObject } from 'n8n-workflow';

import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import { byId, run, wires } from './panel';

const sandbox = useSandbox();
const { tasks, subUserIds } = LONGLONGLONG;

const reset = async (filters: IDataObject, parameters: IDataObject = {}) =>
	await run(sandbox.current, 'number: reset', { taskId: byId(tasks.classicPaused), filters, ...parameters });
const settings = () => sandbox.current.settings;
/** How many numbers each reset that reached the platform acted on. */
const resets = () => sandbox.current.longlonglong.resets.map(({ numbers }) => numbers);

const EVERY_STATE = Array.from({ length: 13 }, (_unused, code) => code);

beforeEach(() => sandbox.current.seed({ numbers: 26 }));

describe.each(['both', 'query', 'body'] as const)('a platform that reads filters from %s', (filtersFrom) => {
	beforeEach(() => Object.assign(settings(), { filtersFrom }));

	it.each([
		[{ status: [1] }, 2],
		[{ addedBefore: '2024-03-14 10:04:00' }, 5],
		[{ status: [1, 2], addedAfter: '2024-03-14 10:10:00' }, 2],
	])('resets the numbers that fit %j, and says how many', async (filters, count) => {
		const { json } = await reset(filters);
		expect(json).toMatchObject([{ reset: true, numbers: count, message: '批量重置号码成功' }]);
		expect(resets()).toEqual([count]);
	});

	it.each([
		['Status', { status: EVERY_STATE }],
		['Added', { addedAfter: '1900-01-01' }],
		['Added', { addedBefore: '2099-12-31', status: [3] }],
		['Status', { status: EVERY_STATE, phones: '13300000000' }],
	])("does not reset everything because of '%s' in %j", async (label, filters) => {
		const { error } = await reset(filters);
		expect(error?.message).toMatch(
			new RegExp(`^The filter '${label}'.* alone leaves all 26 numbers of the task: .*: nothing was sent$`),
		);
		expect(error).toMatchObject({
			description: expect.stringContaining("switch on 'Reset All Numbers'") as string,
		});
		expect(resets()).toEqual([]);
		await reset(filters, { confirmResetAll: true });
		expect(resets()).toHaveLength(1);
	});

	it('sends nothing when no number fits', async () => {
		const { json } = await reset({ addedBefore: '2020-01-01' });
		expect(json).toEqual([
			{
				reset: false,
				reason: 'No number of the task fits the filters',
				reasonCode: 'nothingFits',
				taskId: tasks.classicPaused,
				numbers: 0,
			},
		]);
		expect(resets()).toEqual([]);
	});
});

describe('what cannot be counted', () => {
	it.each([['%'], ['0000'], ['1']])("'Keyword' %s needs the switch", async (keyword) => {
		for (const filters of [{ keyword }, { keyword, status: [1] }, { keyword, phones: '13300000000' }]) {
			const { error } = await reset(filters);
			expect(error?.message).toBe(
				"The list of the task's numbers has no filter 'Keyword', so it is not known how many numbers it leaves: nothing was sent",
			);
		}
		expect(sandbox.current.requests.count).toBe(0);
		const { json } = await reset({ keyword }, { confirmResetAll: true });
		expect(json).toMatchObject([{ reset: true }]);
		expect(json[0]).not.toHaveProperty('numbers');
	});

	it("'Phones' name each number that they act on, and need no switch", async () => {
		const { json } = await reset({ phones: '13300000000 13000000001' });
		expect(json).toEqual([{ reset: true, taskId: tasks.classicPaused, message: '批量重置号码成功' }]);
		expect(wires(sandbox.current)).toEqual([
			`PUT /user/{user}/task/${tasks.classicPaused}/number-batch-reset {"phones":["13300000000","13000000001"]}`,
		]);
		expect(resets()).toEqual([2]);
	});

	it('a list without totals needs the switch', async () => {
		settings().listTotals = false;
		const { error } = await reset({ status: [1] });
		expect(error?.message).toContain("The platform's list has no total");
		expect(resets()).toEqual([]);
	});

	it('a status that the platform does not apply is told by the row that it gives', async () => {
		Object.assign(settings(), { ignoredFilters: ['status'], listTotals: false });
		const { error } = await reset({ status: [5] });
		expect(error?.message).toContain("The platform did not apply the filter 'Status' (5)");
		expect(resets()).toEqual([]);
	});
});

it('the reads before a reset look at the same sub-account', async () => {
	const options = { subUserId: byId(subUserIds[0]) };
	const { json } = await reset({ status: [1] }, { options });
	expect(json).toMatchObject([{ reset: false, numbers: 0 }]);
	expect(wires(sandbox.current)).toEqual([
		`GET /user/{user}/task/${tasks.classicPaused}/number?page=1&per_page=1&sub_user_id=${subUserIds[0]}&status%5B0%5D=1 {"status":[1]}`,
	]);
});
