import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { LONGLONGLONG } from '../../sandbox';
import type { StoredCredential, WorkflowFile } from '../../scripts/n8nHost/driver';
import type { Operation } from '../campaign/columns';
import { arrivalParametersOf, parametersOf, PLACES } from '../campaign/parameters';
import type { Plan } from '../campaign/plan';
import type { ChainNode } from '../e2e/chain';
import { connected, ours, reference } from '../e2e/chain';

/** The node whose work is looked at, in each workflow. */
export const NODE = 'Ours';

const TYPES: Record<Operation, string> = {
	customer: 'longlonglongCustomer',
	add: 'longlonglongTaskNumber',
	addAsync: 'longlonglongTaskNumber',
	upsert: 'nxlinkCustomer',
};

/** A node of the package with its credential. */
function ourNode(
	credentials: readonly StoredCredential[],
	type: string,
	parameters: IDataObject,
	onError?: Plan['onError'],
): ChainNode {
	const credentialType = type.startsWith('nxlink') ? 'nxlinkApi' : 'longlonglongApi';
	const credential = credentials.find((known) => known.type === credentialType);
	if (!credential) throw new Error(`There is no credential of type ${credentialType}`);
	return {
		name: NODE,
		type: ours(type),
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
	const node = ourNode(credentials, TYPES[plan.operation], parametersOf(plan), plan.onError);
	return behindWebhook(path, node, plan.zone);
}

/** Asks for the rows of a call whether they have arrived where an operation puts them. */
export function arrivalWorkflow(
	path: string,
	plan: Plan,
	credentials: readonly StoredCredential[],
): WorkflowFile {
	return behindWebhook(path, ourNode(credentials, TYPES[plan.operation], arrivalParametersOf(plan)));
}

/** The place that an operation puts its rows in, by name. */
export const placeOf = (operation: Operation): string =>
	operation === 'addAsync' ? 'add' : PLACES[operation].operation;

const task = { __rl: true, mode: 'id', value: LONGLONGLONG.tasks.classicPaused };

/** Lists that are read whole, in small pages. */
export const LISTS: Record<string, { type: string; parameters: IDataObject }> = {
	pool: {
		type: 'longlonglongCustomer',
		parameters: { resource: 'customer', operation: 'getMany', returnAll: true, options: { pageSize: 50 } },
	},
	numbers: {
		type: 'longlonglongTaskNumber',
		parameters: {
			resource: 'number',
			operation: 'getMany',
			taskId: task,
			returnAll: true,
			options: { pageSize: 50 },
		},
	},
	records: {
		type: 'longlonglongTaskNumber',
		parameters: {
			resource: 'callRecord',
			operation: 'getMany',
			taskId: task,
			returnAll: true,
			options: { pageSize: 20 },
		},
	},
	nxlink: {
		type: 'nxlinkCustomer',
		parameters: { resource: 'customer', operation: 'getMany', returnAll: true },
	},
};

export function readWorkflow(list: string, credentials: readonly StoredCredential[]): WorkflowFile {
	const { type, parameters } = LISTS[list] ?? {};
	if (type === undefined || !parameters) throw new Error(`There is no list '${list}'`);
	return behindWebhook(`read-${list}`, ourNode(credentials, type, parameters));
}
