import type { Exchange, HttpAnswer } from './exchange';
import { firstLine } from './json';

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
}

/** Nobody can say whether the call took effect. */
export interface Unknown extends Omit<No, 'kind' | 'retryable' | 'deniesAllCalls'> {
	kind: 'unknown';
}

/** What came of one call, in the three answers that matter for a row: yes, no, unknown. */
export type Reply<Answer> = Yes<Answer> | No | Unknown;

/** When an answer was sent by the server's own clock, by which its other times are meant; by ours if it does not say. */
function sentAt({ headers }: HttpAnswer): number {
	const theirs = Date.parse(String(headers.date));
	return Number.isNaN(theirs) ? Date.now() : theirs;
}

/** The time to wait from a `Retry-After` header, given in seconds or as an HTTP date. */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

/** Takes out of a server's text what must not be shown. */
export type Clean = (text: string) => string;

const asItIs: Clean = (text) => text;
/** So much of an answer that is not the platform's is looked at, in characters; far less is shown. */
const MAX_INSPECTED_CHARS = 20_000;

/** An error page that shows the request shows all its phone numbers. */
const LONG_NUMBER = /\d{7,}/g;

function isRetryable(status: number): boolean {
	return status === 429 || status === 503;
}

/** 302 and 303 are how servers answer a form that they took; 301, 307 and 308 say that nobody looked at the call. */
function redirectReply(answer: HttpAnswer): No | Unknown {
	const message = `The server redirects to another address (HTTP ${answer.status})`;
	const advice = "Check the 'Base URL' of the credential: it must be the address of the API itself.";
	const common = { message, advice, code: String(answer.status), httpStatus: answer.status };
	return answer.status === 302 || answer.status === 303
		? { kind: 'unknown', ...common }
		: { kind: 'no', ...common, retryable: false, deniesAllCalls: false };
}

/**
 * What an HTTP status alone says about a call whose answer is not the platform's own envelope.
 * @param message the platform's words, when it had some
 * @param clean takes secrets out of a text. Before anything else: in a text that is cut or masked they would not be found
 */
export function replyByStatus(answer: HttpAnswer, message?: string, clean: Clean = asItIs): No | Unknown {
	const { status } = answer;
	if (status >= 300 && status < 400) return redirectReply(answer);
	const line = firstLine(clean(answer.text.slice(0, MAX_INSPECTED_CHARS))).replace(LONG_NUMBER, '***');
	const shown = line === '' ? 'nothing' : `"${line}"`;
	const common = { message: message ?? `HTTP ${status}: ${shown}`, code: String(status), httpStatus: status };
	if (status < 400) {
		return {
			kind: 'unknown',
			...common,
			message: `The answer is not the platform's JSON but ${shown}`,
			advice: "Check the 'Base URL' of the credential.",
		};
	}
	if (status >= 500 && !isRetryable(status)) return { kind: 'unknown', ...common };
	const elsewhere = status === 404 && message === undefined;
	return {
		kind: 'no',
		...common,
		retryable: isRetryable(status),
		retryAfterMs: retryAfterMs(answer.headers['retry-after'], sentAt(answer)),
		deniesAllCalls: status === 401 || status === 403,
		...(elsewhere && { advice: "Check the 'Base URL' of the credential." }),
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
	};
}
