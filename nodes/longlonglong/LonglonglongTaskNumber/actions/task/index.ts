import type { INodeProperties } from 'n8n-workflow';

import { operationProperty } from '../../../../platform/panel';
import * as deleteOperation from './delete.operation';
import * as getMany from './getMany.operation';
import * as pause from './pause.operation';

export const operations = { delete: deleteOperation, getMany, pause };

export const description: INodeProperties[] = [
	operationProperty(
		'task',
		[
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a call task',
				description: 'Remove a call task (呼叫任务) with its numbers',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many call tasks',
				description: 'List classic tasks, 2.0 tasks or those of all sub-accounts',
			},
			{
				name: 'Pause',
				value: 'pause',
				action: 'Pause a call task',
				description:
					'Stop the calls of a task (任务暂停); a 2.0 task must be paused before its numbers change',
			},
		],
		'getMany',
	),
	...deleteOperation.description,
	...getMany.description,
	...pause.description,
];
