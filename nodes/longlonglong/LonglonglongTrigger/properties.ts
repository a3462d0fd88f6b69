import type { INodeProperties } from 'n8n-workflow';

import { eventOptions } from './callbackEvents';

/** The trigger's panel: how to connect it, what to start on. */
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
		hint: 'None chosen: all callbacks',
		description:
			'The callbacks (回调) that start the workflow; choose none for all of them. The others are answered just the same.',
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
					"Whether to fetch the phone numbers that a batch callback only links to, and add them to the item as 'numbers'. It happens in the workflow's execution, after the platform has its answer, and only from the host of the credential's 'Base URL'. When it does not work, the item has 'numbersError' instead.",
			},
			{
				displayName: 'Only This Account',
				name: 'onlyThisAccount',
				type: 'boolean',
				default: false,
				description:
					"Whether to drop callbacks that do not name the credential's account, neither as user_id nor as master_user_id. They are answered all the same. A callback that names no account at all is dropped too.",
			},
		],
	},
];
