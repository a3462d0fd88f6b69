import type { IDataObject } from 'n8n-workflow';

import { LONGLONGLONG } from '../../../sandbox';
import { byId } from './panel';

const taskId = byId(LONGLONGLONG.tasks.classicPaused);

/** Each call that may act on everything: the operation, the switch that confirms it, and parameters without a filter. */
export const CONFIRMED_CALLS: Array<[operation: string, confirmation: string, parameters: IDataObject]> = [
	['customer: moveToTask', 'confirmMoveAll', { taskId }],
	[
		'customer: delete',
		'confirmDeleteByTime',
		{ deleteBy: 'created', createdAfter: '2024-01-01', createdBefore: '2025-01-01' },
	],
	['number: reset', 'confirmResetAll', { taskId }],
	['number: delete', 'confirmDeleteAll', { taskId, deleteBy: 'all' }],
];
