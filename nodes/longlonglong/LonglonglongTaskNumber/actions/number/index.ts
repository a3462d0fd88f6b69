import type { INodeProperties } from 'n8n-workflow';

import * as add from './add.operation';
import * as addAsync from './addAsync.operation';

export const operations = { add, addAsync };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['number'] } },
		options: [
			{
				name: 'Add',
				value: 'add',
				action: 'Add numbers to a call task',
				description: 'Bring rows into a call task and learn at once what became of each, 100 a request',
			},
			{
				name: 'Add Asynchronously',
				value: 'addAsync',
				action: 'Add numbers to a call task asynchronously',
				description: 'Bring rows into a call task, 200 a request; the platform works on them afterwards',
			},
		],
		default: 'add',
	},
	...add.description,
	...addAsync.description,
];
