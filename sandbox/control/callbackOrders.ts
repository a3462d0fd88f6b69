import type { Delivery } from '../callbackSender';
import type { CallbackOrder } from '../longlonglong/callbacks';
import { sendCallback } from '../longlonglong/callbacks';
import { CALLBACK_KINDS } from '../settings';
import type { World } from '../world';

const AT_ONCE = 50;

/**
 * Sends callbacks on demand: a `CallbackOrder` as JSON, `repeat` times.
 * @returns how many had which outcome, and the first deliveries
 * @throws Error when the kind does not exist or no address is set for it
 */
export async function sendCallbacks(world: World, given: Record<string, unknown>) {
	const { repeat = 1, ...rest } = given;
	if (!Number.isInteger(repeat) || (repeat as number) < 1)
		throw new Error('repeat must be a whole number from 1.');
	const kind = CALLBACK_KINDS.find((known) => known === given.kind);
	if (!kind) throw new Error(`kind must be one of ${CALLBACK_KINDS.join(', ')}.`);
	const deliveries = await deliverMany(world, { ...rest, kind } as CallbackOrder, repeat as number);
	const outcomes: Record<string, number> = {};
	for (const { outcome } of deliveries) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
	return { outcomes, deliveries: deliveries.slice(0, AT_ONCE) };
}

async function deliverMany(world: World, order: CallbackOrder, repeat: number): Promise<Delivery[]> {
	const deliveries: Delivery[] = [];
	let left = repeat;
	const worker = async () => {
		while (left-- > 0) {
			const delivery = await sendCallback(world, order);
			if (!delivery) throw new Error(`No address is set for callbacks of kind "${order.kind}".`);
			deliveries.push(delivery);
		}
	};
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, repeat) }, worker));
	return deliveries;
}
