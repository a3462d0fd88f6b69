import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { isRecord } from '../../http/values';
import type { Payload } from './payload';

export type CallbackEvent =
	'customersMovedToTask' | 'numbersImported' | 'numbersDeleted' | 'taskChanged' | 'callFinished' | 'other';

/** The choices of 'Trigger On', with the manual's name of each callback. */
export const eventOptions: Array<INodePropertyOptions & { value: CallbackEvent }> = [
	{
		name: 'Call Finished',
		value: 'callFinished',
		description: 'A call has ended (呼入成功回调): one item for each call',
	},
	{
		name: 'Customers Moved to Task',
		value: 'customersMovedToTask',
		description: "The result of 'Move to Task' (接口客户公海导入任务回调)",
	},
	{
		name: 'Numbers Deleted',
		value: 'numbersDeleted',
		description: 'Numbers were deleted from a task in the web console (号码删除回调)',
	},
	{
		name: 'Numbers Imported',
		value: 'numbersImported',
		description: 'Numbers were added to a task in the web console (号码添加回调)',
	},
	{
		name: 'Other',
		value: 'other',
		description: 'Any callback that the manual does not describe, passed through unchanged',
	},
	{
		name: 'Task Changed',
		value: 'taskChanged',
		description: 'A call task was created or deleted (创建/删除任务回调)',
	},
];

/** A callback's event, and the items that start the workflow. */
export interface Callback {
	event: CallbackEvent;
	items: IDataObject[];
}

/**
 * The callbacks whose `type` is a text. Their `unique_id` is a batch number.
 * Sources: pages 接口客户公海导入任务回调, saas平台添加或删除号码回调.
 */
const BATCH_EVENTS = new Map<unknown, CallbackEvent>([
	['api_customer_to_task', 'customersMovedToTask'],
	['import_number', 'numbersImported'],
	['del_number', 'numbersDeleted'],
]);

/** An ID as text; empty when there is none. */
function idText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Makes an ID for a callback that has none. The same content gives the same ID. */
function digest(content: IDataObject): string {
	return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
}

function deliveryIdOf(kind: string, id: unknown, content: IDataObject): string {
	const known = idText(id);
	return `${kind}:${known === '' ? digest(content) : known}`;
}

/** The fields that the trigger adds to the callback's own fields. */
export const ADDED_FIELDS = ['event', 'deliveryId', 'numbers', 'numbersError'];

/** Makes an item. Added fields replace fields of the platform with the same name; then the item has the whole callback as `payload` too. */
function toItem(fields: IDataObject, event: CallbackEvent, deliveryId: string): IDataObject {
	const isAnyReplaced = ADDED_FIELDS.some((name) => Object.hasOwn(fields, name));
	return { ...fields, ...(isAnyReplaced && { payload: fields }), event, deliveryId };
}

/** Reads `{ count, data: [call, …] }`. Source: page 呼入成功回调数据. @returns undefined for any other payload */
function finishedCalls(payload: IDataObject): Callback | undefined {
	const { count, data } = payload;
	if (count === undefined || !Array.isArray(data)) return undefined;
	const calls: unknown[] = data;
	// The manual describes no callback without calls, so it is passed through unchanged.
	if (calls.length === 0 || !calls.every(isRecord)) return undefined;
	const items = (calls as IDataObject[]).map((call) => {
		const callId = idText(call.callid);
		return toItem(call, 'callFinished', callId === '' ? deliveryIdOf('call', '', call) : callId);
	});
	return { event: 'callFinished', items };
}

/** Passes a list through. No documented callback is one. An item must be an object, so the list becomes its `payload`. */
function listAsOther(payload: IDataObject[]): Callback {
	const item = { payload, event: 'other', deliveryId: deliveryIdOf('other', '', { payload }) };
	return { event: 'other', items: [item] };
}

/**
 * Recognises a callback's event and makes its items.
 *
 * An item has the fields of the payload (for `callFinished`, the fields of one call), and `event` and `deliveryId` beside them.
 * `deliveryId` is the `callid` of a call, `<type>:<unique_id>` of a batch, `<type>:<task uuid>` of a task, and otherwise a prefix with a
 * digest of the content. Sources: the manual's pages on callbacks (回调).
 */
export function readCallback(payload: Payload): Callback {
	if (Array.isArray(payload)) return listAsOther(payload as IDataObject[]);
	const { type, unique_id: uniqueId, task_data: task } = payload;
	const single = (event: CallbackEvent, deliveryId: string): Callback => ({
		event,
		items: [toItem(payload, event, deliveryId)],
	});

	const batchEvent = BATCH_EVENTS.get(type);
	if (batchEvent) return single(batchEvent, deliveryIdOf(idText(type), uniqueId, payload));
	if (isRecord(task) && /^\d+$/.test(idText(type))) {
		return single('taskChanged', deliveryIdOf(idText(type), task.uuid, payload));
	}
	return finishedCalls(payload) ?? single('other', deliveryIdOf('other', '', payload));
}
