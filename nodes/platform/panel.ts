import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { OutputKinds } from './operations';
import { outputsFor } from './operations';

/** The parts that the panels of all nodes share. The rest of a description is in the node's class, because n8n's linter checks it there. */

/** The part of a node's description that depends on its operations. */
export function nodeBasics(
	outputs: Partial<OutputKinds>,
): Pick<INodeTypeDescription, 'group' | 'version' | 'inputs' | 'outputs'> {
	return {
		group: ['output'],
		version: 1,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsFor(outputs),
	};
}

/** A drop-down list in alphabetical order that takes no expression. */
function selector(choices: readonly INodePropertyOptions[], preset: INodePropertyOptions['value']) {
	const options = [...choices].sort((one, other) => one.name.localeCompare(other.name));
	return { type: 'options', noDataExpression: true, options, default: preset } as const;
}

/** The parameter that selects the resource. */
export function resourceProperty(
	choices: readonly INodePropertyOptions[],
	preset = choices[0]?.value ?? '',
): INodeProperties {
	return { displayName: 'Resource', name: 'resource', ...selector(choices, preset) };
}

/** An operation as the panel offers it. */
export interface OperationChoice extends INodePropertyOptions {
	/** Its name in the list of nodes and actions, such as "Get many customers". */
	action: string;
	description: string;
}

/** The parameter that selects an operation of a resource. */
export function operationProperty(
	resource: string,
	choices: readonly OperationChoice[],
	preset = choices[0]?.value ?? '',
): INodeProperties {
	const displayOptions = { show: { resource: [resource] } };
	return { displayName: 'Operation', name: 'operation', displayOptions, ...selector(choices, preset) };
}
