import type { INodeProperties } from 'n8n-workflow';

import { eventOptions } from './callbackEvents';

/** The parameters of the trigger's panel. */
export const properties: INodeProperties[] = [
	{
		displayName:
			"<b>To connect:</b> copy the <b>Production URL</b> from 'Webhook URLs' above, open the partner console (代理端) of the platform, paste it into its callback settings (回调) as the address of each callback that is to start this workflow, and publish the workflow. The <b>Test URL</b> takes one callback while you listen for a test event, and none at other times.",
		name: 'connectNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName:
			"<b>To keep strangers out:</b> the platform does not sign its callbacks. Fill in 'Callback Secret' of the credential with letters and digits, and paste the URL with <b>?secret=</b> and that word at its end.",
		name: 'secretNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		noDataExpression: true,
		options: eventOptions,
		default: [],
		hint: 'Choose none to start on all callbacks',
		description:
			'The callbacks (回调) that start the workflow. The platform gets the same answer for the callbacks that you do not choose.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Download Numbers',
				name: 'downloadNumbers',
				type: 'boolean',
				default: false,
				description:
					"Whether to download the phone numbers that a batch callback only links to, and add them to the item as 'numbers'. The download is a step of the workflow's execution, after the platform has had its answer, and it only uses the host of the credential's 'Base URL'. When it fails, the item has 'numbersError' instead.",
			},
			{
				displayName: 'Only This Account',
				name: 'onlyThisAccount',
				type: 'boolean',
				default: false,
				description:
					"Whether to drop callbacks in which neither user_id nor master_user_id is the credential's 'User ID'. A callback that names no account is dropped too. The platform gets the same answer for them.",
			},
		],
	},
];
