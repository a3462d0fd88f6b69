import type { INodeProperties } from 'n8n-workflow';

import { operationProperty } from './panel';

/**
 * The panel of the account check: the operation `check` of the resource `account`.
 * @param description the operation's description, which names the platform
 */
export function checkProperties(description: string): INodeProperties[] {
	return [
		operationProperty('account', [
			{ name: 'Check', value: 'check', action: 'Check an account', description },
		]),
		{
			displayName:
				'Reads only and changes nothing; one item for each question. No item has a token, phone, name, ID, host or task name in it, so you can paste the table into a public issue.',
			name: 'checkNotice',
			type: 'notice',
			displayOptions: { show: { resource: ['account'], operation: ['check'] } },
			default: '',
		},
	];
}
