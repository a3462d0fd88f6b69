import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { normalBaseUrl } from '../../http/baseUrl';

/**
 * The platform's service access points (服务接入点), named by the site at which a team logs in. Source: the table of service access points on
 * the vendor's pages NXCC-API-cdrQuery and NXLINK-AI-listRoute. The documents name no time zones; the ones here are those of the regions.
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

/** The time zone for a base URL of one's own, when the credential names none. */
const CUSTOM_TIMEZONE = 'Asia/Shanghai';

function regionOf(credential: ICredentialDataDecryptedObject) {
	return REGIONS.find(({ value }) => value === credential.region);
}

/** The platform's time zone when the credential names none, as an IANA name. */
export function timezoneOfRegion(credential: ICredentialDataDecryptedObject): string {
	return regionOf(credential)?.timezone ?? CUSTOM_TIMEZONE;
}

/** The base URL of a credential's region, or its own 'Base URL'; undefined when that is no URL. */
export function baseUrlOf(credential: ICredentialDataDecryptedObject): string | undefined {
	const region = regionOf(credential);
	return region ? region.url : normalBaseUrl(credential.baseUrl, '/saas');
}
