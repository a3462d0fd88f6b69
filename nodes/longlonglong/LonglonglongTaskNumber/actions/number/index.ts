import type { INodeProperties } from 'n8n-workflow';

import { operationProperty } from '../../../../platform/panel';
import * as add from './add.operation';
import * as addAsync from './addAsync.operation';
import * as checkArrival from './checkArrival.operation';
import * as deleteOperation from './delete.operation';
import * as getMany from './getMany.operation';
import * as reset from './reset.operation';

export const operations = { add, addAsync, checkArrival, delete: deleteOperation, getMany, reset };

export const description: INodeProperties[] = [
	operationProperty(
		'number',
		[
			{
				name: 'Add',
				value: 'add',
				action: 'Add numbers to a call task',
				description: 'Add rows to a call task, 100 per request; the reply has the outcome of each row',
			},
			{
				name: 'Add Asynchronously',
				value: 'addAsync',
				action: 'Add numbers to a call task asynchronously',
				description: 'Add rows to a call task, 200 per request; the platform works on them afterwards',
			},
			{
				name: 'Check Arrival',
				value: 'checkArrival',
				action: 'Check which rows are in a call task',
				description: 'Find out which rows a call task has: arrived, missing or unknown',
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete numbers from a call task',
				description: 'Delete numbers (号码) from a call task',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many numbers of a call task',
				description: 'List the numbers of a call task with the results of their calls',
			},
			{
				name: 'Reset',
				value: 'reset',
				action: 'Reset numbers of a call task',
				description: 'Reset numbers of a call task, so that they wait to be called again (重置号码状态)',
			},
		],
		'add',
	),
	...add.description,
	...addAsync.description,
	...checkArrival.description,
	...deleteOperation.description,
	...getMany.description,
	...reset.description,
];
