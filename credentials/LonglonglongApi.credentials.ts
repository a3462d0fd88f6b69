import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { DEFAULT_TIMEZONE } from '../nodes/longlonglong/platform';
import {
	baseUrlProperty,
	bearerHeader,
	headerAuthentication,
	secretProperty,
} from '../nodes/platform/credential';
import { platformTimezoneProperty } from '../nodes/platform/timezone';

export class LonglonglongApi implements ICredentialType {
	name = 'longlonglongApi';

	displayName = 'Longlonglong API';

	icon = {
		light: 'file:../nodes/longlonglong/icons/longlonglong.svg',
		dark: 'file:../nodes/longlonglong/icons/longlonglong.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-longlonglong-nxlink/n8n-nodes-longlonglong-nxlink#longlonglong-api';

	properties: INodeProperties[] = [
		baseUrlProperty(
			'https://ai.api.longlonglong.cn',
			'The address of the API, without /agent-api and what follows it. White-label and private installations have an address of their own.',
		),
		secretProperty('Access Token', 'accessToken', {
			required: true,
			hint: 'The partner token (合作伙伴 token), issued in the partner console (代理端)',
		}),
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5832d184-dd53-42a0-8ace-0bf8d660f4cc',
			hint: 'The account (用户 ID) that the nodes work on, unless a node names another',
		},
		secretProperty('Callback Secret', 'callbackSecret', {
			description:
				'A secret word that you choose, for the Longlonglong Trigger. When it is set, the trigger accepts only callbacks to an address that ends with ?secret= and this word.',
		}),
		platformTimezoneProperty(DEFAULT_TIMEZONE, `Leave it empty for ${DEFAULT_TIMEZONE}`),
	];

	/** Adds the header `Authorization: Bearer …`. The nodes test the credential: see nodes/longlonglong/methods/credentialTest.ts. */
	authenticate = headerAuthentication(({ accessToken }) => bearerHeader(accessToken));
}
