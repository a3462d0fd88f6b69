import type { IDataObject } from 'n8n-workflow';
import { LONGLONGLONG } from '../../../../sandbox';
import { resourceMapping } from '../../harness';
import { contacts, importNode, runImport, useSandbox } from '../../import/importing';
import { outcomesOf } from '../../import/outcomesOf';
import { CUSTOMER_IMPORT, LONGLONGLONG_IMPORTS, TASK_IMPORTS } from '../../import/records/longlonglong';

const sandbox = useSandbox();
const { components } = LONGLONGLONG;

describe.each(LONGLONGLONG_IMPORTS)('$name', (operation) => {
	it('mapped automatically, a field of the account with the name of one of the platform’s gets the value too', async () => {
		const [component] = sandbox.current.longlonglong.components.values();
		if (!component) throw new Error('The sandbox has no custom field.');
		component.name = '姓名';
		component.validate.push('required');
		const node = importNode(operation, sandbox.current);
		const { fields: schema } = await resourceMapping(node, operation.columnsMethod);
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
});

it('a custom field that the account demands is asked for before sending', async () => {
	const [component] = sandbox.current.longlonglong.components.values();
	component?.validate.push('required');
	const node = importNode(CUSTOMER_IMPORT, sandbox.current);
	const { fields: schema } = await resourceMapping(node, 'getCustomerColumns');
	const id = `component:${component?.id}`;
	expect(schema.find((field) => field.id === id)).toMatchObject({ required: true });
	const value = { phone: '={{ $json.mobile }}', [id]: '={{ $json.product }}' };
	const mapping = { mappingMode: 'defineBelow', value, matchingColumns: [], schema };
	const rows = [{ ...contacts(1)[0], product: 'x' }, ...contacts(1, 1)];
	const { success, failed } = await runImport(CUSTOMER_IMPORT, sandbox.current, { rows, mapping });
	component?.validate.pop();
	expect(success).toHaveLength(1);
	expect(failed).toMatchObject([{ status: 'invalid', reasonCode: 'required' }]);
	expect(failed[0]?.reason).toContain(component?.name);
});

describe.each(LONGLONGLONG_IMPORTS)('$name: custom fields', (operation) => {
	const { text, number } = components;

	it('that come as JSON and as a column go out once, with the value of the column unless that is empty', async () => {
		const given = [{ [text]: 'of JSON', [number]: 1 }, { [text]: 'of JSON' }];
		const rows = contacts(2).map(
			(row, index) => ({ ...row, own: given[index], cell: index === 0 ? 'of column' : '' }) as IDataObject,
		);
		const columns = { components: '={{ $json.own }}', [`component:${text}`]: '={{ $json.cell }}' };
		const { sent } = await runImport(operation, sandbox.current, { rows, columns });
		expect(sent[0]?.map((row) => row.components)).toEqual([
			[
				{ id: number, value: 1 },
				{ id: text, value: 'of column' },
			],
			[{ id: text, value: 'of JSON' }],
		]);
	});

	it('that nobody can tell apart or read are refused', async () => {
		const outcomes = await outcomesOf(operation, sandbox.current, 'components', [
			[
				{ id: text, value: 'a' },
				{ id: text, value: 'b' },
			],
			[{ id: text }],
			[{ value: 'a' }],
			[{ id: ' ', value: 'a' }],
			{ [text]: ['a'] },
			['a'],
			'[5]',
		]);
		const list = "wrongType: 'Custom Fields as JSON (组件数据)' must be a list of { id, value }";
		const value = `wrongType: 'Custom Fields as JSON (组件数据)' must have text or a number as value of '${text}'`;
		expect(outcomes).toEqual([
			`givenTwice: 'Custom Fields as JSON (组件数据)' has '${text}' twice`,
			...[value, list, list, value, list, list],
		]);
	});
});

it(`${CUSTOMER_IMPORT.name}: a text of digits in a column of numbers that cannot hold it is refused`, async () => {
	const columns = { [`component:${components.number}`]: '={{ $json.own }}' };
	const field = {
		id: `component:${components.number}`,
		displayName: '数字',
		required: false,
		defaultMatch: false,
		display: true,
		type: 'number',
	};
	const value = { phone: '={{ $json.mobile }}', name: '={{ $json.person }}', ...columns };
	const mapping = { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [field] };
	const rows = contacts(3).map(
		(row, index) => ({ ...row, own: ['110101199003077735', '12.0', '007'][index] }) as IDataObject,
	);
	const { sent, failed } = await runImport(CUSTOMER_IMPORT, sandbox.current, { rows, mapping });
	expect(sent[0]?.map((row) => row.components)).toEqual([
		[{ id: components.number, value: 12 }],
		[{ id: components.number, value: 7 }],
	]);
	expect(failed.map(({ reasonCode }) => reasonCode)).toEqual(['inexact']);
});

it.each(LONGLONGLONG_IMPORTS)('$name: takes custom fields in the forms people write', async (operation) => {
	const [text, number] = [components.text, components.number];
	const given = [
		[{ id: text, value: 'a' }],
		`[{"id":"${text}","value":"a"}]`,
		{ [text]: 'a' },
		{ id: text, value: 'a' },
	];
	const rows = contacts(4).map((row, index) => ({ ...row, own: given[index] }) as IDataObject);
	const columns = { components: '={{ $json.own }}', [`component:${number}`]: 5 };
	const { sent } = await runImport(operation, sandbox.current, { rows, columns });
	const expected = [
		{ id: text, value: 'a' },
		{ id: number, value: '5' },
	];
	expect(sent[0]?.map((row) => row.components)).toEqual([expected, expected, expected, expected]);
	expect(rows[0]?.own).toEqual([{ id: text, value: 'a' }]);
});

it.each(TASK_IMPORTS)('$name: takes script variables in the forms people write', async (operation) => {
	const given = [[{ name: 'v', text: '1' }], { v: '1' }, { v: 1 }, '[{"name":"v","text":1}]'];
	const rows = contacts(4).map((row, index) => ({ ...row, own: given[index] }) as IDataObject);
	const columns = { custom_vars: '={{ $json.own }}' };
	const { sent } = await runImport(operation, sandbox.current, { rows, columns });
	expect(sent[0]?.map((row) => row.custom_vars)).toEqual(Array(4).fill([{ name: 'v', text: '1' }]));
});
