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

function byName(choices: readonly INodePropertyOptions[]): INodePropertyOptions[] {
	return [...choices].sort((one, other) => one.name.localeCompare(other.name));
}

/** The choice of the resource, in the order of the alphabet. */
export function resourceProperty(
	choices: readonly INodePropertyOptions[],
	preset = choices[0]?.value ?? '',
): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: byName(choices),
		default: preset,
	};
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
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: byName(choices),
		default: preset,
	};
}
