import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { REGIONS } from '../nodes/nxlink/access/regions';
import { signedRequest } from '../nodes/nxlink/access/signedRequest';
import { secretProperty } from '../nodes/platform/credential';
import { platformTimezoneProperty } from '../nodes/platform/timezone';

const TIMEZONES_OF_REGIONS = REGIONS.map(({ timezone }) => timezone).join(', ');

export class NxlinkApi implements ICredentialType {
	name = 'nxlinkApi';

	displayName = 'Nxlink API';

	icon = {
		light: 'file:../nodes/nxlink/icons/nxlink.svg',
		dark: 'file:../nodes/nxlink/icons/nxlink.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-longlonglong-nxlink/n8n-nodes-longlonglong-nxlink#nxlink-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				...REGIONS.map(({ name, value, site }) => ({
					name,
					value,
					description: `Your team logs in at ${site}`,
				})),
				{ name: 'Custom', value: 'custom', description: 'Any other address' },
			],
			default: 'hk',
			description: 'The site at which your team logs in to NXLink',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api-hk.nxlink.ai',
			displayOptions: { show: { region: ['custom'] } },
			description: 'Address of the API gateway, without the part from /saas on',
		},
		{
			displayName: 'Access Key',
			name: 'accessKey',
			type: 'string',
			default: '',
			required: true,
			hint: 'The accessKey of the open API, with the right to customer data (CDP), from the NXLink console',
		},
		secretProperty('Access Secret', 'accessSecret', {
			required: true,
			hint: 'The secret (accessSecret) that belongs to the access key. It signs each request and is never sent.',
		}),
		{
			displayName: 'Tenant ID',
			name: 'tenantId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 123',
			hint: 'The team ID (团队 ID), a number shown in the NXLink console',
		},
		secretProperty('App Key', 'appKey', {
			required: true,
			hint: 'The key of your application (app_key) in NXLink',
		}),
		{
			displayName: 'Signature Algorithm',
			name: 'signAlgorithm',
			type: 'options',
			options: [
				{ name: 'MD5', value: 'md5' },
				{ name: 'SHA-256', value: 'sha256' },
			],
			default: 'md5',
			description:
				'The hash of the signature. All documents of NXLink describe MD5; only newer ones also describe SHA-256.',
		},
		platformTimezoneProperty('', `Leave it empty for the zone of the region: ${TIMEZONES_OF_REGIONS}`),
	];

	/** Signs each request. Nodes test the credential: see nodes/nxlink/methods/credentialTest.ts. */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signedRequest(credentials, requestOptions);
}
