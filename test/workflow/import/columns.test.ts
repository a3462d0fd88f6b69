import type { IDataObject } from 'n8n-workflow';
import { LONGLONGLONG, NXLINK } from '../../../sandbox';
import { resourceMapping } from '../harness';
import { bodyOf, contacts, importNode, runImport, useSandbox } from './importing';
import type { ImportOperation } from './testedImports';
import { CUSTOMER_IMPORT, CUSTOMER_UPSERT, NUMBER_ADD, NUMBER_ADD_ASYNC, OPERATIONS } from './testedImports';

const sandbox = useSandbox();
const { components, subUserIds } = LONGLONGLONG;

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

/** All of seed 004's customer. */
const NXLINK_ROW: IDataObject = {
	full_name: 'zhang san',
	first_name: 'san',
	last_name: 'zhang',
	sms_phone: '18163725558',
	whats_app_phone: '8618163725558',
	viber_phone: '8618163725558',
	country: 'China',
	email: 'zhang@example.com',
	address: "Wujin District, Tai'an City",
	birthday: '1976-04-12T00:00:00.000Z',
	remark: '重要客户 "A", 😀\nB',
	tagStr: ['test', '99'],
	time_zone: 'GMT+8',
	gender: '男',
	belong_seat_user: NXLINK.seats[0],
	weight: 5,
	line: 'line123456',
	zalo: '1234567890',
	messenger: '9876543210',
	instagram: '1122334455',
	customize_field: { customize_1_14: 'aa' },
	customize_1_13: 'C-7 "x"',
	customize_2_16: '3',
	customize_5_19: '2026-03-01',
};

const NXLINK_WIRE: IDataObject = {
	...NXLINK_ROW,
	birthday: '1976-04-12',
	tagStr: 'test,99',
	gender: 1,
	customize_field: JSON.stringify({
		customize_1_14: 'aa',
		customize_1_13: 'C-7 "x"',
		customize_2_16: 3,
		customize_5_19: '2026-03-01',
	}),
	customize_1_13: undefined,
	customize_2_16: undefined,
	customize_5_19: undefined,
};

interface Everything {
	operation: ImportOperation;
	/** Every column, and what it becomes. */
	row: IDataObject;
	wire: IDataObject;
	/** Every option of the request, and the whole request but for its rows. */
	options: IDataObject;
	head: IDataObject;
}

const SHARED_OPTIONS = { encryption: true, subUserId: subUserIds[0] };
const SHARED_HEAD = { encryption: true, sub_user_id: subUserIds[0] };

const EVERYTHING: Everything[] = [
	{
		operation: CUSTOMER_IMPORT,
		row: LONGLONGLONG_ROW,
		wire: LONGLONGLONG_WIRE,
		options: SHARED_OPTIONS,
		head: SHARED_HEAD,
	},
	{
		operation: NUMBER_ADD,
		row: { ...LONGLONGLONG_ROW, ...NUMBER_ROW },
		wire: { ...LONGLONGLONG_WIRE, ...NUMBER_ROW },
		options: { ...SHARED_OPTIONS, ignoreCrm: false, skipError: false, numberAddSuffix: true },
		head: { ...SHARED_HEAD, ignore_crm: false, skip_error: false, number_add_suffix: true },
	},
	{
		operation: NUMBER_ADD_ASYNC,
		row: { ...LONGLONGLONG_ROW, ...NUMBER_ROW },
		wire: { ...LONGLONGLONG_WIRE, ...NUMBER_ROW, encryption: true },
		options: { ...SHARED_OPTIONS, ignoreCrm: false, numberAddSuffix: false },
		head: { ...SHARED_HEAD, ignore_crm: false, number_add_suffix: false },
	},
	{
		operation: CUSTOMER_UPSERT,
		row: NXLINK_ROW,
		wire: NXLINK_WIRE,
		options: { strictBinding: true },
		head: { type: 1, tenant_id: 123, app_key: NXLINK.appKey, strict_binding: true },
	},
];

/** What the editor stores after it has loaded the columns. */
async function schemaOf(operation: ImportOperation) {
	const { fields } = await resourceMapping(importNode(operation, sandbox.current), operation.columnsMethod);
	return fields;
}

