import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { OutputKinds } from './operations';
import { outputsFor } from './operations';

/** What the panels of all nodes have in common. The rest of a node's description stands in its class, where n8n's linter looks for it. */

/** The part of a node's description that follows from its operations. */
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

/** A list to choose from, in the order of the alphabet, whose choice is no expression. */
function selector(choices: readonly INodePropertyOptions[], preset: INodePropertyOptions['value']) {
	const options = [...choices].sort((one, other) => one.name.localeCompare(other.name));
	return { type: 'options', noDataExpression: true, options, default: preset } as const;
}

/** The choice of the resource, in the order of the alphabet. */
export function resourceProperty(
	choices: readonly INodePropertyOptions[],
	preset = choices[0]?.value ?? '',
): INodeProperties {
	return { displayName: 'Resource', name: 'resource', ...selector(choices, preset) };
}

/** An operation as the panel offers it. */
export interface OperationChoice extends INodePropertyOptions {
	/** What the list of a workflow's next steps calls it, such as "Get many customers". */
	action: string;
	description: string;
}

/** The choice of a resource's operation, in the order of the alphabet. */
export function operationProperty(
	resource: string,
	choices: readonly OperationChoice[],
	preset = choices[0]?.value ?? '',
): INodeProperties {
	const displayOptions = { show: { resource: [resource] } };
	return { displayName: 'Operation', name: 'operation', displayOptions, ...selector(choices, preset) };
}
