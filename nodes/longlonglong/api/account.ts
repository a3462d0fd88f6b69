import type { IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { pathPart } from '../../platform/pathPart';
import type { LonglonglongClient } from '../platform';

/** The parameter for the account that an operation works on. When it is blank, the credential's account is used. */
export const userIdProperty: INodeProperties = {
	displayName: 'User ID',
	name: 'userId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 5832d184-dd53-42a0-8ace-0bf8d660f4cc',
	description: 'The account (用户 ID) to work on',
	hint: "Leave empty for the credential's account",
};

/** Makes the error for a node without an account: neither the node nor its credential names one. */
export function noAccountError(node: INode, itemIndex?: number): NodeOperationError {
	return new NodeOperationError(node, 'There is no account to work on', {
		...(itemIndex !== undefined && { itemIndex }),
		description: "Fill in 'User ID' of the Longlonglong credential, or 'User ID' of this node.",
	});
}

/**
 * The account that an operation works on, from `userId` or the credential.
 * @throws NodeOperationError when neither names an account
 */
export function userIdOf(context: IExecuteFunctions, client: LonglonglongClient, itemIndex: number): string {
	const chosen = String(context.getNodeParameter('userId', itemIndex, '') ?? '').trim();
	const userId = chosen === '' ? client.userId : chosen;
	if (userId === '') throw noAccountError(context.getNode(), itemIndex);
	return userId;
}

/** The path of that account, `/user/{user_id}`, which its calls begin with. @throws NodeOperationError when no account is named */
export function userPath(context: IExecuteFunctions, client: LonglonglongClient, itemIndex: number): string {
	return `/user/${pathPart(context.getNode(), 'User ID', userIdOf(context, client, itemIndex), itemIndex)}`;
}
