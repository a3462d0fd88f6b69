import type { IDataObject } from 'n8n-workflow';

import { LonglonglongApi } from '../../../../credentials/LonglonglongApi.credentials';
import { LonglonglongCustomer } from '../../../../nodes/longlonglong/LonglonglongCustomer/LonglonglongCustomer.node';
import { LonglonglongTaskNumber } from '../../../../nodes/longlonglong/LonglonglongTaskNumber/LonglonglongTaskNumber.node';
import type { Sandbox } from '../../../../sandbox';
import { LONGLONGLONG } from '../../../../sandbox';
import { EXPORT_NAMES, LONGLONGLONG_ROWS } from './longlonglongRows';
import type { ImportOperation, TestedPlatform } from './testedImport';
import { byId } from './testedImport';

const { components, subUserIds } = LONGLONGLONG;

const data = {
	accessToken: LONGLONGLONG.token,
	userId: LONGLONGLONG.userId,
	callbackSecret: LONGLONGLONG.callbackSecret,
};

const platform: TestedPlatform = {
	...LONGLONGLONG_ROWS,
	label: 'Longlonglong',
	credential: { name: 'longlonglongApi', type: new LonglonglongApi(), data },
	secrets: [data.accessToken, data.callbackSecret],
	secretHeaders: ['authorization'],
	tokenField: 'accessToken',
	denied: {
		data: { accessToken: 'a-token-that-has-run-out' },
		message: 'Unauthorized',
		parameter: 'Access Token',
		code: 401,
	},
	apiPath: '/agent-api',
	successCode: 200,
	clockOffsetMs: -600_000,
	phone: 'phone',
	person: 'name',
	required: ['phone'],
	countryCode: '',
	noPhoneReason: 'required',
	wholeNumber: 'grade_id',
	json: { columns: ['components'], wrap: (value) => [value] },
	accountFields: /^component:/,
	types: { sex: 'options', [`component:${components.date}`]: 'dateTime', components: 'array' },
	needsSchema: [`component:${components.date}`, 'components'],
	sentWithoutSchema: { components: [{ id: components.number, value: '12' }] },
};

const userIdForAllRows = {
	label: 'User ID',
	parameters: { userId: '={{ $json.person === "客户 2" ? "another" : $json.mobile.slice(0, 5) }}' },
};
const taskForAllRows = {
	label: 'Task',
	parameters: { taskId: byId('={{ $itemIndex < 2 ? "a" : "b" }}') },
};

/** A row with all that the manual's tables name (seeds 000 and 001), as a CRM would have it. */
const LONGLONGLONG_ROW: IDataObject = {
	phone: '13012121211',
	name: '联系人1 "A", 😀\nB',
	company: 'xxx公司',
	email: '12345@qq.com',
	sex: '女',
	sort: 3,
	source_id: '1',
	industry_id: 2,
	grade_id: 1,
	extra: '0c51fc89-f6cf-405b-bb36-2c06900c3b5e',
	sub_user_id: subUserIds[1],
	components: [{ id: components.text, value: '小牛' }],
	[`component:${components.number}`]: 12,
	[`component:${components.date}`]: '2026-03-01T15:00:00Z',
};

/** The same on the wire. */
const LONGLONGLONG_WIRE: IDataObject = {
	phone: '13012121211',
	name: '联系人1 "A", 😀\nB',
	company: 'xxx公司',
	email: '12345@qq.com',
	sex: 2,
	sort: 3,
	source_id: 1,
	industry_id: 2,
	grade_id: 1,
	extra: '0c51fc89-f6cf-405b-bb36-2c06900c3b5e',
	sub_user_id: subUserIds[1],
	components: [
		{ id: components.text, value: '小牛' },
		{ id: components.number, value: 12 },
		{ id: components.date, value: '2026-03-01' },
	],
};

const NUMBER_ROW = { custom_vars: [{ name: '自定义变量1', text: '10086' }], control_select_robot: '男' };

const SHARED_OPTIONS = { encryption: true, subUserId: subUserIds[0] };
const SHARED_HEAD = { encryption: true, sub_user_id: subUserIds[0] };

const LEAST_ROW = { phone: '13800000000', name: '客户 0', sort: 0 };

const storedIn =
	(place: 'pool' | 'task') =>
	({ longlonglong }: Sandbox) =>
		longlonglong.storings.filter((storing) => storing.place === place).map(({ phone }) => phone);

