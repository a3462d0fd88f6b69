import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { createHash, timingSafeEqual } from 'node:crypto';

import type { CallbackEvent } from './callbackEvents';
import { readCallback } from './callbackEvents';
import { readPayload } from './payload';

/** Answers here and now: what n8n has not to store has not to wait. */
function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ code: status, message });
	return { noWebhookResponse: true };
}

/** @returns undefined when the credential cannot be read; empty when it asks for no secret */
async function wantedSecret(context: IWebhookFunctions): Promise<string | undefined> {
	try {
		const { callbackSecret } = await context.getCredentials('longlonglongApi');
		return String(callbackSecret ?? '').trim();
	} catch (error) {
		context.logger.error(
			`"${context.getNode().name}" cannot read its credential: ${(error as Error).message}`,
		);
		return undefined;
	}
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** In a time that tells nothing about the secret; digests, because the comparison wants equal lengths. */
function isSecret(given: unknown, secret: string): boolean {
	return typeof given === 'string' && timingSafeEqual(sha256(given), sha256(secret));
}

/** Says that the address lives, to a person who opens it in a browser. */
export function greet(context: IWebhookFunctions): IWebhookResponseData {
	const text =
		'This address takes callbacks of the Longlonglong platform for an n8n workflow. It is alive. ' +
		'Paste it into the partner console (代理端) as a callback address; opening it starts nothing.\n';
	context.getResponseObject().status(200).type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/**
 * Takes one callback: checks the secret, and hands its items to the workflow.
 *
 * n8n answers with 200 as soon as it has stored the execution, before the workflow runs. Answered any earlier, a burst of callbacks would
 * outrun n8n's database and, some having waited in vain for a place in it, be lost although the platform was told that they had arrived.
 * What starts nothing is answered here: 200 for events that were not chosen; 401 for a wrong or missing secret, when the credential has one; 400 for
 * a body that is no JSON object; 503 when the credential cannot be read, because then nobody can say whether a secret is wanted.
 */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const secret = await wantedSecret(context);
	if (secret === undefined) return answer(context, 503, 'not available');
	if (secret !== '' && !isSecret((context.getQueryData() as IDataObject).secret, secret)) {
		context.logger.warn(`"${context.getNode().name}" refused a callback: its ?secret= is wrong or missing`);
		return answer(context, 401, 'wrong or missing secret');
	}
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	const payload = readPayload(rawBody);
	if (!payload) return answer(context, 400, 'the body is no JSON object');

	const { event, items } = readCallback(payload);
	const chosen = context.getNodeParameter('events', []) as CallbackEvent[];
	const isWanted = chosen.length === 0 || chosen.includes(event);
	if (!isWanted || items.length === 0) return answer(context, 200, 'ok');
	return {
		webhookResponse: { code: 200, message: 'ok' },
		workflowData: [items.map((json) => ({ json }))],
	};
}
