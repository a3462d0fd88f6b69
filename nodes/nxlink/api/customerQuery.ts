import type { PlatformCall } from '../../platform/client';
import type { NxlinkClient } from '../platform';

/** Customers in one page, at most. */
export const MAX_QUERY_SIZE = 50;

export interface CustomerQuery {
	/** Members of a JSON object, such as `"sms_phone":"8613…"`. */
	filters?: string[];
	/** Customers wanted, 1 to 50. */
	limit: number;
	/** The cursor of the page, as JSON; documented as a Long, so bare digits. */
	after?: string;
}

/**
 * The call that reads a page of customers. Its body is put together as text, because IDs may be larger than a number holds.
 * Source: POST customers/query.
 */
export function customerQuery(
	client: NxlinkClient,
	{ filters = [], limit, after }: CustomerQuery,
): PlatformCall {
	const owner = [`"tenant_id":${client.tenantId}`, `"app_key":${JSON.stringify(client.appKey)}`];
	const cursor = after === undefined ? [] : [`"after":${after}`];
	return {
		method: 'POST',
		path: '/cdp/openapi/customers/query',
		body: `{${[...owner, ...filters, ...cursor, `"limit":${limit}`].join(',')}}`,
	};
}