async function withoutUndefined(value: IDataObject): Promise<IDataObject> {
	return JSON.parse(JSON.stringify(value)) as IDataObject;
}

describe.each(EVERYTHING)('$operation.name', ({ operation, row, wire, options, head }) => {
	const input = Object.fromEntries(Object.values(row).map((value, index) => [`column ${index}`, value]));
	const expressions = Object.fromEntries(
		Object.keys(row).map((id, index) => [id, `={{ $json["column ${index}"] }}`]),
	);

	it('offers every field of the manual’s page and the account’s own, with types and choices', async () => {
		const schema = await schemaOf(operation);
		expect(schema.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(row)));
		const required = schema.filter((field) => field.required).map(({ id }) => id);
		expect(required).toEqual([operation === CUSTOMER_UPSERT ? 'full_name' : 'phone']);
		const typed = Object.fromEntries(schema.map(({ id, type }) => [id, type]));
		expect(typed).toMatchObject(
			operation === CUSTOMER_UPSERT
				? { birthday: 'dateTime', gender: 'options', customize_2_16: 'number', customize_3_17: 'options' }
				: { sex: 'options', [`component:${components.date}`]: 'dateTime', components: 'array' },
		);
		const choices = schema.find(({ id }) => id === 'customize_3_17')?.options;
		if (operation === CUSTOMER_UPSERT) expect(choices).toContainEqual({ name: '加盟', value: '2' });
	});

	it('offers the platform’s own columns also before a credential is chosen', async () => {
		const node = { ...importNode(operation, sandbox.current), credentials: {} };
		const { fields } = await resourceMapping(node, operation.columnsMethod);
		expect(fields.map(({ id }) => id)).toContain(operation.phone);
		expect(fields.every(({ id }) => !/^(component:|customize_\d)/.test(id))).toBe(true);
	});

	it('mapped column by column, everything goes out as the platform wants it', async () => {
		const schema = await schemaOf(operation);
		const mapping = { mappingMode: 'defineBelow', value: expressions, matchingColumns: [], schema };
		const result = await runImport(operation, sandbox.current, {
			...{ rows: [input], mapping, options: { ...options, outputFields: 'sent' } },
		});
		const [request] = result.requests;
		expect(request && bodyOf(request)).toEqual(await withoutUndefined({ ...head, [operation.list]: [wire] }));
		expect(result.success).toMatchObject([await withoutUndefined(wire)]);
	});

	it('mapped automatically, the same goes out for input with the platform’s names', async () => {
		const schema = await schemaOf(operation);
		const mapping = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema };
		const result = await runImport(operation, sandbox.current, {
			rows: [{ ...row, 'not of the platform': 1 }],
			mapping,
			options,
		});
		expect(result.sent).toEqual([[await withoutUndefined(wire)]]);
		expect(result.hints.at(-1)?.message).toMatch(/left out: not of the platform\. To send them/);
	});

	it('mapped automatically, names may be written as people and spreadsheets write them', async () => {
		const names = operation === CUSTOMER_UPSERT ? ['sms_phone', 'full_name'] : ['phone', 'name'];
		const mapping = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] };
		const rows = [{ '\uFEFF手机': '13800000001', ' 客户姓名 ': '王芳' }];
		const { sent } = await runImport(operation, sandbox.current, { rows, mapping });
		const [phone = '', name = ''] = names;
		expect(sent).toMatchObject([[{ [phone]: '13800000001', [name]: '王芳' }]]);
	});

	if (operation !== CUSTOMER_UPSERT) {
		it('mapped automatically, a field of the account with the name of one of the platform’s gets the value too', async () => {
			const [component] = sandbox.current.longlonglong.components.values();
			if (!component) throw new Error('The sandbox has no custom field.');
			component.name = '姓名';
			component.validate.push('required');
			const schema = await schemaOf(operation);
			const mapping = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema };
			const list = [{ id: component.id, value: '李强' }];
			const rows = [
				{ 手机: '13800000001', 姓名: '王芳' },
				{ 手机: '13800000002', components: list },
				{ 手机: '13800000003' },
			];
			const { sent, failed } = await runImport(operation, sandbox.current, { rows, mapping });
			expect(sent).toMatchObject([
				[
					{ phone: '13800000001', name: '王芳', components: [{ id: component.id, value: '王芳' }] },
					{ phone: '13800000002', components: list },
				],
			]);
			expect(failed).toMatchObject([{ status: 'invalid', reasonCode: 'required' }]);
		});
	}

	it('a switch may come as text', async () => {
		const rows = [...contacts(1), ...contacts(1)];
		const off = await runImport(operation, sandbox.current, {
			rows,
			options: { skipDuplicates: '={{ "false" }}' },
		});
		expect(off.sent[0]).toHaveLength(2);
		const on = await runImport(operation, sandbox.current, {
			rows,
			options: { skipDuplicates: '={{ "true" }}' },
		});
		expect(on.failed.filter(({ status }) => status === 'duplicate')).toHaveLength(1);
		const { error } = await runImport(operation, sandbox.current, {
			rows,
			options: { skipDuplicates: '={{ "yes" }}' },
		});
		expect(error?.message).toBe('\'Skip Duplicates\' must be true or false, not "yes"');
	});

	it('mapped by one expression for all columns, too', async () => {
		const mapping = { mappingMode: 'defineBelow', value: '={{ $json.all }}', matchingColumns: [] };
		// Without the editor's list of columns nobody knows the type of a custom field.
		const typeless = [`component:${components.date}`, 'components'];
		const own = (all: IDataObject): IDataObject =>
			Object.fromEntries(Object.entries(all).filter(([id]) => !typeless.includes(id)));
		const rows = [{ all: own(row) }, { all: { ...own(row), [operation.phone]: '13012121212' } }];
		const { sent } = await runImport(operation, sandbox.current, { rows, mapping, options });
		expect(sent[0]).toHaveLength(2);
		const list =
			operation === CUSTOMER_UPSERT ? {} : { components: [{ id: components.number, value: '12' }] };
		expect(sent[0]?.[0]).toEqual({ ...own(await withoutUndefined(wire)), ...list });
	});

	it('leaves out what is not set, but for what the platform demands', async () => {
		const { requests } = await runImport(operation, sandbox.current, { rows: contacts(1) });
		const least = {
			'/async_customer': { data: [{ phone: '13800000000', name: '客户 0', sort: 0 }] },
			'/number': { skip_error: true, data: [{ phone: '13800000000', name: '客户 0', sort: 0 }] },
			'/async_number': { data: [{ phone: '13800000000', name: '客户 0', sort: 0 }] },
			'/batch_create': {
				...{ type: 1, tenant_id: 123, app_key: NXLINK.appKey },
				customers: [{ sms_phone: '13800000000', full_name: '客户 0' }],
			},
		}[operation.path];
		expect(requests.map(bodyOf)).toEqual([least]);
	});

	it('a column that the mapping names and nobody knows ends the node before anything is sent', async () => {
		const columns = { telephone: '={{ $json.mobile }}' };
		const { error, requests } = await runImport(operation, sandbox.current, { rows: contacts(1), columns });
		expect(error?.message).toBe("The column 'telephone' of 'Columns' is not known");
		expect(error?.description).toContain(operation.phone);
		expect(requests).toEqual([]);
	});

	it('but one that only some rows name makes these rows invalid', async () => {
		const rows = contacts(4).map(({ mobile, person }, index) => ({
			all: { [operation.phone]: mobile, [operation.person]: person, ...(index === 2 && { telephone: 1 }) },
		}));
		const mapping = { mappingMode: 'defineBelow', value: '={{ $json.all }}', matchingColumns: [] };
		const { failed, success } = await runImport(operation, sandbox.current, {
			rows,
			mapping,
			options: { batchSize: 1 },
		});
		expect(failed).toMatchObject([{ status: 'invalid', reasonCode: 'unknownColumn' }]);
		expect(success).toHaveLength(3);
	});
});

it('every import of the package is among the operations tested here', () => {
	expect(EVERYTHING.map(({ operation }) => operation)).toEqual(OPERATIONS);
});
