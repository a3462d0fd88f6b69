import type { INodeCredentials } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../sandbox';
import { callbackAddress, untilTaken } from '../../scripts/playground/callbacks';
import { connected, ours, reference } from '../e2e/chain';
import type { ChainNode } from '../e2e/chain';
import type { QueueStage } from './stage';

const AT_ONCE = 10;

function credentialOf({ credentials }: QueueStage, wanted: string): INodeCredentials {
	const found = credentials.find(({ type }) => type === wanted);
	if (!found) throw new Error(`There is no credential of type ${wanted}.`);
	return reference(found);
}

/** A node that runs a statement of the CRM's database for each item; `$1` is the item's deliveryId. */
export function noteDelivery(stage: QueueStage, query: string): ChainNode {
	return {
		name: 'Note',
		type: 'n8n-nodes-base.postgres',
		typeVersion: 2.7,
		parameters: {
			operation: 'executeQuery',
			query,
			options: { queryReplacement: '={{ [$json.deliveryId] }}' },
		},
		more: { credentials: credentialOf(stage, 'postgres') },
	};
}

/**
 * Activates a workflow that starts with the Longlonglong trigger.
 * @returns its id, and its address on each webhook process, with the secret, as one pastes it into the partner console
 */
export async function triggerWorkflow(
	stage: QueueStage,
	name: string,
	steps: readonly ChainNode[] = [],
): Promise<{ id: string; addresses: string[] }> {
	const trigger: ChainNode = {
		name: 'Callback',
		type: ours('longlonglongTrigger'),
		parameters: { events: [] },
		more: { webhookId: randomUUID(), credentials: credentialOf(stage, 'longlonglongApi') },
	};
	const workflow = connected(name, [trigger, ...steps]);
	const stored = await stage.driver.createWorkflow({
		...workflow,
		settings: { saveDataSuccessExecution: 'none' },
	});
	await stage.driver.activate(stored.id);
	const [first] = workflow.nodes;
	if (!first) throw new Error('The workflow has no trigger.');
	const addresses = stage.webhooks.map(({ url }) => callbackAddress(url, first));
	await Promise.all(addresses.map(untilTaken));
	return { id: stored.id, addresses };
}

/**
 * Sends `count` callbacks of one call each, to the addresses by turns, `AT_ONCE` under way; the last `repeated` of
 * them repeat the first ones, at another address.
 * @returns how many ended how
 */
export async function sendCallbacks(
	sandbox: Sandbox,
	addresses: readonly string[],
	{ count, repeated }: { count: number; repeated: number },
): Promise<Record<string, number>> {
	const outcomes: Record<string, number> = {};
	const different = count - repeated;
	let next = 0;
	const sender = async () => {
		while (next < count) {
			const number = next++;
			const call = number % different;
			const round = Math.floor(number / different);
			const delivery = await sandbox.deliverCallback({
				kind: 'call',
				url: addresses[(call + round) % addresses.length],
				payload: { count: 1, data: [{ callid: `call-${call}`, number_data: { number: '13012121212' } }] },
			});
			const outcome = delivery?.outcome ?? 'not sent';
			outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, sender));
	return outcomes;
}
