import type { INodeProperties } from 'n8n-workflow';

import { operationProperty } from '../../../../platform/panel';
import * as get from './get.operation';
import * as getMany from './getMany.operation';

export const operations = { get, getMany };

export const description: INodeProperties[] = [
	operationProperty(
		'callRecord',
		[
			{
				name: 'Get',
				value: 'get',
				action: 'Get a call record',
				description: 'See what was said in one call (通话详情)',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many call records',
				description: 'List the calls of a task (通话记录)',
			},
		],
		'getMany',
	),
	...get.description,
	...getMany.description,
];
