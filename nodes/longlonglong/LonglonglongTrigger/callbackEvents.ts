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
		description: 'Every callback that the manual does not describe, passed through whole',
	},
	{
		name: 'Task Changed',
		value: 'taskChanged',
		description: 'A call task was created or deleted (创建/删除任务回调)',
	},
];

/** What a callback is about, and the items that it becomes. */
export interface Callback {
	event: CallbackEvent;
	items: IDataObject[];
}

/** The callbacks whose `type` is a text, with a batch number in `unique_id` (D-cb-c2t, M-cb-num). */
const BATCH_EVENTS = new Map<unknown, CallbackEvent>([
	['api_customer_to_task', 'customersMovedToTask'],
	['import_number', 'numbersImported'],
	['del_number', 'numbersDeleted'],
]);

/** An id as text; empty when there is none. */
function idText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** An ID for a callback without one. The same content gives the same ID. */
function digest(content: IDataObject): string {
	return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
}

function deliveryIdOf(kind: string, id: unknown, content: IDataObject): string {
	const known = idText(id);
	return `${kind}:${known === '' ? digest(content) : known}`;
}

/** What the trigger adds to a callback's own fields. */
export const OWN_FIELDS = ['event', 'deliveryId', 'numbers', 'numbersError'];

/** The trigger's fields replace the platform's fields of the same names. The item then has the whole callback as `payload` too. */
function toItem(fields: IDataObject, event: CallbackEvent, deliveryId: string): IDataObject {
	const hidden = OWN_FIELDS.some((name) => Object.hasOwn(fields, name));
	return { ...fields, ...(hidden && { payload: fields }), event, deliveryId };
}

/** `{ count, data: [call, …] }` (D-cb-inbound). */
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

/** No documented callback is a list. An item must be an object, so the list becomes its `payload`. */
function wholeList(payload: IDataObject[]): Callback {
	const item = { payload, event: 'other', deliveryId: deliveryIdOf('other', '', { payload }) };
	return { event: 'other', items: [item] };
}

/**
 * Tells what a callback is about (longlonglong.md, section 5).
 *
 * An item has the payload's own fields, of a finished call the call's own fields, and beside them `event` and `deliveryId`: the call's
 * `callid`, `<type>:<unique_id>` of a batch, `<type>:<task uuid>` of a task, and otherwise a digest of what came.
 */
export function readCallback(payload: Payload): Callback {
	if (Array.isArray(payload)) return wholeList(payload as IDataObject[]);
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
