import type { ResourceMapperField } from 'n8n-workflow';

import { resourceMapping } from '../harness';
import { importNode, useSandbox } from '../import/importing';
import { OPERATIONS } from '../import/testedImports';
import { asTool } from './tools';

const sandbox = useSandbox();

/** The name that n8n's editor gives a model for a column: read in n8n-editor-ui 2.41.0. */
const keyOf = ({ displayName }: ResourceMapperField) =>
	displayName.slice(0, 63).replace(/[^a-zA-Z0-9-]/g, '_');

describe.each(OPERATIONS)('the columns of $name', (operation) => {
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
