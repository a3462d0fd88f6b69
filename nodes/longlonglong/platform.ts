import type { IDataObject } from 'n8n-workflow';

import { normalBaseUrl } from '../http/baseUrl';
import type { HttpAnswer, RequestContext } from '../http/exchange';
import { parseJson } from '../http/json';
import type { Reply } from '../http/reply';
import { isLater, isServerFailure, laterReply, replyByStatus } from '../http/reply';
import { isRecord } from '../http/values';
import { wordsIn } from '../http/words';
import type { PlatformClient } from '../platform/client';
import { platformClient } from '../platform/client';
import type { Envelope, Platform } from '../platform/platform';
import { ADVICE, SUCCESS_CODE, TARGET_CODES } from './codes/replyCodes';

const API_PATH = '/agent-api';

/** The time zone of the platform's clock when the credential names none. The manual states no zone; the platform and its users are in China. */
export const DEFAULT_TIMEZONE = 'Asia/Shanghai';

/** Reads the envelope of an answer. @returns undefined when the answer did not come from the platform's API */
function envelopeOf(answer: HttpAnswer) {
	const whole = parseJson(answer.text);
	if (!isRecord(whole)) return undefined;
	const code = Number(whole.code ?? NaN);
	if (!Number.isInteger(code)) return undefined;
	const { status: outcome = 'success', data } = whole;
	return { code, outcome, message: wordsIn(whole.message), data, whole: whole as IDataObject };
}

/**
 * Decides whether an answer means yes, no or unknown, and gives the platform's words and code with it. The envelope's code comes first,
 * because no page says which HTTP status comes with an error. `data` is an empty list in errors, and missing in some replies.
 */
export function readAnswer(answer: HttpAnswer): Reply<Envelope> {
	const { status } = answer;
	const envelope = envelopeOf(answer);
	// An answer without an envelope did not come from the platform, so only its HTTP status counts.
	if (!envelope) return replyByStatus(answer);
	const { code, outcome, message, data, whole } = envelope;
	const refusal = { message, code: String(code), httpStatus: status };
	// The HTTP status or the code means "try again later": the platform did not process the call.
	if (isLater(status)) return laterReply(answer, { message, code: String(status) });
	if (isLater(code)) return laterReply(answer, refusal);
	// The code is the documented success, and nothing in the answer contradicts it.
	if (code === SUCCESS_CODE && outcome === 'success' && status < 300) {
		return { kind: 'yes', answer: { data, whole } };
	}
	// The answer contradicts its own success code, or has another code below 300: the call may have taken effect.
	if (code < 300) {
		const facts = `code ${code}, status "${wordsIn(outcome)}", HTTP status ${status}`;
		return { kind: 'unknown', ...refusal, message: `The answer is no clear success (${facts}): ${message}` };
	}
	// The server failed: the call may have taken effect before that.
	if (isServerFailure(code)) return { kind: 'unknown', ...refusal };
	if (status >= 500 && ADVICE[code] === undefined) return { kind: 'unknown', ...refusal };
	// The token is refused, and would be refused for every other call too.
	const deniesAllCalls = [code, status].some((number) => number === 401 || number === 403);
	// Any other code is a refusal of this call alone. Unless it is known to be about the target, it may be about the rows.
	const aboutRows = ![code, status].some((number) => TARGET_CODES.has(String(number)));
	return { kind: 'no', ...refusal, retryable: false, deniesAllCalls, aboutRows };
}

export const LONGLONGLONG: Platform = {
	credential: 'longlonglongApi',
	label: 'Longlonglong',
	secrets: ['accessToken', 'callbackSecret'],
	baseUrl: (credential) => normalBaseUrl(credential.baseUrl, API_PATH),
	baseUrlAdvice: 'Give it with its scheme, such as https://ai.api.longlonglong.cn.',
	apiPath: API_PATH,
	timezone: () => DEFAULT_TIMEZONE,
	advice: ADVICE,
	readAnswer,
	idNames: {
		user: 'user ID',
		type: 'stage',
		task: 'task ID',
		task_stop: 'task ID',
		customer_to_task: 'task ID',
		component: 'custom field ID',
		identification: 'batch number',
		detail: 'record ID',
	},
};

/** The platform's client for one execution. */
export interface LonglonglongClient extends PlatformClient {
	/** The account (`user_id`) that the credential names; empty when it names none. */
	userId: string;
}

/**
 * Makes the client from the node's credential.
 * @throws NodeOperationError when the credential has no usable address or time zone
 */
export async function longlonglongClient(context: RequestContext): Promise<LonglonglongClient> {
	const client = await platformClient(context, LONGLONGLONG);
	return { ...client, userId: String(client.credential.userId ?? '').trim() };
}
