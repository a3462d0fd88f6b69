import type { PlatformCall } from '../../platform/client';
import type { NxlinkClient } from '../platform';

/**
 * Makes the call that reads the fields that a customer can have. Source: GET customers/fields.
 * @param isPreset true for the system's own fields (系统字段), false for the team's custom fields (自定义字段), undefined for all
 */
export function customerFieldsCall(
	{ tenantId, appKey }: Pick<NxlinkClient, 'tenantId' | 'appKey'>,
	isPreset?: boolean,
): PlatformCall {
	return {
		method: 'GET',
		path: '/cdp/openapi/customers/fields',
		query: {
			tenant_id: tenantId,
			app_key: appKey,
			...(isPreset !== undefined && { is_preset: String(isPreset) }),
		},
	};
}
