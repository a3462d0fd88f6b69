import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { HttpAnswer, RequestContext } from '../../http/exchange';
import { exchange } from '../../http/exchange';
import { parseJson } from '../../http/json';
import type { Clean, Reply } from '../../http/reply';
import { replyByStatus, replyWithoutAnswer } from '../../http/reply';
import { secretRemover } from '../../http/secrets';
import { isRecord } from '../../http/values';
import { platformTimezone } from '../../platform/timezone';
import { ADVICE, AUTHENTICATION_CODE, CLOCK_CODE, UNCLEAR_CODES } from '../codes';
import { baseUrlOf, timezoneOfRegion } from './regions';

const CREDENTIAL = 'nxlinkApi';
const PLATFORM = 'NXLink';
/** Customer data is called with these two on every page, WhatsApp or not. */
export const CDP_HEADERS = { bizType: '2', action: 'mt' };

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
	call(request: NxlinkCall): Promise<Reply<Envelope>>;
	/** How far the clock of this machine is behind NXLink's, once NXLink complained; 0 before. Milliseconds. */
	clockOffsetMs(): number;
}

/** 0 is the documented one; the vendor's own tools take 200 for success too. */
const SUCCESS_CODES = new Set(['0', '200']);

/** Code, words and trace id of an answer; whole numbers and text are taken for codes, since both were seen. */
function envelopeOf(answer: HttpAnswer) {
	const parsed = parseJson(answer.text);
	if (!isRecord(parsed)) return undefined;
	const code = parsed.code ?? undefined;
	if (typeof code !== 'number' && typeof code !== 'string') return undefined;
	const words = parsed.message ?? parsed.msg;
	return {
		code: String(code),
		message: typeof words === 'string' && words !== '' ? words : `code ${code}`,
		traceId: typeof parsed.traceId === 'string' ? parsed.traceId : undefined,
		whole: parsed,
	};
}

/** Neither the documented success nor plainly a refusal. Refusals have codes from 1001 on; a word for a code is none we know. */
function isUnclear(code: string, status: number): boolean {
	if (status >= 500 && !Object.hasOwn(ADVICE, code)) return true;
	return UNCLEAR_CODES.has(code) || !(Number(code) >= 300) || /^5\d\d$/.test(code);
}

/** Reads an answer: the envelope's code decides, the HTTP status only where there is none. */
export function readAnswer(answer: HttpAnswer, clean?: Clean): Reply<Envelope> {
	const envelope = envelopeOf(answer);
	const { status } = answer;
	if (!envelope || status === 429 || status === 503) return replyByStatus(answer, envelope?.message, clean);
	const { code, message, traceId, whole } = envelope;
	if (SUCCESS_CODES.has(code)) {
		return status < 300
			? { kind: 'yes', answer: { data: whole.data, whole } }
			: { ...replyByStatus(answer, message), kind: 'unknown' };
	}
	const advice = Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined;
	const common = { message, code, httpStatus: status, traceId, advice };
	if (isUnclear(code, status)) return { kind: 'unknown', ...common };
	return {
		kind: 'no',
		...common,
		retryable: code === CLOCK_CODE,
		deniesAllCalls: AUTHENTICATION_CODE.test(code) || status === 401 || status === 403,
	};
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
	const removeSecrets = secretRemover([credential.accessSecret, credential.appKey, credential.accessKey]);
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
		if (answer.kind !== 'answered') return replyWithoutAnswer(answer, PLATFORM);
		const reply = readAnswer(answer, removeSecrets);
		if (reply.kind === 'yes') return reply;
		if (reply.code === CLOCK_CODE) clockOffset = clockDifference(answer) ?? clockOffset;
		return { ...reply, message: removeSecrets(reply.message) };
	}

	return {
		tenantId,
		appKey: String(credential.appKey ?? '').trim(),
		timezone: platformTimezone(context, credential.platformTimezone, timezoneOfRegion(credential)),
		call,
		clockOffsetMs: () => clockOffset,
	};
}
