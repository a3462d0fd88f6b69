import type { INode, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallbackOrder, Delivery, Sandbox } from '../../sandbox';
import type { N8nDriver, StoredCredential, WorkflowFile } from '../../scripts/n8nHost/driver';
import type { Execution } from '../../scripts/n8nHost/execution';
import { packageName } from '../../scripts/n8nHost/paths';
import {
	callbackAddress,
	callbackTrigger,
	untilReleased,
	untilTaken,
} from '../../scripts/playground/callbacks';

const POLL_MS = 100;
const PAGE = 100;
const AT_ONCE = 8;
/** A busy machine may take longer than the platform waits. */
const PATIENCE_MS = 60_000;
/** How soon a refused callback is delivered again. */
const RELEASE_MS = 1_000;
const ENDED = ['success', 'error', 'crashed', 'canceled'];

interface ExecutionPage {
	results: Array<{ id: string }>;
	nextCursor: string | null;
	count: number;
}

/** A workflow that is nothing but a Longlonglong Trigger, by the name 'Callback', with an address of its own; `next` comes behind it. */
export function callbackWorkflow(
	credential: StoredCredential,
	parameters: INodeParameters = {},
	next?: INode,
): WorkflowFile {
	const trigger: INode = {
		...{ id: 'callback', name: 'Callback', typeVersion: 1, position: [0, 0] },
		type: `${packageName}.longlonglongTrigger`,
		parameters,
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		webhookId: randomUUID(),
	};
	return {
		name: 'callbacks',
		nodes: next ? [trigger, next] : [trigger],
		connections: next ? { Callback: { main: [[{ node: next.name, type: 'main', index: 0 }]] } } : {},
	};
}

/** An active workflow that callbacks start. */
export class CallbackTarget {
	private constructor(
		private readonly driver: N8nDriver,
		readonly id: string,
		/** With the secret, as a person pastes it into the partner console. */
		readonly address: string,
	) {}

	/** Creates a workflow with a Longlonglong Trigger and activates it. */
	static async open(driver: N8nDriver, file: WorkflowFile): Promise<CallbackTarget> {
		const workflow = await driver.createWorkflow(file);
		const trigger = callbackTrigger(workflow);
		if (!trigger) throw new Error(`${file.name} has no Longlonglong Trigger.`);
		const target = new CallbackTarget(driver, workflow.id, callbackAddress(driver.rest.url, trigger));
		await target.activate();
		return target;
	}

	/** The address without its question mark, secret and all. */
	get bareAddress(): string {
		return this.address.split('?')[0] ?? '';
	}

	async activate(): Promise<void> {
		await this.driver.activate(this.id);
		await untilTaken(this.address);
	}

	/** Deactivates it, and waits until n8n has taken its address back. */
	async deactivate(): Promise<void> {
		await this.driver.deactivate(this.id);
		await untilReleased(this.address);
	}

	/** How many executions have ended. */
	async endedCount(): Promise<number> {
		return (await this.page(1)).count;
	}

	/** Waits until so many executions have ended: a callback has its answer before its execution starts. */
	async untilEnded(count: number, timeoutMs = 60_000): Promise<void> {
		const deadline = Date.now() + timeoutMs;
		while ((await this.endedCount()) < count) {
			if (Date.now() > deadline) throw new Error(`${await this.endedCount()} of ${count} executions ended.`);
			await sleep(POLL_MS);
		}
	}

	/** Waits until so many executions have ended, and reads all that there are by then, oldest first. */
	async executions(count: number, timeoutMs?: number): Promise<Execution[]> {
		await this.untilEnded(count, timeoutMs);
		const ids = (await this.ids()).reverse();
		const found: Execution[] = [];
		for (let first = 0; first < ids.length; first += AT_ONCE) {
			const some = ids.slice(first, first + AT_ONCE);
			found.push(...(await Promise.all(some.map(async (id) => await this.driver.waitFor(id)))));
		}
		return found;
	}

	private async ids(): Promise<string[]> {
		const ids: string[] = [];
		for (let cursor: string | null | undefined; cursor !== null;) {
			const page = await this.page(PAGE, cursor);
			ids.push(...page.results.map(({ id }) => id));
			cursor = page.nextCursor;
		}
		return ids;
	}

	private async page(limit: number, cursor?: string): Promise<ExecutionPage> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: this.id, status: ENDED }));
		const more = cursor === undefined ? '' : `&cursor=${cursor}`;
		return await this.driver.rest.call('GET', `/executions?limit=${limit}&filter=${filter}${more}`);
	}
}

/** Has the sandbox call back, and waits for the answer longer than the platform would. */
export async function deliver(
	sandbox: Sandbox,
	url: string,
	order: Omit<CallbackOrder, 'url'>,
): Promise<Delivery> {
	sandbox.settings.callbackTimeoutMs = PATIENCE_MS;
	const delivery = await sandbox.deliverCallback({ ...order, url });
	if (!delivery) throw new Error('Nothing was delivered.');
	return delivery;
}

/**
 * Has the sandbox deliver a finished call for each id, some at once, until each was answered with 200. An n8n that has more work than it
 * can do answers 500 or 503 for a while, and means it: it has not taken the callback.
 * @returns the answer times of the callbacks that were taken, in milliseconds, and how many answers were a 500 or 503
 */
export async function deliverCalls(
	sandbox: Sandbox,
	url: string,
	callIds: readonly string[],
	atOnce: number,
): Promise<{ times: number[]; refusals: number }> {
	const left = callIds.values();
	const times: number[] = [];
	let refusals = 0;
	const caller = async () => {
		for (const callid of left) {
			const payload = { count: 1, data: [{ callid }] };
			for (;;) {
				const { status, outcome, durationMs = NaN } = await deliver(sandbox, url, { kind: 'call', payload });
				if (status === 200) {
					times.push(durationMs);
					break;
				}
				const isRefusal = status === 500 || status === 503;
				if (!isRefusal && outcome !== 'blacklisted')
					throw new Error(`A callback was ${outcome} (${status}).`);
				if (isRefusal) refusals++;
				await sleep(RELEASE_MS);
				sandbox.longlonglong.blacklist = [];
			}
		}
	};
	await Promise.all(Array.from({ length: atOnce }, caller));
	return { times, refusals };
}
