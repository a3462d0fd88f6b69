import type { INodeProperties } from 'n8n-workflow';

import { operationProperty } from '../../../../platform/panel';
import * as deleteOperation from './delete.operation';
import * as getMany from './getMany.operation';
import * as update from './update.operation';

export const operations = { delete: deleteOperation, getMany, update };

export const description: INodeProperties[] = [
	operationProperty(
		'customerField',
		[
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a customer field',
				description: 'Take a custom field (组件) out of the public pool',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many customer fields',
				description: 'List the custom fields (组件) of the public pool',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a customer field',
				description: 'Change name, type, place or rules of a custom field (组件)',
			},
		],
		'getMany',
	),
	...deleteOperation.description,
	...getMany.description,
	...update.description,
];
