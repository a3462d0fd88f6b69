import type { INodeProperties } from 'n8n-workflow';

import { operationProperty } from '../../../../platform/panel';
import * as getMany from './getMany.operation';

export const operations = { getMany };

export const description: INodeProperties[] = [
	operationProperty(
		'customerField',
		[
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many customer fields',
				description: 'Read which fields (客户字段) a customer can have, and the types of their values',
			},
		],
		'getMany',
	),
	...getMany.description,
];
