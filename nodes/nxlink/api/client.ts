import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { HttpAnswer, RequestContext } from '../../http/exchange';
import { exchange } from '../../http/exchange';
import { parseJson } from '../../http/json';
import type { Reply } from '../../http/reply';
import {
	isLater,
	isServerFailure,
	laterReply,
	replyByStatus,
	replyWithoutAnswer,
	shownReply,
} from '../../http/reply';
import { isRecord } from '../../http/values';
import type { TextCleaner } from '../../http/words';
import { textCleaner, wordsIn } from '../../http/words';
import { platformTimezone } from '../../platform/timezone';
import { ADVICE, AUTHENTICATION_CODE, CLOCK_CODE, TARGET_CODES, UNCLEAR_CODES } from '../codes';
import { baseUrlOf, timezoneOfRegion } from './regions';
import { CDP_HEADERS } from './signedRequest';

const CREDENTIAL = 'nxlinkApi';
const PLATFORM = 'NXLink';

export interface NxlinkCall {
	method: IHttpRequestMethods;
	/** From `/saas` on. */
	path: string;
	query?: IDataObject;
	/** JSON text: signed and sent as it is. */
	body?: string;
	timeout?: number;
}

/** What a call brought that NXLink took. */
export interface Envelope {
	data: unknown;
	/** Everything else of the answer too, as it came. */
	whole: Record<string, unknown>;
}

/** The platform's client for one execution. */
export interface NxlinkClient {
	/** Digits; as text, since nobody says that they stay below 2^53. */
	tenantId: string;
	appKey: string;
	/** IANA name of the zone of the platform's clock. */
	timezone: string;
	/** Makes what the platform says about single rows fit to be shown; replies are clean already. */
	cleaner: TextCleaner;
	call(request: NxlinkCall): Promise<Reply<Envelope>>;
	/** How far the clock of this machine is behind NXLink's, once NXLink complained; 0 before. Milliseconds. */
	clockOffsetMs(): number;
}

/** 0 is the documented one; the vendor's own tools take 200 for success too. */
const SUCCESS_CODES = new Set(['0', '200']);

/** The envelope of an answer; undefined when it has none, so that not NXLink's API answered. Codes were seen as numbers and as text. */
function envelopeOf(answer: HttpAnswer) {
	const whole = parseJson(answer.text);
	if (!isRecord(whole)) return undefined;
	const { code, traceId } = whole;
	if (typeof code !== 'number' && typeof code !== 'string') return undefined;
	return {
		code: String(code),
		message: wordsIn(whole.message) || wordsIn(whole.msg),
		...(wordsIn(traceId) !== '' && { traceId: wordsIn(traceId) }),
		whole,
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

/** How far NXLink's clock is ahead of ours, from the `Date` header of an answer. */
function clockDifference(answer: HttpAnswer): number | undefined {
	const theirs = Date.parse(String(answer.headers.date));
	return Number.isNaN(theirs) ? undefined : theirs - Date.now();
}

/**
 * Makes the client from the node's credential.
 * @throws NodeOperationError when the credential has no usable address or tenant
 */
export async function nxlinkClient(context: RequestContext): Promise<NxlinkClient> {
	const credential = await context.getCredentials(CREDENTIAL);
	const wrong = (message: string, description: string) =>
		new NodeOperationError(context.getNode(), message, { description });
	const baseUrl = baseUrlOf(credential);
	if (baseUrl === undefined) {
		throw wrong(
			`'Base URL' of the NXLink credential is not a URL: ${String(credential.baseUrl)}`,
			"Give it with its scheme, such as https://api-hk.nxlink.ai, or choose one of the regions in 'Region'.",
		);
	}
	const tenantId = String(credential.tenantId ?? '').trim();
	if (!/^[1-9]\d*$/.test(tenantId)) {
		throw wrong(
			"'Tenant ID' of the NXLink credential must be a number",
			'It is the team ID (团队 ID) of your NXLink team, digits only.',
		);
	}
	const cleaner = textCleaner([credential.accessSecret, credential.appKey, credential.accessKey]);
	let clockOffset = 0;

	async function call({ method, path, query, body, timeout }: NxlinkCall): Promise<Reply<Envelope>> {
		const answer = await exchange(context, CREDENTIAL, {
			method,
			url: baseUrl + path,
			query,
			body,
			timeout,
			// The credential signs with this time instead of its own once it is known to be wrong.
			headers: clockOffset === 0 ? CDP_HEADERS : { ...CDP_HEADERS, ts: String(Date.now() + clockOffset) },
		});
		const reply = answer.kind === 'answered' ? readAnswer(answer) : replyWithoutAnswer(answer, PLATFORM);
		if (answer.kind === 'answered' && reply.kind !== 'yes' && reply.code === CLOCK_CODE) {
			clockOffset = clockDifference(answer) ?? clockOffset;
		}
		return shownReply(reply, cleaner, ADVICE);
	}

	return {
		tenantId,
		appKey: String(credential.appKey ?? '').trim(),
		timezone: platformTimezone(context, credential.platformTimezone, timezoneOfRegion(credential)),
		cleaner,
		call,
		clockOffsetMs: () => clockOffset,
	};
}
