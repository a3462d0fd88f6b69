import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import type { StoredCredential, WorkflowFile } from '../../scripts/n8nHost/driver';
import { importOf } from '../campaign/drawnImports';
import { arrivalParametersOf, parametersOf } from '../campaign/parameters';
import type { Plan } from '../campaign/plan';
import type { ChainNode } from '../e2e/chain';
import { connected, ours, reference } from '../e2e/chain';
import { LISTS } from './lists';

/** The node whose work is looked at, in each workflow. */
export const NODE = 'Ours';

/** A node of the package with its credential. */
function ourNode(
	credentials: readonly StoredCredential[],
	{ description }: INodeType,
	parameters: IDataObject,
	onError?: Plan['onError'],
): ChainNode {
	const credentialType = description.credentials?.[0]?.name;
	const credential = credentials.find((known) => known.type === credentialType);
	if (!credential) throw new Error(`There is no credential of type ${credentialType}`);
	return {
		name: NODE,
		type: ours(description.name),
		parameters: parameters as INodeParameters,
		more: { credentials: reference(credential), ...(onError && { onError }) },
	};
}

/**
 * A webhook that answers with the number of its execution, which goes on: the rows of the call, one item each, and then our node. No Code
 * node is in it, because that would work in another process than our node.
 */
function behindWebhook(path: string, node: ChainNode, timezone?: string): WorkflowFile {
	const steps: ChainNode[] = [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: { path, httpMethod: 'POST', responseMode: 'responseNode', options: {} },
			more: { webhookId: path },
		},
		{
			name: 'Answer',
			type: 'n8n-nodes-base.respondToWebhook',
			typeVersion: 1.4,
			parameters: { respondWith: 'text', responseBody: '={{ $execution.id }}', options: {} },
		},
		{
			name: 'Rows',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'body.rows', include: 'noOtherFields', options: {} },
		},
		node,
	];
	return { ...connected(path, steps), settings: { ...(timezone !== undefined && { timezone }) } };
}

export function importWorkflow(
	path: string,
	plan: Plan,
	credentials: readonly StoredCredential[],
): WorkflowFile {
	const { type } = importOf(plan.operation).tested;
	const node = ourNode(credentials, type, parametersOf(plan), plan.onError);
	return behindWebhook(path, node, plan.zone);
}

/** Asks for the rows of a call whether they have arrived where an operation puts them. */
export function arrivalWorkflow(
	path: string,
	plan: Plan,
	credentials: readonly StoredCredential[],
): WorkflowFile {
	const { type } = importOf(plan.operation).tested;
	return behindWebhook(path, ourNode(credentials, type, arrivalParametersOf(plan)));
}

/** The check that finds the rows of an import, by its name in a path; imports into the same place share one. */
export const arrivalPath = (operation: string): string =>
	`arrival-${importOf(operation).arrival?.name.replace(/\W+/g, '-')}`;

export function readWorkflow(list: string, credentials: readonly StoredCredential[]): WorkflowFile {
	const known = LISTS[list];
	if (!known) throw new Error(`There is no list '${list}'`);
	return behindWebhook(`read-${list}`, ourNode(credentials, known.type, known.parameters));
}
