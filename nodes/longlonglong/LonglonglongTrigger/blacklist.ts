import type { IExecuteFunctions, IHookFunctions } from 'n8n-workflow';
import { tryToParseDateTime } from 'n8n-workflow';

import { replyError } from '../../http/replyError';
import { isRecord } from '../../http/values';
import { DEFAULT_TIMEZONE, longlonglongClient } from '../platform';

/** The time limit is short, because the activation waits for the look-up, and n8n's start waits for every activation. */
const LOOK_UP_TIMEOUT_MS = 5_000;
/** `status` of an entry that is in force (拉黑中); 1 is one that was released. */
const IN_FORCE = '0';

interface TriggerMemory {
	/** When the platform releases the address, in its own words; there is none unless the address is on the blacklist. */
	blacklistedUntil?: string;
	/** The same moment, in milliseconds since 1970; missing when the platform's words are no time. */
	releasedAt?: number;
}

const memoryOf = (context: IHookFunctions | IExecuteFunctions) =>
	context.getWorkflowStaticData('node') as TriggerMemory;

function forget(memory: TriggerMemory): void {
	delete memory.blacklistedUntil;
	delete memory.releasedAt;
}

/** Host and path: what is behind the question mark is the secret, and http in front of a proxy is https behind it. */
function place(address: unknown): string | undefined {
	if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
	const { host, pathname } = new URL(address);
	return host + pathname.replace(/\/+$/, '');
}

/** The latest release time of the entries in force for an address (M-cb-black). */
function releaseTime(entries: unknown, address: string): string | undefined {
	const listed = (Array.isArray(entries) ? entries : [])
		.filter(isRecord)
		.filter(({ url, status }) => String(status) === IN_FORCE && place(url) === place(address))
		.map(({ release_time: time }) => (typeof time === 'string' ? time.slice(0, 30) : 'an unknown time'));
	return listed.sort().at(-1);
}

/** The moment that a time without a zone means on the platform. */
function momentOf(time: string, zone: unknown): number | undefined {
	try {
		const known = typeof zone === 'string' && zone.trim() !== '' ? zone.trim() : DEFAULT_TIMEZONE;
		return tryToParseDateTime(time, known).toMillis();
	} catch {
		return undefined;
	}
}

/** @throws Error when the list cannot be had */
async function lookUp(context: IHookFunctions, address: string): Promise<string | undefined> {
	const client = await longlonglongClient(context);
	const path = '/callback_blacklist';
	const reply = await client.call({ method: 'GET', path, timeout: LOOK_UP_TIMEOUT_MS });
	if (reply.kind !== 'yes') throw replyError(context.getNode(), reply);
	return releaseTime(reply.answer.data, address);
}

/**
 * Looks up whether the platform has put the trigger's production address on its blacklist, warns in n8n's log if so, and keeps until when.
 * A look-up that comes to nothing is a warning too, never an error: callbacks may well arrive.
 */
export async function warnWhenBlacklisted(context: IHookFunctions): Promise<void> {
	const memory = memoryOf(context);
	forget(memory);
	const { name } = context.getNode();
	const address = context.getNodeWebhookUrl('default') ?? '';
	try {
		const until = await lookUp(context, address);
		if (until === undefined) return;
		memory.blacklistedUntil = until;
		const { platformTimezone } = await context.getCredentials('longlonglongApi');
		memory.releasedAt = momentOf(until, platformTimezone);
		context.logger.warn(
			`The address of "${name}" is on the platform's callback blacklist (拉黑中) until ${until}; no callback comes before. Address: ${address}`,
		);
	} catch (error) {
		context.logger.warn(
			`"${name}" could not look up the platform's callback blacklist: ${(error as Error).message}`,
		);
	}
}

/** Forgets what the last activation found. */
export function forgetBlacklist(context: IHookFunctions): void {
	forget(memoryOf(context));
}

/** Shows above the output what the last activation found, until the platform has released the address. */
export function showBlacklist(context: IExecuteFunctions): void {
	const { blacklistedUntil, releasedAt } = memoryOf(context);
	if (blacklistedUntil === undefined) return;
	if (releasedAt !== undefined && releasedAt <= Date.now()) return;
	context.addExecutionHints({
		type: 'warning',
		location: 'outputPane',
		message: `When this workflow was activated, the platform had its callback address on the blacklist (拉黑中) until ${blacklistedUntil}. Until then no callback arrives at the production URL.`,
	});
}
