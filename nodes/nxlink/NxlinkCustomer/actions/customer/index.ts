import type { INodeProperties } from 'n8n-workflow';

import * as getMany from './getMany.operation';
import * as upsert from './upsert.operation';

export const operations = { getMany, upsert };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customer'] } },
		options: [
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update customers',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many customers',
				description: 'Read customers (查询客户), all of them or those that pass the filters',
			},
		],
		default: 'upsert',
	},
	...upsert.description,
	...getMany.description,
];
