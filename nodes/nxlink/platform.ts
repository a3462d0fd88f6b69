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

/** The envelope of an answer; undefined when it has none, so that not NXLink's API answered. Codes were seen as numbers and as text. */
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

/** Reads an answer. The envelope's code decides, the HTTP status only where there is no envelope. */
export function readAnswer(answer: HttpAnswer): Reply<Envelope> {
	const { status } = answer;
	const envelope = envelopeOf(answer);
	// Without an envelope it was not NXLink that answered, so only the HTTP status says anything.
	if (!envelope) return replyByStatus(answer);
	const { whole, ...refusal } = { ...envelope, httpStatus: status };
	const { code } = refusal;
	// "Not now" as HTTP status or as code: the call was not looked at.
	if (isLater(status)) return laterReply(answer, { ...refusal, code: String(status) });
	if (isLater(Number(code))) return laterReply(answer, refusal);
	// The documented success, which the HTTP status does not contradict.
	if (SUCCESS_CODES.has(code) && status < 300) return { kind: 'yes', answer: { data: whole.data, whole } };
	// A success that the HTTP status contradicts: the call may have taken effect.
	if (SUCCESS_CODES.has(code)) {
		const message = `The answer is no clear success (code ${code}, HTTP status ${status}): ${refusal.message}`;
		return { kind: 'unknown', ...refusal, message };
	}
	// A code that no page explains, or one that is no number: the call may have taken effect.
	if (UNCLEAR_CODES.has(code) || !(Number(code) >= 300)) return { kind: 'unknown', ...refusal };
	// A failure of the server: the call may have taken effect before it.
	if (isServerFailure(Number(code))) return { kind: 'unknown', ...refusal };
	if (status >= 500 && !Object.hasOwn(ADVICE, code)) return { kind: 'unknown', ...refusal };
	// The signature was made with a clock that is wrong: the call is signed anew with NXLink's time.
	const retryable = code === CLOCK_CODE;
	// The credential is refused, and would be refused for every other call too.
	const deniesAllCalls = AUTHENTICATION_CODE.test(code) || status === 401 || status === 403;
	// Any other code is a refusal of this call alone. Unless it is known to be about the target, it may be about the rows.
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
	/** Digits as text, because no document limits them to 2^53. */
	tenantId: string;
	appKey: string;
	/** How far the clock of this machine is behind NXLink's, once NXLink complained; 0 before. Milliseconds. */
	clockOffsetMs(): number;
}

/** How far NXLink's clock is ahead of ours, from the `Date` header of an answer. */
function clockDifference(answer: HttpAnswer): number | undefined {
	const theirs = Date.parse(String(answer.headers.date));
	return Number.isNaN(theirs) ? undefined : theirs - Date.now();
}

/**
 * Makes the client from the node's credential. Once NXLink complains about the clock, further calls are signed with NXLink's time.
 * @throws NodeOperationError when the credential has no usable address, time zone or tenant
 */
export async function nxlinkClient(context: RequestContext): Promise<NxlinkClient> {
	let clockOffset = 0;
	const client = await platformClient(context, {
		...NXLINK,
		// The credential signs with this time instead of its own once that is known to be wrong.
		headers: () =>
			clockOffset === 0 ? CDP_HEADERS : { ...CDP_HEADERS, ts: String(Date.now() + clockOffset) },
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
