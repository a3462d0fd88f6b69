import type { INodeProperties } from 'n8n-workflow';

import * as getMany from './getMany.operation';

export const operations = { getMany };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customerField'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many customer fields',
				description: 'Read which fields (客户字段) a customer can have, and what they may hold',
			},
		],
		default: 'getMany',
	},
	...getMany.description,
];
