import type { Exchange, HttpAnswer } from './exchange';
import { firstLine } from './json';
import type { TextCleaner } from './words';

/** The platform took the call. */
export interface Yes<Answer> {
	kind: 'yes';
	answer: Answer;
}

/** The call certainly had no effect. */
export interface No {
	kind: 'no';
	/** The platform's own words, or what happened to the connection. */
	message: string;
	/** What the user can do about it. */
	advice?: string;
	/** The platform's code, an HTTP status or a socket's code. */
	code: string;
	httpStatus?: number;
	traceId?: string;
	/** The same call may succeed later: it may be sent again without being asked. */
	retryable: boolean;
	/** Milliseconds that the platform asks to be left alone. */
	retryAfterMs?: number;
	/** Every further call would meet the same: a wrong token, a wrong signature. */
	deniesAllCalls: boolean;
	/** The platform refused what is in the rows of the call. Otherwise it refused the caller or the target, whatever the rows. */
	aboutRows: boolean;
}

/** It is unknown whether the call took effect. */
export interface Unknown extends Omit<No, 'kind' | 'retryable' | 'deniesAllCalls' | 'aboutRows'> {
	kind: 'unknown';
}

/** What came of one call, in the three answers that matter for a row: yes, no, unknown. */
export type Reply<Answer> = Yes<Answer> | No | Unknown;

/** HTTP statuses, and codes of envelopes, by which a server says "not now": it has not looked at the call. */
const LATER = new Set([429, 503]);

export function isLater(statusOrCode: number): boolean {
	return LATER.has(statusOrCode);
}

/** Whether the code of an envelope is an HTTP status that says that the server itself failed, perhaps after it had done what was asked. */
export function isServerFailure(code: number): boolean {
	return code >= 500 && code < 600;
}

/** When an answer was sent by the server's own clock, by which its other times are meant; by ours if it does not say. */
function sentAt({ headers }: HttpAnswer): number {
	const theirs = Date.parse(String(headers.date));
	return Number.isNaN(theirs) ? Date.now() : theirs;
}

/** Headers in which servers say how long to wait, the standard one first. Laravel and many gateways send the others. */
const WAIT_HEADERS = ['retry-after', 'ratelimit-reset', 'x-ratelimit-retry-after', 'x-ratelimit-reset'];
/** A larger number of seconds is not a span but a moment, counted from 1970. */
const LONGEST_SPAN_SECONDS = 1_000_000_000;

/** The time to wait that a header names, in seconds, as seconds since 1970, or as an HTTP date. */
export function waitMs(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const moment = seconds > LONGEST_SPAN_SECONDS ? seconds * 1000 : Date.parse(header);
	const wait = seconds <= LONGEST_SPAN_SECONDS ? seconds * 1000 : moment - now;
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

function requestedWait(answer: HttpAnswer): number | undefined {
	const now = sentAt(answer);
	return WAIT_HEADERS.map((name) => waitMs(answer.headers[name], now)).find((wait) => wait !== undefined);
}

/** What a platform says about a call that it did not take: see {@link No}. */
export type Refusal = Pick<No, 'message' | 'advice' | 'code' | 'traceId'>;

/** The reply for an answer that says "not now", by its HTTP status or by the code of its envelope. */
export function laterReply(answer: HttpAnswer, refusal: Refusal): No {
	const { status: httpStatus } = answer;
	return {
		kind: 'no',
		...refusal,
		httpStatus,
		retryable: true,
		retryAfterMs: requestedWait(answer),
		deniesAllCalls: false,
		aboutRows: false,
	};
}

/** HTTP statuses by which a server refuses what is in a call: it cannot be read, is too large or breaks a rule. */
const ABOUT_ROWS = new Set([400, 413, 422]);

/** Servers answer a form that they accepted with 302 or 303. With 301, 307 and 308 the call was not processed. */
function redirectReply(answer: HttpAnswer): No | Unknown {
	const message = `The server redirects to another address (HTTP ${answer.status})`;
	const advice = "Check the 'Base URL' of the credential: it must be the address of the API itself.";
	const common = { message, advice, code: String(answer.status), httpStatus: answer.status };
	return answer.status === 302 || answer.status === 303
		? { kind: 'unknown', ...common }
		: { kind: 'no', ...common, retryable: false, deniesAllCalls: false, aboutRows: false };
}

/** What an HTTP status alone says about a call whose answer is not the platform's own envelope. */
export function replyByStatus(answer: HttpAnswer): No | Unknown {
	const { status } = answer;
	if (status >= 300 && status < 400) return redirectReply(answer);
	const line = firstLine(answer.text);
	const shown = line === '' ? 'nothing' : `"${line}"`;
	const refusal = { message: `HTTP ${status}: ${shown}`, code: String(status) };
	if (isLater(status)) return laterReply(answer, refusal);
	if (status < 400) {
		return {
			kind: 'unknown',
			...refusal,
			httpStatus: status,
			message: `The answer is not the platform's JSON but ${shown}`,
			advice: "Check the 'Base URL' of the credential.",
		};
	}
	if (status >= 500) return { kind: 'unknown', ...refusal, httpStatus: status };
	return {
		kind: 'no',
		...refusal,
		httpStatus: status,
		retryable: false,
		deniesAllCalls: status === 401 || status === 403,
		aboutRows: ABOUT_ROWS.has(status),
		...(status === 404 && { advice: "Check the 'Base URL' of the credential." }),
	};
}

/** What it means for a call that no answer came. */
export function replyWithoutAnswer(exchange: Exclude<Exchange, HttpAnswer>, platform: string): No | Unknown {
	const common = { message: `${platform} could not be reached: ${exchange.message}`, code: exchange.code };
	if (exchange.kind === 'unknown') {
		return { kind: 'unknown', ...common, message: `No answer from ${platform}: ${exchange.message}` };
	}
	return {
		kind: 'no',
		...common,
		advice: "Check the 'Base URL' of the credential and the network of this n8n.",
		retryable: !/CERT|INVALID|UNABLE|SSL|TLS|PROTO|SSRF/.test(exchange.code),
		deniesAllCalls: false,
		aboutRows: false,
	};
}

/**
 * A reply as it may be shown: its texts cleaned, never without words, and with advice for its code.
 * @param advice code → what the user can do
 */
export function shownReply<Answer>(
	reply: Reply<Answer>,
	cleaner: TextCleaner,
	advice: Readonly<Record<string, string>>,
): Reply<Answer> {
	if (reply.kind === 'yes') return reply;
	const code = cleaner.id(reply.code);
	return {
		...reply,
		code,
		message: cleaner.words(reply.message).trim() || `code ${code}`,
		...(reply.traceId !== undefined && { traceId: cleaner.id(reply.traceId) }),
		advice: reply.advice ?? (Object.hasOwn(advice, code) ? advice[code] : undefined),
	};
}
