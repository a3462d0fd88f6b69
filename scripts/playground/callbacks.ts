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

/** The kinds of callback that the sandbox sends, by the trigger's event that they arrive as. */
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

/** What a person pastes into the partner console: the trigger's production URL, with the secret at its end. */
export function callbackAddress(n8nUrl: string, trigger: INode): string {
	return `${n8nUrl}/webhook/${trigger.webhookId}/longlonglong?secret=${LONGLONGLONG.callbackSecret}`;
}

/**
 * The addresses that a person would set in the partner console for these workflows, by kind of callback. The first workflow that
 * takes a kind gets it; one that has chosen no events takes all of them.
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

/** Waits until n8n takes callbacks at an address: it says that a workflow is active a moment earlier than that. */
export async function untilTaken(address: string): Promise<void> {
	await untilKnown(address, true, 'n8n takes no callbacks for an active workflow.');
}

/** Waits until n8n knows an address no more, which takes a moment, too. */
export async function untilReleased(address: string): Promise<void> {
	await untilKnown(address, false, 'n8n still takes callbacks for an inactive workflow.');
}

/** Asks by POST, with nothing in it, which starts nothing: n8n registers and releases GET and POST one after the other. */
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
