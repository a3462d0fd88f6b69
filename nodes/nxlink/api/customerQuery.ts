import { parseJson, writeJson } from '../../http/json';
import type { PlatformCall } from '../../platform/client';
import type { NxlinkClient } from '../platform';

/** Maximum number of customers on one page. Source: POST customers/query. */
export const MAX_QUERY_SIZE = 50;

/**
 * Contact of a customer → its filter in customers/query, which has no filter for the other contacts. The documents spell `whatsApp_phone`
 * in this way for the filter only.
 */
export const CONTACT_FILTERS: Readonly<Record<string, string>> = {
	whats_app_phone: 'whatsApp_phone',
	sms_phone: 'sms_phone',
	email: 'email',
	viber_phone: 'viber_phone',
};

export interface CustomerQuery {
	/** Filters by their names in the query, such as `sms_phone`. IDs are given as bigint. */
	filters?: Record<string, unknown>;
	/** Number of customers on the page, 1 to 50. */
	limit: number;
	/** The cursor of the page as JSON: digits without quotes for a Long, as the documents describe it, or a text in quotes. */
	after?: string;
}

/** Makes the call that reads a page of customers. Source: POST customers/query. */
export function customerQuery(
	{ tenantId, appKey }: NxlinkClient,
	{ filters, limit, after }: CustomerQuery,
): PlatformCall {
	const cursor = after !== undefined && /^\d+$/.test(after) ? BigInt(after) : parseJson(after ?? '');
	const body = writeJson({ tenant_id: BigInt(tenantId), app_key: appKey, ...filters, after: cursor, limit });
	return { method: 'POST', path: '/cdp/openapi/customers/query', body };
}
