import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { asError } from '../http/values';
import { toolError } from '../import/toolError';

/** One file below actions/: what its panel shows, and what it does. */
export interface Operation {
	description: INodeProperties[];
	execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

/** resource → operation → its file. */
export type Operations = Record<string, Record<string, Operation>>;

/**
 * Whether an AI Agent of version 2 runs the node itself. It tells its model an empty text about a tool that throws; so such a tool answers
 * with the error, in the form that the model of a later agent gets it in from the engine. Older versions of n8n lack the function.
 */
function isRunByAgent(context: Partial<Pick<IExecuteFunctions, 'isToolExecution'>>): boolean {
	return context.isToolExecution?.() ?? false;
}

/** Runs the operation that the node's panel names. In an AI agent's tool, an error carries its advice in its message. */
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

/** Operations with several outputs, by their values. */
export interface OutputKinds {
	imports: string[];
	arrivalChecks: string[];
}

const OUTPUTS: Record<keyof OutputKinds, string[]> = {
	imports: ['Success', 'Failed', 'Summary'],
	arrivalChecks: ['Arrived', 'Missing', 'Unknown'],
};

/** The node's outputs as n8n's expression: several with names for imports and arrival checks, one for everything else. */
export function outputsFor(operations: Partial<OutputKinds>): `={{${string}}}` {
	const kinds = Object.keys(OUTPUTS) as Array<keyof OutputKinds>;
	const cases = kinds.map((kind) => {
		const values = (operations[kind] ?? []).map((operation) => `'${operation}'`).join(', ');
		const outputs = OUTPUTS[kind].map((name) => `{ type: 'main', displayName: '${name}' }`).join(', ');
		return `[${values}].includes($parameter.operation) ? [${outputs}] : `;
	});
	return `={{ ${cases.join('')}[{ type: 'main' }] }}`;
}
