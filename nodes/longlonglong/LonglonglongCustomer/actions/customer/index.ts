import type { INodeProperties } from 'n8n-workflow';

import { operationProperty } from '../../../../platform/panel';
import * as checkArrival from './checkArrival.operation';
import * as deleteOperation from './delete.operation';
import * as getMany from './getMany.operation';
import * as importOperation from './import.operation';
import * as moveToTask from './moveToTask.operation';

export const operations = {
	checkArrival,
	delete: deleteOperation,
	getMany,
	import: importOperation,
	moveToTask,
};

export const description: INodeProperties[] = [
	operationProperty(
		'customer',
		[
			{
				name: 'Check Arrival',
				value: 'checkArrival',
				action: 'Check which rows are in the public pool',
				description: 'Find out which rows the CRM pool (客户公海) has: arrived, missing or unknown',
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete customers from the public pool',
				description: 'Delete customers from the CRM pool (客户公海), by phone or by creation time',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many customers of the public pool',
				description: 'List the customers of the CRM pool (客户公海), or of one stage of it',
			},
			{
				name: 'Import',
				value: 'import',
				action: 'Import customers into the public pool',
				description:
					'Bring rows into the CRM pool (客户公海) in batches; the platform works on them afterwards',
			},
			{
				name: 'Move to Task',
				value: 'moveToTask',
				action: 'Move customers into a call task',
				description: 'Put the customers of the pool that fit the filters into a call task',
			},
		],
		'import',
	),
	...checkArrival.description,
	...deleteOperation.description,
	...getMany.description,
	...importOperation.description,
	...moveToTask.description,
];
