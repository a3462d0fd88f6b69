import type { ResourceMapperField } from 'n8n-workflow';

import { resourceMapping } from '../harness';
import { importNode, useSandbox } from '../import/importing';
import { CUSTOMER_IMPORT, CUSTOMER_UPSERT, PACKAGE_OPERATIONS } from '../import/testedImports';
import { asTool } from './tools';

const sandbox = useSandbox();

/** The name that n8n's editor gives a model for a column: read in n8n-editor-ui 2.41.0. */
const keyOf = ({ displayName }: ResourceMapperField) =>
	displayName.slice(0, 63).replace(/[^a-zA-Z0-9-]/g, '_');

describe.each(PACKAGE_OPERATIONS)('the columns of $name', (operation) => {
	const columns = async (tool: boolean) => {
		const node = importNode(operation, sandbox.current);
		const type = tool ? asTool(node.type) : node.type;
		return (await resourceMapping({ ...node, type }, operation.columnsMethod)).fields;
	};

	it("have names in a tool's panel that differ for a model, and begin with a word", async () => {
		const keys = (await columns(true)).map(keyOf);
		expect(new Set(keys).size).toBe(keys.length);
		expect(keys.filter((key) => !/^[A-Za-z][A-Za-z0-9-]/.test(key))).toEqual([]);
	});

	it('are the same columns outside a tool, with their own labels', async () => {
		const [inTool, outside] = [await columns(true), await columns(false)];
		expect(inTool.map(({ id, required }) => [id, required])).toEqual(
			outside.map(({ id, required }) => [id, required]),
		);
		expect(outside.find(({ id }) => id === operation.phone)?.displayName).toMatch(/号码/);
		expect(inTool.find(({ id }) => id === operation.phone)?.displayName).not.toMatch(/[^\x20-\x7e]/);
	});
});

const namesIn = async (operation: typeof CUSTOMER_IMPORT) => {
	const node = importNode(operation, sandbox.current);
	const { fields } = await resourceMapping({ ...node, type: asTool(node.type) }, operation.columnsMethod);
	return Object.fromEntries(fields.map((field) => [field.id, field]));
};

it('say their codes and forms in a tool, and take text where n8n lets a model fill no list', async () => {
	const { gender, birthday, customize_field: custom } = await namesIn(CUSTOMER_UPSERT);
	expect(gender).toMatchObject({ displayName: 'Gender 1-Male 0-Female', type: 'string' });
	expect(gender).not.toHaveProperty('options');
	expect(birthday?.displayName).toBe('Birthday yyyy-MM-dd');
	expect(custom?.displayName).toBe('Custom Fields as JSON');
});

it('custom fields with Chinese names have their ID in front, and the name for the person', async () => {
	const custom = Object.entries(await namesIn(CUSTOMER_IMPORT)).filter(([id]) => id.startsWith('component:'));
	const labels = custom.map(([id, { displayName }]) => displayName.replace(id.slice(10, 18), 'ID'));
	expect(labels).toEqual(['Field ID (意向产品)', 'Field ID (门店数量)', 'Field ID yyyy-MM-dd (预约日期)']);
	const { customize_5_19: signed } = await namesIn(CUSTOMER_UPSERT);
	expect(signed?.displayName).toBe('customize 5 19 yyyy-MM-dd (签约日期)');
});
