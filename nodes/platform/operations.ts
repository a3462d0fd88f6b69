import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** One file below actions/: what its panel shows, and what it does. */
export interface Operation {
	description: INodeProperties[];
	execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

/** resource → operation → its file. */
export type Operations = Record<string, Record<string, Operation>>;

/** Runs the operation that the node's panel names. */
export async function runOperation(
	context: IExecuteFunctions,
	operations: Operations,
): Promise<INodeExecutionData[][]> {
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = context.getNodeParameter('operation', 0) as string;
	const chosen = operations[resource]?.[operation];
	if (!chosen) {
		throw new NodeOperationError(context.getNode(), `There is no operation '${operation}' of '${resource}'`, {
			description: 'Pick the resource and the operation again in the panel of this node.',
		});
	}
	return await chosen.execute.call(context);
}

/** Each import's outputs, in their order. */
const IMPORT_OUTPUTS = ['Success', 'Failed', 'Summary'];

/**
 * The node's outputs as n8n's expression: Success, Failed and Summary for an import, one output for everything else.
 * @param imports the operation values that import rows
 */
export function outputsFor(imports: string[]): `={{${string}}}` {
	const list = imports.map((operation) => `'${operation}'`).join(', ');
	const outputs = IMPORT_OUTPUTS.map((name) => `{ type: 'main', displayName: '${name}' }`).join(', ');
	return `={{ [${list}].includes($parameter.operation) ? [${outputs}] : [{ type: 'main' }] }}`;
}
