import { NXLINK } from '../accounts';
import type { Call } from '../http/call';
import { readJson, isRecord } from '../json';
import type { Settings } from '../settings';
import { NxlinkRefusal } from './envelope';

/** @returns a refusal of wrong body parameters (nxlink.md 2.2, code 1002). */
export function wrongParameter(what: string): NxlinkRefusal {
	return new NxlinkRefusal(1002, `Parameter error: ${what}`);
}

/**
 * Reads a JSON body and checks its tenant and app key.
 * @throws NxlinkRefusal 1002 when it is no JSON object, or `settings.tenantErrorCode`
 */
export function readBody(call: Call, settings: Settings): Record<string, unknown> {
	let body: unknown;
	try {
		body = readJson(new TextDecoder('utf-8', { fatal: true }).decode(call.body));
	} catch {
		throw wrongParameter('the body is no JSON');
	}
	if (!isRecord(body)) throw wrongParameter('the body is no JSON object');
	if (typeof body.tenant_id !== 'number') throw wrongParameter('tenant_id must be an integer');
	checkTenant(body.tenant_id, body.app_key, settings);
	return body;
}

/** @throws NxlinkRefusal 1002 when one is missing, `settings.tenantErrorCode` when one is wrong [?] */
export function checkTenant(tenantId: unknown, appKey: unknown, settings: Settings): void {
	if (tenantId === undefined || tenantId === null || tenantId === '')
		throw wrongParameter('tenant_id is required');
	if (typeof appKey !== 'string' || appKey === '') throw wrongParameter('app_key is required');
	if (String(tenantId) !== String(NXLINK.tenantId) || appKey !== NXLINK.appKey) {
		throw new NxlinkRefusal(settings.tenantErrorCode, 'tenant_id or app_key does not exist');
	}
}
