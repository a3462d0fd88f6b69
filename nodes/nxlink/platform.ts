import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { HttpAnswer, RequestContext } from '../http/exchange';
import { parseJson } from '../http/json';
import type { Reply } from '../http/reply';
import { isLater, isServerFailure, laterReply, replyByStatus } from '../http/reply';
import { isRecord } from '../http/values';
import { wordsIn } from '../http/words';
import type { PlatformClient } from '../platform/client';
import { platformClient } from '../platform/client';
import type { Envelope, Platform } from '../platform/platform';
import { baseUrlOf, timezoneOfRegion } from './access/regions';
import { CDP_HEADERS } from './access/signedRequest';
import {
	ADVICE,
	AUTHENTICATION_CODE,
	CLOCK_CODE,
	SUCCESS_CODES,
	TARGET_CODES,
	UNCLEAR_CODES,
} from './codes/replyCodes';

/** Reads the envelope of an answer; undefined when it has none. The code comes as a number or as text. */
function envelopeOf(answer: HttpAnswer) {
	const whole = parseJson(answer.text);
	if (!isRecord(whole)) return undefined;
	const { code } = whole;
	if (typeof code !== 'number' && typeof code !== 'string') return undefined;
	const traceId = wordsIn(whole.traceId);
	return {
		code: String(code),
		message: wordsIn(whole.message) || wordsIn(whole.msg),
		...(traceId !== '' && { traceId }),
		whole: whole as IDataObject,
	};
}

/**
 * Reads an answer. The envelope's code counts first, because the documents do not say which HTTP status comes with an error.
 * Source: API interface invocation convention, nxtele/http-api-document "API接口调用约定".
 */
export function readAnswer(answer: HttpAnswer): Reply<Envelope> {
	const { status } = answer;
	const envelope = envelopeOf(answer);
	// An answer without an envelope does not come from NXLink's API, so only its HTTP status counts.
	if (!envelope) return replyByStatus(answer);
	const { whole, ...refusal } = { ...envelope, httpStatus: status };
	const { code } = refusal;
	// The HTTP status or the code asks to try later: the call had no effect.
	if (isLater(status)) return laterReply(answer, { ...refusal, code: String(status) });
	if (isLater(Number(code))) return laterReply(answer, refusal);
	// The code is a success, and the HTTP status does not contradict it.
	if (SUCCESS_CODES.has(code) && status < 300) return { kind: 'yes', answer: { data: whole.data, whole } };
	// The code is a success, but the HTTP status contradicts it: the call may have taken effect.
	if (SUCCESS_CODES.has(code)) {
		const message = `The answer is no clear success (code ${code}, HTTP status ${status}): ${refusal.message}`;
		return { kind: 'unknown', ...refusal, message };
	}
	// The code is unclear or no error code: the call may have taken effect.
	if (UNCLEAR_CODES.has(code) || !(Number(code) >= 300)) return { kind: 'unknown', ...refusal };
	// The server failed: the call may have taken effect before.
	if (isServerFailure(Number(code))) return { kind: 'unknown', ...refusal };
	if (status >= 500 && !Object.hasOwn(ADVICE, code)) return { kind: 'unknown', ...refusal };
	// NXLink refused the time of the signature: the next try is signed with NXLink's time.
	const retryable = code === CLOCK_CODE;
	// The credential is refused, so every other call would be refused too.
	const deniesAllCalls = AUTHENTICATION_CODE.test(code) || status === 401 || status === 403;
	// Any other code refuses only this call. Unless it is known to be about the target, it may be about the rows.
	const aboutRows = !deniesAllCalls && ![code, String(status)].some((said) => TARGET_CODES.has(said));
	return { kind: 'no', ...refusal, retryable, deniesAllCalls, aboutRows };
}

export const NXLINK: Platform = {
	credential: 'nxlinkApi',
	label: 'NXLink',
	secrets: ['accessSecret', 'appKey', 'accessKey'],
	baseUrl: baseUrlOf,
	baseUrlAdvice:
		"Give it with its scheme, such as https://api-hk.nxlink.ai, or choose one of the regions in 'Region'.",
	apiPath: '/saas',
	headers: () => CDP_HEADERS,
	timezone: timezoneOfRegion,
	advice: ADVICE,
	readAnswer,
};

/** NXLink's client for one execution. */
export interface NxlinkClient extends PlatformClient {
	/** The tenant ID as a text of digits, because the documents do not limit it to 2^53. */
	tenantId: string;
	appKey: string;
	/** How far this machine's clock is behind NXLink's, in milliseconds; 0 unless NXLink has refused its time. */
	clockOffsetMs(): number;
}

/** How far NXLink's clock is ahead of this machine's, in milliseconds, from the `Date` header of an answer. */
function clockDifference(answer: HttpAnswer): number | undefined {
	const theirs = Date.parse(String(answer.headers.date));
	return Number.isNaN(theirs) ? undefined : theirs - Date.now();
}

/**
 * Creates the client from the node's credential. After NXLink has refused this machine's time, calls are signed with NXLink's time.
 * @throws NodeOperationError when the base URL, the time zone or the tenant ID of the credential is not valid
 */
export async function nxlinkClient(context: RequestContext): Promise<NxlinkClient> {
	let clockOffset = 0;
	const client = await platformClient(context, {
		...NXLINK,
		// The signature takes this time instead of its own, because this machine's clock may be wrong.
		headers: () => ({ ...CDP_HEADERS, ts: String(Date.now() + clockOffset) }),
		readAnswer: (answer) => {
			const reply = NXLINK.readAnswer(answer);
			if (reply.kind !== 'yes' && reply.code === CLOCK_CODE) {
				clockOffset = clockDifference(answer) ?? clockOffset;
			}
			return reply;
		},
	});
	const tenantId = String(client.credential.tenantId ?? '').trim();
	if (!/^[1-9]\d*$/.test(tenantId)) {
		throw new NodeOperationError(context.getNode(), "'Tenant ID' of the NXLink credential must be a number", {
			description: 'It is the team ID (团队 ID) of your NXLink team, digits only.',
		});
	}
	const appKey = String(client.credential.appKey ?? '').trim();
	return { ...client, tenantId, appKey, clockOffsetMs: () => clockOffset };
}
