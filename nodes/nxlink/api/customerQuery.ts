import { parseJson, writeJson } from '../../http/json';
import type { PlatformCall } from '../../platform/client';
import type { NxlinkClient } from '../platform';

/** Customers in one page, at most. */
export const MAX_QUERY_SIZE = 50;

export interface CustomerQuery {
	/** Names as the query has them, such as `sms_phone`. IDs are given as bigint. */
	filters?: Record<string, unknown>;
	/** Customers wanted, 1 to 50. */
	limit: number;
	/** The cursor of the page as JSON: documented as a Long, so bare digits; or a text. */
	after?: string;
}

/** The call that reads a page of customers. Source: POST customers/query. */
export function customerQuery(
	{ tenantId, appKey }: NxlinkClient,
	{ filters, limit, after }: CustomerQuery,
): PlatformCall {
	const cursor = after !== undefined && /^\d+$/.test(after) ? BigInt(after) : parseJson(after ?? '');
	const body = writeJson({ tenant_id: BigInt(tenantId), app_key: appKey, ...filters, after: cursor, limit });
	return { method: 'POST', path: '/cdp/openapi/customers/query', body };
}
