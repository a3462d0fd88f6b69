import type { IDataObject } from 'n8n-workflow';

import { hostile } from '../../../sandbox';
import type { Run } from './stage';
import { expectedSign, jsonOf, runNxlink, useSandbox } from './stage';

const PATH = '/saas/cdp/openapi/customers/fields';
const OWNER = '?tenant_id=123&app_key=46oKF%3Dos';

const sandbox = useSandbox();

const getMany = async (parameters: IDataObject = {}, run: Run = {}) =>
	await runNxlink(sandbox(), {
		...run,
		parameters: { resource: 'customerField', operation: 'getMany', ...parameters },
	});
const named = (rows: IDataObject[], name: string) => rows.find((row) => row.name === name);

it('reads all fields with one signed GET', async () => {
	const { outputs } = await getMany();
	const requests = sandbox().requests.all(PATH);
	expect(requests.map(({ method, url, status }) => [method, url, status])).toEqual([
		['GET', PATH + OWNER, 200],
	]);
	expect(requests[0]?.body).toHaveLength(0);
	expect(requests[0]?.headers.sign).toBe(expectedSign(requests[0]!));
	expect(outputs[0]).toHaveLength(21);
	expect(outputs[0]?.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
});

it('shows types as words, options as a list and how dates are written', async () => {
	const fields = jsonOf((await getMany()).outputs[0]);
	expect(named(fields, 'gender')).toEqual({
		name: 'gender',
		display_name: '性别',
		display_en_name: 'Gender',
		field_type: 3,
		field_type_name: 'single choice',
		required: false,
		is_preset: true,
		options: [
			{ id: '1', name: '男' },
			{ id: '0', name: '女' },
		],
	});
	expect(named(fields, 'customize_5_19')).toMatchObject({ field_type_name: 'date', formatter: 'yyyy-MM-dd' });
	expect(named(fields, 'customize_1_13')).not.toHaveProperty('options');
});

it('gives the rows untouched with Simplify off', async () => {
	const fields = jsonOf((await getMany({ simplify: false })).outputs[0]);
	expect(named(fields, 'gender')).toMatchObject({
		id: 1013,
		tenantId: 123,
		field_type_info: '[{"id":"1","name":"男"},{"id":"0","name":"女"}]',
	});
});

it('asks for the system’s fields or the custom ones alone', async () => {
	const preset = jsonOf((await getMany({ filters: { isPreset: true } })).outputs[0]);
	const custom = jsonOf((await getMany({ filters: { isPreset: false } })).outputs[0]);
	expect(
		sandbox()
			.requests.all(PATH)
			.map(({ query }) => `?${query}`),
	).toEqual([`${OWNER}&is_preset=true`, `${OWNER}&is_preset=false`]);
	expect([preset.length, custom.length]).toEqual([14, 7]);
	expect(custom.every(({ is_preset }) => is_preset === false)).toBe(true);
});

it.each([null, '', {}, 'x', [null, 1]])('takes data %j for no fields', async (data) => {
	sandbox().faults.add({ kind: 'answer', path: PATH, ...hostile.json({ code: '0', data }) });
	const { outputs, executionStatus } = await getMany();
	expect([outputs[0], executionStatus]).toEqual([[], 'success']);
});

it('survives fields of an unknown kind', async () => {
	const data = [
		{ name: 'a', field_type: 'constructor', field_type_info: '{broken' },
		{ name: 'b', field_type_info: 5 },
	];
	sandbox().faults.add({ kind: 'answer', path: PATH, ...hostile.json({ code: 0, data }) });
	const { outputs } = await getMany();
	expect(jsonOf(outputs[0]).map(({ field_type_name }) => field_type_name)).toEqual(['unknown', 'unknown']);
});

describe('an item whose call fails', () => {
	const items = [{ n: 0 }, { n: 1 }, { n: 2 }];
	const spoilSecond = () =>
		sandbox().faults.add({
			kind: 'answer',
			path: PATH,
			after: 1,
			...hostile.json({ code: 1005, message: 'Insufficient permissions' }),
		});
	const filters = { isPreset: false };

	it('ends the node by default', async () => {
		spoilSecond();
		const { error, outputs } = await getMany({ filters }, { items });
		expect(error).toMatchObject({ message: 'Insufficient permissions', context: { itemIndex: 1 } });
		expect(error?.description).toMatch(/'Access Key' and 'Region'.*Code 1005/);
		expect(outputs).toEqual([]);
	});

	it('leaves as an item with On Error: Continue', async () => {
		spoilSecond();
		const { outputs } = await getMany({ filters }, { items, onError: 'continueRegularOutput' });
		const failed = outputs[0]?.filter(({ json }) => json.error !== undefined);
		expect(outputs[0]).toHaveLength(15);
		expect(failed).toEqual([
			{
				json: {
					error: 'Insufficient permissions',
					message: 'Insufficient permissions',
					details: { code: '1005', description: expect.any(String) as string },
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it('leaves by the error output with On Error: Continue (using error output)', async () => {
		spoilSecond();
		const { outputs } = await getMany({ filters }, { items, onError: 'continueErrorOutput' });
		expect(outputs[0]).toHaveLength(14);
		expect(jsonOf(outputs[1])).toEqual([
			expect.objectContaining({ n: 1, error: 'Insufficient permissions' }),
		]);
	});
});
