import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { asError } from '../http/values';
import { toolError } from '../import/toolError';

/** An operation, as a file below actions/ defines it: its panel and its execution. */
export interface Operation {
	description: INodeProperties[];
	execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

/** Resource → operation → its definition. */
export type Operations = Record<string, Record<string, Operation>>;

/**
 * Whether an AI Agent of version 2 runs the node itself. When a tool throws, such an agent passes an empty text to its model. So the tool
 * returns the error as an item, in the same form as the engine passes it to the model of a later agent. Older versions of n8n have no
 * `isToolExecution`.
 */
function isRunByAgent(context: Partial<Pick<IExecuteFunctions, 'isToolExecution'>>): boolean {
	return context.isToolExecution?.() ?? false;
}

/** Runs the operation that is chosen in the panel. In an AI agent's tool, the message of an error includes its advice. */
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
	try {
		return await chosen.execute.call(context);
	} catch (error) {
		const known = toolError(context.getNode(), asError(error));
		if (!isRunByAgent(context)) throw known;
		return [[{ json: { error: known.message }, pairedItem: { item: 0 } }]];
	}
}

/** The operations with several outputs, by their parameter values. */
export interface OutputKinds {
	imports: string[];
	arrivalChecks: string[];
}

const OUTPUTS: Record<keyof OutputKinds, string[]> = {
	imports: ['Success', 'Failed', 'Summary'],
	arrivalChecks: ['Arrived', 'Missing', 'Unknown'],
};

/** The n8n expression for a node's outputs: three named ones for imports and arrival checks, one for all other operations. */
export function outputsFor(operations: Partial<OutputKinds>): `={{${string}}}` {
	const kinds = Object.keys(OUTPUTS) as Array<keyof OutputKinds>;
	const cases = kinds.map((kind) => {
		const values = (operations[kind] ?? []).map((operation) => `'${operation}'`).join(', ');
		const outputs = OUTPUTS[kind].map((name) => `{ type: 'main', displayName: '${name}' }`).join(', ');
		return `[${values}].includes($parameter.operation) ? [${outputs}] : `;
	});
	return `={{ ${cases.join('')}[{ type: 'main' }] }}`;
}
