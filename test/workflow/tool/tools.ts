import type { IDataObject, INodeType } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox';
import type { NodeResult, TestNode } from '../harness';
import { resourceMapping, runNode } from '../harness';
import type { ImportSetup } from '../import/importing';
import { bodyOf, importNode } from '../import/importing';
import type { ImportOperation } from '../import/testedImports';

/** A node type as n8n makes an AI agent's tool of it: another name, one output. */
export function asTool(type: INodeType): INodeType {
	const { description } = type;
	const tool: INodeType = {
		description: { ...description, name: `${description.name}Tool`, outputs: ['main'] },
		execute: type.execute,
		methods: type.methods,
	};
	return tool;
}

export interface ToolResult extends NodeResult {
	/** What a model is told: the items of the first output, as JSON. */
	told: string;
	/** The one item. */
	answer: IDataObject;
}

/** Runs a node as the engine runs an agent's tool. @param items what the agent had, with the model's arguments mixed in */
export async function runTool(node: TestNode, items: IDataObject[]): Promise<ToolResult> {
	const result = await runNode({ node: { ...node, type: asTool(node.type as INodeType) }, items });
	const [first = [], ...others] = result.outputs;
	expect(others.flat()).toEqual([]);
	const told = JSON.stringify(first.map(({ json }) => json));
	return { ...result, told, answer: first[0]?.json ?? {} };
}

/** Runs an import as a tool. */
export async function runImportTool(
	operation: ImportOperation,
	sandbox: Sandbox,
	{ rows, ...setup }: Omit<ImportSetup, 'rows'> & { rows: IDataObject[] },
): Promise<ToolResult> {
	return await runTool(importNode(operation, sandbox, setup), rows);
}

interface Call {
	/** What the model sends as its list. */
	rows: unknown;
	/** What else is in the tool's item: the agent's own data, and hostile arguments. */
	more?: IDataObject;
	options?: IDataObject;
	parameters?: IDataObject;
}

/** Runs an import whose rows a model sends as one list. */
export async function sendList(
	operation: ImportOperation,
	sandbox: Sandbox,
	{ rows, more = {}, options, parameters }: Call,
) {
	const list = { rowsFrom: 'json', rowsJson: '={{ $json.list }}' };
	const setup = { options, parameters: { ...list, ...parameters } };
	const items = [{ ...more, list: rows as IDataObject }];
	const result = await runImportTool(operation, sandbox, { ...setup, rows: items });
	const requests = sandbox.requests.all(new RegExp(`${operation.path}$`), 'POST');
	const sent = requests.flatMap((request) => bodyOf(request)[operation.list] as IDataObject[]);
	return { ...result, requests, sent };
}

/** The columns of an import in a tool's panel, by their IDs. */
export async function toolColumns(operation: ImportOperation, sandbox: Sandbox) {
	const node = importNode(operation, sandbox);
	const { fields } = await resourceMapping({ ...node, type: asTool(node.type) }, operation.columnsMethod);
	return Object.fromEntries(fields.map((field) => [field.id, field]));
}
