import type { Reply } from '../../http/reply';
import type { Envelope, NxlinkClient } from './client';

/**
 * The fields that a customer can have. Source: GET customers/fields.
 * @param isPreset true for the system's own (系统字段), false for the team's (自定义字段), undefined for all
 */
export async function queryFields(client: NxlinkClient, isPreset?: boolean): Promise<Reply<Envelope>> {
	return await client.call({
		method: 'GET',
		path: '/saas/cdp/openapi/customers/fields',
		query: {
			tenant_id: client.tenantId,
			app_key: client.appKey,
			...(isPreset !== undefined && { is_preset: String(isPreset) }),
		},
	});
}
