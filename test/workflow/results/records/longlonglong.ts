import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { LONGLONGLONG } from '../../../../sandbox';
import { CUSTOMER_IMPORT, NUMBER_ADD } from '../../import/records/longlonglong';
import { byId } from '../../import/records/testedImport';
import { listen } from '../../probe';
import type { ResultRun, TestedResult } from './testedResult';

const { tasks, components } = LONGLONGLONG;
const taskId = byId(tasks.classicPaused);
const fieldId = byId(components.text);
/** Filters that fit one row of the seeds, and none. */
const ONE = '13300000000';
const NONE = '19900000000';

const customerNode = { type: CUSTOMER_IMPORT.type, credential: CUSTOMER_IMPORT.credential };
const taskNode = { type: NUMBER_ADD.type, credential: NUMBER_ADD.credential };

const all = { returnAll: true };
const ofTask = { taskId, returnAll: true };

/** The address that a callback about a finished batch names, and the batch's number. */
async function finishedBatch(sandbox: Sandbox): Promise<{ url: string; uniqueId: string }> {
	const callbacks = await listen();
	sandbox.settings.callbackUrls = { default: callbacks.url };
	const { token, userId } = LONGLONGLONG;
	const path = `/agent-api/user/${userId}/customer_to_task/${tasks.classicPaused}?phone=${ONE}`;
	await fetch(sandbox.url + path, { headers: { authorization: `Bearer ${token}` } });
	sandbox.finishPending();
	await sandbox.callbacksIdle();
	await callbacks.close();
	const { unique_id: uniqueId, data } = JSON.parse(callbacks.requests[0]?.body ?? '{}') as {
		unique_id: string;
		data: { url: string };
	};
	return { url: data.url, uniqueId };
}

const moves: ResultRun[] = [
	{ parameters: { taskId, filters: { phone: ONE } } },
	{ parameters: { taskId, filters: { phone: NONE } } },
	{
		parameters: { taskId, filters: { phone: ONE } },
		prepare: ({ faults }) => void faults.add({ kind: 'cutAfter', path: /customer_to_task/ }),
	},
];

const deleted = { deleteBy: 'created', createdAfter: '2024-01-01', createdBefore: '2025-01-01' };

const CUSTOMERS: TestedResult[] = [
	{
		...customerNode,
		resource: 'customer',
		operation: 'getMany',
		runs: [{}, { stage: 'clue' }].map((stage) => ({
			parameters: { ...all, ...stage },
			prepare: ({ settings }) => void (settings.poolRows = 'all'),
		})),
	},
	{ ...customerNode, resource: 'customer', operation: 'moveToTask', runs: moves },
	{
		...customerNode,
		resource: 'customer',
		operation: 'delete',
		runs: [{ parameters: { phones: ONE } }, { parameters: { ...deleted, confirmDeleteByTime: true } }],
	},
	{
		...customerNode,
		resource: 'customerField',
		operation: 'getMany',
		runs: [{ parameters: all }],
		isPlatforms: true,
	},
	{
		...customerNode,
		resource: 'customerField',
		operation: 'update',
		runs: [
			{
				parameters: {
					fieldId,
					updateFields: { name: '产品', type: 'text', sort: 3, required: true, status: true },
				},
			},
		],
	},
	{ ...customerNode, resource: 'customerField', operation: 'delete', runs: [{ parameters: { fieldId } }] },
	{
		...customerNode,
		resource: 'importBatch',
		operation: 'get',
		runs: [
			{ parameters: {}, prepare: async (sandbox) => ({ uniqueId: (await finishedBatch(sandbox)).uniqueId }) },
		],
		isPlatforms: true,
	},
	{
		...customerNode,
		resource: 'importBatch',
		operation: 'downloadNumbers',
		runs: [{ parameters: {}, prepare: async (sandbox) => ({ url: (await finishedBatch(sandbox)).url }) }],
	},
];

const NUMBERS: TestedResult[] = [
	{ ...taskNode, resource: 'number', operation: 'getMany', runs: [{ parameters: ofTask }] },
	{
		...taskNode,
		resource: 'number',
		operation: 'reset',
		runs: [
			{ parameters: { taskId, filters: { phones: ONE } } },
			{ parameters: { taskId, filters: { status: [2] }, confirmResetAll: true } },
			{ parameters: { taskId, filters: { addedAfter: '2099-01-01' } } },
		],
	},
	{ ...taskNode, resource: 'number', operation: 'delete', runs: [{ parameters: { taskId, phones: ONE } }] },
	{
		...taskNode,
		resource: 'task',
		operation: 'getMany',
		runs: ['classic', 'new'].map((taskKind) => ({ parameters: { ...all, taskKind } })),
	},
	{
		...taskNode,
		resource: 'task',
		operation: 'pause',
		runs: [{ parameters: { taskKind: 'new', taskId: byId(tasks.newRunning) } }],
	},
	{ ...taskNode, resource: 'task', operation: 'delete', runs: [{ parameters: { taskId } }] },
	{ ...taskNode, resource: 'callRecord', operation: 'getMany', runs: [{ parameters: ofTask }] },
	{
		...taskNode,
		resource: 'callRecord',
		operation: 'get',
		runs: [
			{
				parameters: { taskId },
				prepare: async ({ longlonglong }): Promise<IDataObject> =>
					await Promise.resolve({ recordId: [...longlonglong.records.keys()][0] ?? '' }),
			},
		],
		isPlatforms: true,
	},
];

export const LONGLONGLONG_RESULTS = [...CUSTOMERS, ...NUMBERS];
