import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { REGIONS } from '../nodes/nxlink/api/regions';
import type { SignAlgorithm } from '../nodes/nxlink/api/signature';
import { sign } from '../nodes/nxlink/api/signature';
import { ADVICE } from '../nodes/nxlink/codes';
import { platformTimezoneProperty } from '../nodes/platform/timezone';

/** The body exactly as it will be sent: text and bytes as they are, anything else as JSON; nothing for an empty one. */
function bodyToSign(body: unknown): string | Buffer | undefined {
	if (typeof body === 'string' || Buffer.isBuffer(body)) return body.length > 0 ? body : undefined;
	if (typeof body !== 'object' || body === null || Object.keys(body).length === 0) return undefined;
	return JSON.stringify(body);
}

const TIMEZONES_OF_REGIONS = REGIONS.map(({ timezone }) => timezone).join(', ');

/** For a secret that does not look like one by its name. */
const MASKED = { password: true };

function trimmed(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

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
		{
			displayName: 'Access Secret',
			name: 'accessSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'The secret (accessSecret) that belongs to the access key. It signs each request and is never sent.',
		},
		{
			displayName: 'Tenant ID',
			name: 'tenantId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 123',
			hint: 'The team ID (团队 ID), a number shown in the NXLink console',
		},
		{
			displayName: 'App Key',
			name: 'appKey',
			type: 'string',
			typeOptions: MASKED,
			default: '',
			required: true,
			hint: 'The key of your application (app_key) in NXLink',
		},
		{
			displayName: 'Signature Algorithm',
			name: 'signAlgorithm',
			type: 'options',
			options: [
				{ name: 'MD5', value: 'md5' },
				{ name: 'SHA-256', value: 'sha256' },
			],
			default: 'md5',
			description: 'How requests are signed. All of NXLink knows MD5; SHA-256 is newer.',
		},
		platformTimezoneProperty('', `Leave it empty for the zone of the region: ${TIMEZONES_OF_REGIONS}`),
	];

	/** Signs the bytes that are sent. A `ts` that the caller set stands, so that a node can make up for a wrong clock. */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const given = requestOptions.headers ?? {};
		const body = bodyToSign(requestOptions.body);
		const accessKey = trimmed(credentials.accessKey);
		const bizType = String(given.bizType ?? '2');
		const action = String(given.action ?? 'mt');
		const ts = String(given.ts ?? Date.now());
		const algorithm: SignAlgorithm = credentials.signAlgorithm === 'sha256' ? 'sha256' : 'md5';
		const accessSecret = trimmed(credentials.accessSecret);
		return {
			...requestOptions,
			...(body !== undefined && { body }),
			headers: {
				...given,
				...(body !== undefined && { 'Content-Type': 'application/json' }),
				accessKey,
				bizType,
				action,
				ts,
				...(algorithm === 'sha256' && { algorithm }),
				sign: sign({ accessKey, accessSecret, bizType, action, ts, body }, algorithm),
			},
		};
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ({ ${REGIONS.map(({ value, url }) => `${value}: '${url}'`).join(', ')} })[$credentials.region] ?? $credentials.baseUrl.trim().replace(/\\/+$/, '').replace(/\\/saas$/, '') }}`,
			url: '/saas/cdp/openapi/customers/fields',
			qs: {
				tenant_id: '={{ String($credentials.tenantId).trim() }}',
				app_key: '={{ $credentials.appKey.trim() }}',
				is_preset: 'true',
			},
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 15_000,
		},
		rules: [
			...['1001', '1002', '1003', '1004', '1005'].flatMap((code) =>
				[code, Number(code)].map((value) => ({
					type: 'responseSuccessBody' as const,
					properties: { key: 'code', value, message: `NXLink answered with code ${code}. ${ADVICE[code]}` },
				})),
			),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'code',
					value: undefined,
					message: "What answered there is not NXLink's API: check 'Region' and 'Base URL'.",
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data[0]',
					value: undefined,
					message: "NXLink accepts the access key, but not the rest: check 'Tenant ID' and 'App Key'.",
				},
			},
		],
	};
}
