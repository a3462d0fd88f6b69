import type { Exchange, HttpAnswer } from './exchange';
import { firstLine } from './json';
import type { TextCleaner } from './words';

/** The platform accepted the call. */
export interface Yes<Answer> {
	kind: 'yes';
	answer: Answer;
}

/** The call certainly had no effect. */
export interface No {
	kind: 'no';
	/** The platform's message, or the reason why the connection failed. */
	message: string;
	/** What the user can do about it. */
	advice?: string;
	/** The platform's code, an HTTP status or the error code of a socket. */
	code: string;
	httpStatus?: number;
	traceId?: string;
	/** Whether the same call may succeed later, so that it may be repeated. */
	retryable: boolean;
	/** How long the platform asks to wait before the next call, in milliseconds. */
	retryAfterMs?: number;
	/** Whether every further call would be refused too, such as for a wrong token or a wrong signature. */
	deniesAllCalls: boolean;
	/** Whether the cause is in the rows of the call. Otherwise the platform refused the caller or the target. */
	aboutRows: boolean;
}

/** It is unknown whether the call took effect. */
export interface Unknown extends Omit<No, 'kind' | 'retryable' | 'deniesAllCalls' | 'aboutRows'> {
	kind: 'unknown';
}

/** The result of a call: yes (accepted), no (certainly no effect) or unknown (perhaps an effect). */
export type Reply<Answer> = Yes<Answer> | No | Unknown;

/** HTTP statuses and codes of envelopes by which a server asks to try later. It has not processed the call. */
const LATER = new Set([429, 503]);

/** Whether an HTTP status or a code asks to try later. */
export function isLater(statusOrCode: number): boolean {
	return LATER.has(statusOrCode);
}

/** Whether the code of an envelope is an HTTP status for a failure of the server. The call may have taken effect before the failure. */
export function isServerFailure(code: number): boolean {
	return code >= 500 && code < 600;
}

/** When an answer was sent, by the server's clock, because its other times are on that clock; by this machine's if the header is missing. */
function sentAt({ headers }: HttpAnswer): number {
	const theirs = Date.parse(String(headers.date));
	return Number.isNaN(theirs) ? Date.now() : theirs;
}

/** Headers with the time to wait, the standard one first. Laravel and many gateways send the others. */
const WAIT_HEADERS = ['retry-after', 'ratelimit-reset', 'x-ratelimit-retry-after', 'x-ratelimit-reset'];
/** A larger number of seconds is not a duration but a point in time, counted from 1970. */
const MAX_DURATION_SECONDS = 1_000_000_000;

/** Milliseconds to wait, from a header that has seconds, seconds since 1970, or an HTTP date; undefined for any other value. */
export function waitMs(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const moment = seconds > MAX_DURATION_SECONDS ? seconds * 1000 : Date.parse(header);
	const wait = seconds <= MAX_DURATION_SECONDS ? seconds * 1000 : moment - now;
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

function requestedWait(answer: HttpAnswer): number | undefined {
	const now = sentAt(answer);
	return WAIT_HEADERS.map((name) => waitMs(answer.headers[name], now)).find((wait) => wait !== undefined);
}

/** The platform's message and code for a call that it did not accept; see {@link No}. */
export type Refusal = Pick<No, 'message' | 'advice' | 'code' | 'traceId'>;

/** The reply for an answer that asks to try later, by its HTTP status or by the code of its envelope. */
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

/** HTTP statuses by which a server refuses the content of a call, because it cannot be read, is too large or breaks a rule. */
const ABOUT_ROWS = new Set([400, 413, 422]);

/** The reply for a redirect. A server may answer with 302 or 303 after it has accepted a call; with 301, 307 and 308 it has not. */
function redirectReply(answer: HttpAnswer): No | Unknown {
	const message = `The server redirects to another address (HTTP ${answer.status})`;
	const advice = "Check the 'Base URL' of the credential: it must be the address of the API itself.";
	const common = { message, advice, code: String(answer.status), httpStatus: answer.status };
	return answer.status === 302 || answer.status === 303
		? { kind: 'unknown', ...common }
		: { kind: 'no', ...common, retryable: false, deniesAllCalls: false, aboutRows: false };
}

/** The reply for an answer without the platform's envelope, by its HTTP status alone. */
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

/** The reply for a call without an answer. @param platform the platform's name for messages */
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
 * Prepares a reply to be shown: cleans its texts, adds advice for its code, and replaces an empty message by the code.
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
