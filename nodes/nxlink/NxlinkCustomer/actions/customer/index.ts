import type { INodeProperties } from 'n8n-workflow';

import { operationProperty } from '../../../../platform/panel';
import * as checkArrival from './checkArrival.operation';
import * as getMany from './getMany.operation';
import * as upsert from './upsert.operation';

export const operations = { checkArrival, getMany, upsert };

export const description: INodeProperties[] = [
	operationProperty(
		'customer',
		[
			{
				name: 'Check Arrival',
				value: 'checkArrival',
				action: 'Check which rows nx link has',
				description: 'Find out which rows NXLink has as customers: arrived, missing or unknown',
			},
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
				description: 'Read customers (查询客户), all of them or those that match the filters',
			},
		],
		'upsert',
	),
	...upsert.description,
	...checkArrival.description,
	...getMany.description,
];
