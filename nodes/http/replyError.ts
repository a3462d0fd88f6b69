import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { No, Unknown } from './reply';

/** Creates n8n's error for a call that was not accepted, with the platform's message, the advice, the code and the trace ID. */
export function replyError(node: INode, reply: No | Unknown, itemIndex?: number): NodeApiError {
	const { message, advice, code, httpStatus, traceId } = reply;
	const facts = [`Code ${code}`, httpStatus && `HTTP status ${httpStatus}`, traceId && `trace ID ${traceId}`];
	const description = [advice, `${facts.filter(Boolean).join(', ')}.`].filter(Boolean).join(' ');
	const error = new NodeApiError(node, { message } as JsonObject, {
		message,
		description,
		...(httpStatus !== undefined && { httpCode: String(httpStatus) }),
		itemIndex,
	});
	error.message = message; // n8n replaces the message for some codes; the platform's message is more precise
	error.context.data = { code, ...(traceId !== undefined && { traceId }) };
	return error;
}
