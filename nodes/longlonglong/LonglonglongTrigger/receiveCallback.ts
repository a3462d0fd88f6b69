import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { createHash, timingSafeEqual } from 'node:crypto';

import { asError, isRecord } from '../../http/values';
import { isAboutAccount } from './account';
import type { CallbackEvent } from './callbackEvents';
import { readCallback } from './callbackEvents';
import type { Payload } from './payload';
import { readFields, readPayload } from './payload';

const CREDENTIAL = 'longlonglongApi';

/** Answers a request without starting an execution. */
function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ code: status, message });
	return { noWebhookResponse: true };
}

/** Refuses a request, and writes the time and the cause into n8n's log. The log line contains nothing of the request. */
function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	const at = new Date().toISOString();
	context.logger.warn(`"${context.getNode().name}" refused a callback at ${at} (HTTP ${status}): ${message}`);
	return answer(context, status, message);
}

/** Reads the credential. @returns undefined when that fails, which is written into n8n's log */
async function readCredential(
	context: IWebhookFunctions,
): Promise<ICredentialDataDecryptedObject | undefined> {
	try {
		return await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);
	} catch (error) {
		const { name } = context.getNode();
		context.logger.error(`"${name}" cannot read its credential: ${asError(error).message}`);
		return undefined;
	}
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Compares two texts in constant time. It compares their digests, because `timingSafeEqual` needs equal lengths. */
const isSame = (one: string, other: string) => timingSafeEqual(sha256(one), sha256(other));

/** The query string as it arrived, without its question mark. */
function queryText(context: IWebhookFunctions): string {
	const { url = '' } = context.getRequestObject();
	const mark = url.indexOf('?');
	return mark === -1 ? '' : url.slice(mark + 1);
}

/** The value of `secret` in the address before decoding: people paste a secret there without encoding its `+` or `%`. */
function undecodedSecret(query: string): string {
	return /(?:^|&)secret=([^&]*)/.exec(query)?.[1] ?? '';
}

/** Whether `secret` in the address is the credential's, either after decoding or as it was pasted. */
function hasSecret(context: IWebhookFunctions, secret: string): boolean {
	const { secret: decoded } = context.getQueryData() as IDataObject;
	if (typeof decoded !== 'string') return false;
	const forms = [decoded, decoded.replaceAll(' ', '+'), undecodedSecret(queryText(context))];
	return forms.map((form) => isSame(form, secret)).includes(true);
}

/** A query string is a callback when it has one of these fields. */
const CALLBACK_FIELDS = ['type', 'unique_id', 'task_data', 'data', 'callid'];

/** Reads the callback in a query string. @returns undefined when the query is not a callback */
function payloadOfQuery(context: IWebhookFunctions): IDataObject | undefined {
	const fields = readFields(queryText(context));
	if (!fields || !CALLBACK_FIELDS.some((name) => Object.hasOwn(fields, name))) return undefined;
	delete fields.secret;
	return fields;
}

/** Reads the callback in a body. n8n has parsed a multipart form already; any other body is read from its bytes. */
function payloadOfBody(context: IWebhookFunctions): Payload | undefined {
	const { rawBody, body } = context.getRequestObject() as { rawBody?: Buffer; body?: unknown };
	if (rawBody !== undefined || !isRecord(body) || !isRecord(body.data)) return readPayload(rawBody);
	const fields = Object.entries(body.data).map(([name, value]): [string, string] => [name, String(value)]);
	return readFields(new URLSearchParams(fields).toString());
}

/** Answers a person who opens the address in a browser that it can be reached. */
function answerVisitor(context: IWebhookFunctions): IWebhookResponseData {
	const text =
		'This address receives callbacks of the Longlonglong platform for an n8n workflow. It is alive. ' +
		'Paste it into the partner console (代理端) as a callback address; opening it starts nothing.\n';
	context.getResponseObject().status(200).type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/** The items that start the workflow: those of a chosen event and, with 'Only This Account', of the credential's account. */
function wantedItems(
	context: IWebhookFunctions,
	payload: Payload,
	{ userId }: ICredentialDataDecryptedObject,
): IDataObject[] {
	const { event, items } = readCallback(payload);
	const chosen = context.getNodeParameter('events', []) as CallbackEvent[];
	if (chosen.length > 0 && !chosen.includes(event)) return [];
	const { onlyThisAccount } = context.getNodeParameter('options', {}) as IDataObject;
	const account = String(userId ?? '').trim();
	const { name } = context.getNode();
	if (onlyThisAccount !== true) return items;
	if (account === '') {
		context.logger.warn(
			`"${name}": 'Only This Account' has no effect, because the credential names no 'User ID'`,
		);
		return items;
	}
	const own = items.filter((item) => isAboutAccount(item, account));
	const dropped = items.length - own.length;
	if (dropped > 0)
		context.logger.info(`"${name}" dropped ${dropped} item(s) of a callback for another account`);
	return own;
}

/**
 * Receives one callback, by POST or in the query of a GET: checks the secret, and passes the callback's items to the workflow.
 *
 * n8n answers with 200 as soon as it has stored the execution, before the workflow runs. If the answer came earlier, a burst of callbacks
 * could arrive faster than n8n's database stores them, and callbacks would be lost although the platform was told that they had arrived.
 * A request that starts no execution is answered here: 200 when the event was not chosen or the account is another one; 401 when the
 * credential has a secret, and the request's is wrong or missing; 400 when the body is neither JSON nor a form; 503 when the credential
 * cannot be read, because then it is not known whether a secret is needed.
 */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const inQuery = context.getWebhookName() === 'setup';
	const payloadInQuery = inQuery ? payloadOfQuery(context) : undefined;
	if (inQuery && !payloadInQuery) return answerVisitor(context);
	const credential = await readCredential(context);
	if (!credential) return refuse(context, 503, 'not available');
	const secret = String(credential.callbackSecret ?? '').trim();
	if (secret !== '' && !hasSecret(context, secret)) return refuse(context, 401, 'wrong or missing secret');
	const payload = payloadInQuery ?? payloadOfBody(context);
	if (!payload) return refuse(context, 400, 'the body is neither JSON nor a form');
	const items = wantedItems(context, payload, credential);
	if (items.length === 0) return answer(context, 200, 'ok');
	return {
		webhookResponse: { code: 200, message: 'ok' },
		workflowData: [items.map((json) => ({ json }))],
	};
}
