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
				description: 'Delete a custom field (组件) of the public pool',
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
				description: 'Change the name, type or position of a custom field (组件), or whether it is required',
			},
		],
		'getMany',
	),
	...deleteOperation.description,
	...getMany.description,
	...update.description,
];
