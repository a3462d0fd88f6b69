import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { normalBaseUrl } from '../../http/baseUrl';

/** The platform's service access points (服务接入点), by the site that people log in to. */
export const REGIONS = [
	{ name: 'Hong Kong', value: 'hk', site: 'app.nxlink.ai', url: 'https://api-hk.nxlink.ai' },
	{ name: 'Americas', value: 'chl', site: 'chl-nxlink.nxcloud.com', url: 'https://chl-api.nxlink.ai' },
	{ name: 'Indonesia', value: 'idn', site: 'idn.nxlink.ai', url: 'https://api-idn.nxlink.ai' },
];

/** The base URL that a credential means; undefined when 'Base URL' is no URL. */
export function baseUrlOf(credential: ICredentialDataDecryptedObject): string | undefined {
	const region = REGIONS.find(({ value }) => value === credential.region);
	return region ? region.url : normalBaseUrl(credential.baseUrl, '/saas');
}
