import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { normalBaseUrl } from '../../http/baseUrl';

/**
 * The platform's service access points (服务接入点), by the site that people log in to. The documents name no time zone; those here are of
 * the places where the sites are.
 */
export const REGIONS = [
	{
		name: 'Hong Kong',
		value: 'hk',
		site: 'app.nxlink.ai',
		url: 'https://api-hk.nxlink.ai',
		timezone: 'Asia/Hong_Kong',
	},
	{
		name: 'Americas',
		value: 'chl',
		site: 'chl-nxlink.nxcloud.com',
		url: 'https://chl-api.nxlink.ai',
		timezone: 'America/Santiago',
	},
	{
		name: 'Indonesia',
		value: 'idn',
		site: 'idn.nxlink.ai',
		url: 'https://api-idn.nxlink.ai',
		timezone: 'Asia/Jakarta',
	},
];

/** The zone of an address of one's own, unless the credential names another. */
const CUSTOM_TIMEZONE = 'Asia/Shanghai';

function regionOf(credential: ICredentialDataDecryptedObject) {
	return REGIONS.find(({ value }) => value === credential.region);
}

/** The zone of the platform's clock when the credential names none. */
export function timezoneOfRegion(credential: ICredentialDataDecryptedObject): string {
	return regionOf(credential)?.timezone ?? CUSTOM_TIMEZONE;
}

/** The base URL that a credential means; undefined when 'Base URL' is no URL. */
export function baseUrlOf(credential: ICredentialDataDecryptedObject): string | undefined {
	const region = regionOf(credential);
	return region ? region.url : normalBaseUrl(credential.baseUrl, '/saas');
}