/** All rows of a request get the number of its batch. */
const batchIds = ({ longlonglong }: Sandbox, rowCount: number): IDataObject[] =>
	Array.from({ length: rowCount }, () => ({ uniqueId: [...longlonglong.batches.keys()][0] ?? '' }));

export const CUSTOMER_IMPORT: ImportOperation = {
	...platform,
	name: 'Longlonglong Customer: import',
	type: new LonglonglongCustomer(),
	parameters: { resource: 'customer', operation: 'import' },
	columnsMethod: 'getCustomerColumns',
	limit: 200,
	path: '/async_customer',
	list: 'data',
	success: 'accepted',
	oneForAllRows: [userIdForAllRows],
	takenTwo: { unique_id: 'batch-1' },
	believes: (answer) => answer === 'done',
	target: { userId: data.userId },
	stored: storedIn('pool'),
	ids: batchIds,
	everything: {
		row: LONGLONGLONG_ROW,
		wire: LONGLONGLONG_WIRE,
		options: SHARED_OPTIONS,
		head: SHARED_HEAD,
	},
	least: { data: [LEAST_ROW] },
};

const taskId = byId(LONGLONGLONG.tasks.classicPaused);

export const NUMBER_ADD: ImportOperation = {
	...platform,
	name: 'Longlonglong Task Number: add',
	type: new LonglonglongTaskNumber(),
	parameters: { resource: 'number', taskId, operation: 'add' },
	columnsMethod: 'getNumberColumns',
	limit: 100,
	path: '/number',
	list: 'data',
	success: 'imported',
	json: { ...platform.json, columns: ['components', 'custom_vars'] },
	exportNames: { ...EXPORT_NAMES, options: { numberAddSuffix: true } },
	oneForAllRows: [userIdForAllRows, taskForAllRows],
	takenTwo: { taskNumberCount: 2, crmCustomerCount: 2, fail_datas: [] },
	repliesAboutRows: (words) => [
		{ taskNumberCount: 1, fail_datas: [{ fail_data: '13800000000', fail_cause: words }] },
		{ taskNumberCount: 2, fail_datas: [{ fail_data: '13800000000', fail_cause: words }] },
		{ taskNumberCount: 1, fail_datas: [{ fail_data: '138***', fail_cause: words }] },
		{ taskNumberCount: words, fail_datas: [{ fail_data: words, fail_cause: words }] },
	],
	believes: () => false,
	target: { userId: data.userId, taskId: LONGLONGLONG.tasks.classicPaused },
	stored: storedIn('task'),
	ids: (_sandbox, rowCount) => Array.from({ length: rowCount }, () => ({})),
	everything: {
		row: { ...LONGLONGLONG_ROW, ...NUMBER_ROW },
		wire: { ...LONGLONGLONG_WIRE, ...NUMBER_ROW },
		options: { ...SHARED_OPTIONS, ignoreCrm: false, skipError: false, numberAddSuffix: true },
		head: { ...SHARED_HEAD, ignore_crm: false, skip_error: false, number_add_suffix: true },
	},
	least: { skip_error: true, data: [LEAST_ROW] },
};

export const NUMBER_ADD_ASYNC: ImportOperation = {
	...NUMBER_ADD,
	name: 'Longlonglong Task Number: addAsync',
	parameters: { resource: 'number', taskId, operation: 'addAsync' },
	limit: 200,
	path: '/async_number',
	success: 'accepted',
	takenTwo: { unique_id: 'batch-1' },
	repliesAboutRows: undefined,
	// An answer without a batch number is all that can be expected of a call whose answer is not documented.
	believes: () => true,
	ids: batchIds,
	everything: {
		row: { ...LONGLONGLONG_ROW, ...NUMBER_ROW },
		wire: { ...LONGLONGLONG_WIRE, ...NUMBER_ROW, encryption: true },
		options: { ...SHARED_OPTIONS, ignoreCrm: false, numberAddSuffix: false },
		head: { ...SHARED_HEAD, ignore_crm: false, number_add_suffix: false },
	},
	least: { data: [LEAST_ROW] },
};

/** The imports into a task, and all of them. */
export const TASK_IMPORTS = [NUMBER_ADD, NUMBER_ADD_ASYNC];
export const LONGLONGLONG_IMPORTS = [CUSTOMER_IMPORT, ...TASK_IMPORTS];
