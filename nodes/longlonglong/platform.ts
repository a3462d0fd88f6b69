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

/** The zone of the platform's clock unless a credential names another. The manual names none; the platform and its users are in China. */
export const DEFAULT_TIMEZONE = 'Asia/Shanghai';

/** The envelope of an answer; undefined when the answer did not come from the platform's API. */
function envelopeOf(answer: HttpAnswer) {
	const whole = parseJson(answer.text);
	if (!isRecord(whole)) return undefined;
	const code = Number(whole.code ?? NaN);
	if (!Number.isInteger(code)) return undefined;
	const { status: outcome = 'success', data } = whole;
	return { code, outcome, message: wordsIn(whole.message), data, whole: whole as IDataObject };
}

/**
 * Reads an answer. The envelope's code decides, whatever the HTTP status beside it, because no page says which status comes with an
 * error. `data` is an empty list in errors, and missing in some replies.
 */
export function readAnswer(answer: HttpAnswer): Reply<Envelope> {
	const { status } = answer;
	const envelope = envelopeOf(answer);
	// An answer without an envelope did not come from the platform, so only its HTTP status counts.
	if (!envelope) return replyByStatus(answer);
	const { code, outcome, message, data, whole } = envelope;
	const refusal = { message, code: String(code), httpStatus: status };
	// "Not now" as HTTP status or as code: the call was not looked at.
	if (isLater(status)) return laterReply(answer, { message, code: String(status) });
	if (isLater(code)) return laterReply(answer, refusal);
	// The documented success, which nothing in the answer contradicts.
	if (code === SUCCESS_CODE && outcome === 'success' && status < 300) {
		return { kind: 'yes', answer: { data, whole } };
	}
	// A success that is contradicted, or a code that means success elsewhere: the call may have taken effect.
	if (code < 300) {
		const facts = `code ${code}, status "${wordsIn(outcome)}", HTTP status ${status}`;
		return { kind: 'unknown', ...refusal, message: `The answer is no clear success (${facts}): ${message}` };
	}
	// A failure of the server: the call may have taken effect before it.
	if (isServerFailure(code)) return { kind: 'unknown', ...refusal };
	if (status >= 500 && ADVICE[code] === undefined) return { kind: 'unknown', ...refusal };
	// The token is refused, and would be refused for every other call too.
	const deniesAllCalls = [code, status].some((said) => said === 401 || said === 403);
	// Any other code is a refusal of this call alone. Unless it is known to be about the target, it may be about the rows.
	const aboutRows = ![code, status].some((said) => TARGET_CODES.has(String(said)));
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
	/** The credential's account; empty when it names none. */
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
