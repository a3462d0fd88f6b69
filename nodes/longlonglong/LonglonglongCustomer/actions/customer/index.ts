import type { INodeProperties } from 'n8n-workflow';

import * as importOperation from './import.operation';

export const operations = { import: importOperation };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customer'] } },
		options: [
			{
				name: 'Import',
				value: 'import',
				action: 'Import customers into the public pool',
				description:
					'Bring rows into the CRM pool (客户公海) in batches; the platform works on them afterwards',
			},
		],
		default: 'import',
	},
	...importOperation.description,
];
