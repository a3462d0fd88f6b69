import type { Callback, Delivery } from '../callbackSender';
import type { World } from '../world';
import type { CallbackWish } from './callbackPayloads';
import { payloadOf } from './callbackPayloads';
import type { Batch } from './data/model';

/** A callback on demand, with the documented payload or another one. */
export interface CallbackOrder extends CallbackWish, Omit<Callback, 'payload'> {
	payload?: unknown;
}

/**
 * Sends a callback now.
 * @returns the finished delivery, or undefined when no address is set for this kind
 */
export async function sendCallback(world: World, order: CallbackOrder): Promise<Delivery | undefined> {
	const { kind, url, contentType } = order;
	const payload = () => order.payload ?? payloadOf(world, kind, order);
	return await world.callbacks.deliver({ kind, url, contentType, payload });
}

/** Sends the callback that reports the end of asynchronous work. */
export async function callBackAfter(world: World, batch: Batch): Promise<void> {
	await sendCallback(world, {
		kind: batch.kind,
		uniqueId: batch.uniqueId,
		numbers: batch.numbers,
		...(batch.taskId !== undefined && { taskId: batch.taskId }),
	});
}
