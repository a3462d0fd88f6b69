import type { INode } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { CallbackKind } from '../../sandbox';
import { LONGLONGLONG } from '../../sandbox/accounts';
import type { WorkflowFile } from '../n8nHost/driver';
import { packageName } from '../n8nHost/paths';
import { PlainError } from '../n8nHost/plainError';

const READY_TIMEOUT_MS = 30_000;
const READY_POLL_MS = 50;

/** Event of the trigger → the kinds of callbacks in the sandbox that start it. */
const KINDS: Record<string, readonly CallbackKind[]> = {
	customersMovedToTask: ['api_customer_to_task'],
	numbersImported: ['import_number'],
	numbersDeleted: ['del_number'],
	taskChanged: ['task'],
	callFinished: ['call'],
	other: ['async_customer', 'async_number', 'other'],
};

/** The Longlonglong Trigger of a workflow. */
export function callbackTrigger({ nodes }: WorkflowFile): INode | undefined {
	return nodes.find(({ type }) => type === `${packageName}.longlonglongTrigger`);
}

/** The address that a user enters in the partner console: the trigger's production URL with the secret at its end. */
export function callbackAddress(n8nUrl: string, trigger: INode): string {
	return `${n8nUrl}/webhook/${trigger.webhookId}/longlonglong?secret=${LONGLONGLONG.callbackSecret}`;
}

/**
 * The callback addresses of these workflows by kind, as a user would enter them in the partner console. The first workflow with
 * an event gets the callbacks of its kind. A workflow without chosen events has all of them.
 */
export function callbackUrls(
	n8nUrl: string,
	workflows: readonly WorkflowFile[],
): Partial<Record<CallbackKind, string>> {
	const urls: Partial<Record<CallbackKind, string>> = {};
	for (const workflow of workflows) {
		const trigger = callbackTrigger(workflow);
		if (!trigger) continue;
		const chosen = (trigger.parameters.events ?? []) as string[];
		const events = chosen.length > 0 ? chosen : Object.keys(KINDS);
		for (const kind of events.flatMap((event) => KINDS[event] ?? [])) {
			urls[kind] ??= callbackAddress(n8nUrl, trigger);
		}
	}
	return urls;
}

/** Waits until n8n accepts callbacks at an address, because it reports a workflow as active slightly earlier. */
export async function untilTaken(address: string): Promise<void> {
	await untilKnown(address, true, 'n8n takes no callbacks for an active workflow.');
}

/** Waits until n8n has released an address. */
export async function untilReleased(address: string): Promise<void> {
	await untilKnown(address, false, 'n8n still takes callbacks for an inactive workflow.');
}

/** Tests an address by an empty POST, which starts no workflow. A GET would not do, because n8n registers GET and POST one after the other. */
async function untilKnown(address: string, isWanted: boolean, complaint: string): Promise<void> {
	const deadline = Date.now() + READY_TIMEOUT_MS;
	while (Date.now() < deadline) {
		const { statusCode, body } = await request(address, { method: 'POST' });
		await body.dump();
		if ((statusCode !== 404) === isWanted) return;
		await sleep(READY_POLL_MS);
	}
	throw new PlainError(complaint);
}
