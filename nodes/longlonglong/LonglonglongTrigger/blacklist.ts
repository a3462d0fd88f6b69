import type { IExecuteFunctions, IHookFunctions } from 'n8n-workflow';
import { tryToParseDateTime } from 'n8n-workflow';

import { replyError } from '../../http/replyError';
import { isRecord } from '../../http/values';
import { DEFAULT_TIMEZONE, longlonglongClient } from '../platform';

/** The timeout is short, because the activation waits for the look-up, and n8n's start waits for every activation. */
const LOOK_UP_TIMEOUT_MS = 5_000;
/** `status` of an entry that is in force (拉黑中); 1 is one that was released. */
const IN_FORCE = '0';

interface TriggerMemory {
	/** When the platform releases the address, as the platform writes it; missing when the address is not on the blacklist. */
	blacklistedUntil?: string;
	/** The same moment in milliseconds since 1970; missing when the platform's text is not a time. */
	releasedAt?: number;
}

const memoryOf = (context: IHookFunctions | IExecuteFunctions) =>
	context.getWorkflowStaticData('node') as TriggerMemory;

function forget(memory: TriggerMemory): void {
	delete memory.blacklistedUntil;
	delete memory.releasedAt;
}

/**
 * The host and path of an address; undefined when it is not a URL. Only these are compared: the query holds the secret, and a proxy may
 * turn https into http.
 */
function hostAndPath(address: unknown): string | undefined {
	if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
	const { host, pathname } = new URL(address);
	return host + pathname.replace(/\/+$/, '');
}

/** The latest release time among the entries in force for an address. Source: GET callback_blacklist. */
function releaseTime(entries: unknown, address: string): string | undefined {
	const listed = (Array.isArray(entries) ? entries : [])
		.filter(isRecord)
		.filter(({ url, status }) => String(status) === IN_FORCE && hostAndPath(url) === hostAndPath(address))
		.map(({ release_time: time }) => (typeof time === 'string' ? time.slice(0, 30) : 'an unknown time'));
	return listed.sort().at(-1);
}

/** A time of the platform's clock in milliseconds since 1970; undefined when the text is not a time. */
function millisecondsOf(time: string, zone: unknown): number | undefined {
	try {
		const platformZone = typeof zone === 'string' && zone.trim() !== '' ? zone.trim() : DEFAULT_TIMEZONE;
		return tryToParseDateTime(time, platformZone).toMillis();
	} catch {
		return undefined;
	}
}

/** Reads the blacklist. @returns the address's release time, if it is listed @throws NodeApiError when the list cannot be read */
async function fetchReleaseTime(context: IHookFunctions, address: string): Promise<string | undefined> {
	const client = await longlonglongClient(context);
	const path = '/callback_blacklist';
	const reply = await client.call({ method: 'GET', path, timeout: LOOK_UP_TIMEOUT_MS });
	if (reply.kind !== 'yes') throw replyError(context.getNode(), reply);
	return releaseTime(reply.answer.data, address);
}

/**
 * Looks up whether the platform has put the trigger's production address on its blacklist. If so, n8n's log gets a warning, and the
 * workflow's static data keeps the release time. A look-up that fails is a warning too and never an error, because callbacks may still
 * arrive.
 */
export async function lookUpBlacklist(context: IHookFunctions): Promise<void> {
	const memory = memoryOf(context);
	forget(memory);
	const { name } = context.getNode();
	const address = context.getNodeWebhookUrl('default') ?? '';
	try {
		const until = await fetchReleaseTime(context, address);
		if (until === undefined) return;
		memory.blacklistedUntil = until;
		const { platformTimezone } = await context.getCredentials('longlonglongApi');
		memory.releasedAt = millisecondsOf(until, platformTimezone);
		context.logger.warn(
			`The address of "${name}" is on the platform's callback blacklist (拉黑中) until ${until}; no callback arrives before that time. Address: ${address}`,
		);
	} catch (error) {
		context.logger.warn(
			`"${name}" could not look up the platform's callback blacklist: ${(error as Error).message}`,
		);
	}
}

/** Forgets what the last look-up found. */
export function forgetBlacklist(context: IHookFunctions): void {
	forget(memoryOf(context));
}

/** Shows a warning above the output while the address is on the blacklist, as far as the last look-up knows. */
export function warnOfBlacklist(context: IExecuteFunctions): void {
	const { blacklistedUntil, releasedAt } = memoryOf(context);
	if (blacklistedUntil === undefined) return;
	if (releasedAt !== undefined && releasedAt <= Date.now()) return;
	context.addExecutionHints({
		type: 'warning',
		location: 'outputPane',
		message: `When this workflow was activated, the platform had its callback address on the blacklist (拉黑中) until ${blacklistedUntil}. Until then no callback arrives at the production URL.`,
	});
}
