import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { DEFAULT_TIMEZONE } from '../nodes/longlonglong/platform';
import { baseUrlProperty, bearer, headerAuthentication, secretProperty } from '../nodes/platform/credential';
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
			'Address of the API, without the part from /agent-api on. White-label and private installations have their own.',
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
				'A word of your own for the Longlonglong Trigger. When it is set, a callback is only taken from an address that ends with ?secret= and this word.',
		}),
		platformTimezoneProperty(DEFAULT_TIMEZONE, `Leave it empty for ${DEFAULT_TIMEZONE}`),
	];

	/** `Authorization: Bearer …`. Nodes test the credential: see nodes/longlonglong/methods/credentialTest.ts. */
	authenticate = headerAuthentication(({ accessToken }) => bearer(accessToken));
}
