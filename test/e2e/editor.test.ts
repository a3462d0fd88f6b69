import { LONGLONGLONG } from '../../sandbox';
import type { ParameterRequest } from '../../scripts/n8nHost/driver';
import { openStage, ours, reference } from './stage';
import type { Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});

function request(type: string, more: Partial<ParameterRequest>): ParameterRequest {
	const credentials = reference(stage.credentialFor(type));
	return {
		type: ours(type),
		path: 'parameters.columns',
		methodName: '',
		parameters: {},
		credentials,
		...more,
	};
}

describe('what the editor loads while a panel is filled in', () => {
	it("offers the public pool's columns with the account's custom fields", async () => {
		const { fields } = await stage.driver.mapperFields(
			request('longlonglongCustomer', {
				methodName: 'getCustomerColumns',
				parameters: { resource: 'customer', operation: 'import' },
			}),
		);
		const ids = fields.map(({ id }) => id);
		expect(ids).toContain('phone');
		expect(ids).toContain(`component:${LONGLONGLONG.components.text}`);
	});

	it("offers NXLink's columns", async () => {
		const { fields } = await stage.driver.mapperFields(
			request('nxlinkCustomer', {
				methodName: 'getCustomerColumns',
				parameters: { resource: 'customer', operation: 'upsert' },
			}),
		);
		expect(fields.map(({ id }) => id)).toEqual(expect.arrayContaining(['full_name', 'sms_phone']));
		expect(fields.some(({ id }) => id.startsWith('customize_'))).toBe(true);
	});

	it('finds call tasks of both kinds by a part of their name', async () => {
		const search = request('longlonglongTaskNumber', {
			path: 'parameters.taskId',
			methodName: 'searchTasks',
			parameters: { resource: 'number', operation: 'add' },
		});
		const all = await stage.driver.listSearch(search);
		const values = all.results.map(({ value }) => value);
		expect(values).toEqual(
			expect.arrayContaining([LONGLONGLONG.tasks.classicPaused, LONGLONGLONG.tasks.newPaused]),
		);
		const found = await stage.driver.listSearch(search, '春季');
		expect(found.results.map(({ value }) => value)).toEqual([LONGLONGLONG.tasks.classicPaused]);
	});

	it('finds sub-accounts by a part of their name', async () => {
		const search = request('longlonglongTaskNumber', {
			path: 'parameters.options.subUserId',
			methodName: 'searchSubAccounts',
			parameters: { resource: 'number', operation: 'getMany' },
		});
		const all = await stage.driver.listSearch(search);
		expect(all.results.map(({ value }) => value)).toEqual(LONGLONGLONG.subUserIds);
		const found = await stage.driver.listSearch(search, '成都');
		expect(found.results).toMatchObject([{ name: '成都分公司', value: LONGLONGLONG.subUserIds[1] }]);
	});

	it('finds custom fields by a part of their name', async () => {
		const search = request('longlonglongCustomer', {
			path: 'parameters.fieldId',
			methodName: 'searchComponents',
			parameters: { resource: 'customerField', operation: 'delete' },
		});
		const all = await stage.driver.listSearch(search);
		expect(all.results.map(({ value }) => value)).toEqual(Object.values(LONGLONGLONG.components));
		const found = await stage.driver.listSearch(search, '门店');
		expect(found.results).toMatchObject([{ name: '门店数量', value: LONGLONGLONG.components.number }]);
	});

	it('says why a list cannot be had', async () => {
		const search = request('longlonglongCustomer', {
			path: 'parameters.fieldId',
			methodName: 'searchComponents',
			parameters: { resource: 'customerField', operation: 'delete', userId: 'nobody' },
		});
		await expect(stage.driver.listSearch(search)).rejects.toThrow('用户不存在');
	});
});
