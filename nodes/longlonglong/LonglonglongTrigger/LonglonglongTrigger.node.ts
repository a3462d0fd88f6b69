import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { longlonglongApiTest } from '../methods/credentialTest';
import { checkAccountIsKnown } from './account';
import { addNumbers } from './addNumbers';
import { forgetBlacklist, lookUpBlacklist, warnOfBlacklist } from './blacklist';
import { properties } from './properties';
import { receiveCallback } from './receiveCallback';

export class LonglonglongTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Longlonglong Trigger',
		name: 'longlonglongTrigger',
		icon: { light: 'file:../icons/longlonglong.svg', dark: 'file:../icons/longlonglong.dark.svg' },
		group: ['trigger'],
		// The version stays 1: n8n gives a node of a higher version no raw body when the content type is missing or wrong.
		version: 1,
		subtitle: '={{ ($parameter.events || []).join(", ") || "all callbacks" }}',
		description: 'Starts the workflow on callbacks (回调) of the Longlonglong (龙龙龙) AI calling platform',
		eventTriggerDescription:
			'Have the platform, or any HTTP client, post a callback to the test URL (with ?secret= when the credential has one)',
		activationMessage:
			'The production URL now receives callbacks. Paste it into the partner console (代理端) if it is not there yet.',
		defaults: { name: 'Longlonglong Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'longlonglongApi', required: true, testedBy: 'longlonglongApiTest' }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'longlonglong' },
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'longlonglong',
				ndvHideUrl: true,
			},
		],
		properties,
	};

	methods = { credentialTest: { longlonglongApiTest } };

	/**
	 * The platform has no call that registers a callback address, so people paste it into the console. Activation only checks the options, and
	 * whether the platform has put the address on its blacklist.
	 */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await checkAccountIsKnown(this);
				if (this.getMode() !== 'manual') await lookUpBlacklist(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				forgetBlacklist(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveCallback(this);
	}

	/**
	 * Runs as the first step of the execution that a callback started, with the items that {@link webhook} returned. Slow work is done here
	 * and not in the webhook: the platform has had its answer, n8n has stored the callback, and a step of an execution can be run again.
	 */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		warnOfBlacklist(this);
		return [await addNumbers(this)];
	}
}
