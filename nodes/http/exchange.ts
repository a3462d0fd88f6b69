import type {
	IAllExecuteFunctions,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { endsWithin } from './wait';

/** The contexts that make requests: a running node, a list of the editor, or a trigger that is activated. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions;

export interface HttpRequest {
	method: IHttpRequestMethods;
	url: string;
	/** The query parameters. Arrays and objects are written in bracket form: `a[0]=1`. */
	query?: IDataObject;
	/** JSON text that is sent byte for byte. A GET may have a body, too. */
	body?: string;
	headers?: Record<string, string>;
	/** Time limit of the request in milliseconds. */
	timeout?: number;
}

/** An answer with any HTTP status. Header names are in lower case. */
export interface HttpAnswer {
	kind: 'answered';
	status: number;
	headers: Record<string, unknown>;
	text: string;
}

/** The result of a request without an answer: `notSent` certainly did not reach the platform, `unknown` may have reached it. */
export interface NoAnswer {
	kind: 'notSent' | 'unknown';
	/** The error code of the socket or of n8n's helper, such as ECONNREFUSED. */
	code: string;
	message: string;
}

export type Exchange = HttpAnswer | NoAnswer;

export const DEFAULT_TIMEOUT_MS = 60_000;
/** A larger answer is not read. All documented answers are far smaller. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** Codes of failures before the first byte of the request is sent: DNS look-up, connection, TLS, invalid URL. */
const BEFORE_SENDING =
	/^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ERR_INVALID_URL|ERR_INVALID_CHAR|ERR_TLS_\w+|\w*CERT\w*|UNABLE_TO_\w+|ERR_SSL_(?!\w*BAD_RECORD_MAC)\w+)$/;

const EXPLANATIONS: Record<string, string> = {
	ENOTFOUND: 'its host name is not known',
	EAI_AGAIN: 'its host name could not be looked up just now',
	ECONNREFUSED: 'nothing answers at that address and port',
	ECONNRESET: 'the connection was cut',
	ECONNABORTED: 'no answer came in time',
	ETIMEDOUT: 'no answer came in time',
	ERR_CANCELED: 'the execution was cancelled',
	ERR_INVALID_URL: 'it is no valid URL',
	SSRF_BLOCKED: 'n8n is set up not to call this address (SSRF protection)',
	TOO_LARGE: `the answer was larger than ${MAX_ANSWER_BYTES / 1024 / 1024} MB`,
};

function property(value: unknown, name: string): unknown {
	return (value as Record<string, unknown> | null | undefined)?.[name];
}

/** An error and the chain of its causes. n8n and its HTTP client wrap the error of the socket several times. */
function causes(error: unknown): unknown[] {
	const chain: unknown[] = [];
	for (let cause = error; cause && chain.length < 6; cause = property(cause, 'cause')) chain.push(cause);
	return chain;
}

/** The texts of a property in the chain of causes, from the outermost error on. */
function inCauses(error: unknown, name: string): string[] {
	const values = causes(error).map((cause) => property(cause, name));
	return values.filter((value): value is string => typeof value === 'string' && value !== '');
}

/** Whether a failure came before the first byte of the request. When an open connection fails, the same codes do not prove that. */
function isBeforeSending(code: string, systemCall: string | undefined): boolean {
	if (systemCall === 'connect' || code === 'EPROTO') return true;
	return systemCall !== 'read' && systemCall !== 'write' && BEFORE_SENDING.test(code);
}

/**
 * Whether the connection to every address of a host failed. Node.js then throws one error that contains the errors of all connections, and
 * has the code of the first one.
 */
function couldNotConnect(error: unknown): boolean {
	return causes(error).some((cause) => {
		const attempts = property(cause, 'errors');
		if (!Array.isArray(attempts) || attempts.length === 0) return false;
		return attempts.every((attempt) => property(attempt, 'syscall') === 'connect');
	});
}

/** Reads from an error of n8n's helper whether the request was sent, and why it failed. */
export function noAnswer(error: unknown): NoAnswer {
	const blocked = inCauses(error, 'name').some((name) => name.startsWith('Ssrf'));
	const code = blocked ? 'SSRF_BLOCKED' : (inCauses(error, 'code')[0] ?? 'UNKNOWN');
	const notSent = blocked || couldNotConnect(error) || isBeforeSending(code, inCauses(error, 'syscall')[0]);
	return {
		kind: notSent ? 'notSent' : 'unknown',
		code,
		message: EXPLANATIONS[code] ?? `the connection failed (${code})`,
	};
}

class TooLarge extends Error {
	readonly code = 'TOO_LARGE';
}

class TooSlow extends Error {
	readonly code = 'ETIMEDOUT';
}

interface Readable extends AsyncIterable<Uint8Array> {
	destroy(error?: Error): unknown;
}

/**
 * Reads the decompressed body of an answer, up to 32 MB and up to a time limit. n8n's helper limits neither, so an endless answer would use
 * up n8n's memory.
 */
export async function readBody(body: Readable, timeoutMs: number): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reading = (async () => {
		for await (const chunk of body) {
			size += chunk.length;
			if (size > MAX_ANSWER_BYTES) throw new TooLarge();
			chunks.push(chunk);
		}
		return Buffer.concat(chunks).toString('utf8');
	})();
	if (await endsWithin(timeoutMs, reading)) return await reading;
	// A stream of n8n's helper may end only when its next bytes come, which may be never. Therefore nothing waits for its end.
	const tooSlow = new TooSlow();
	body.destroy(tooSlow);
	throw tooSlow;
}

function optionsOf(request: HttpRequest): IHttpRequestOptions {
	const { method, url, query, body, headers, timeout = DEFAULT_TIMEOUT_MS } = request;
	return {
		// Without a method, n8n's helper sends a GET and keeps its body. With the method GET it would drop the body.
		...(method !== 'GET' && { method }),
		url,
		...(query && { qs: query, arrayFormat: 'indices' as const }),
		// The body is given as bytes, because the helper would parse a text to find out whether it is JSON.
		...(body !== undefined && { body: Buffer.from(body) }),
		headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...headers },
		timeout,
		encoding: 'stream',
		returnFullResponse: true,
		// An answer with any status is read. Besides, the helper would repeat a request that is answered with 401.
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

/**
 * Sends a request once, with the credential's authentication, and returns its answer or the reason why there is none. It never throws: a
 * missing credential is found before, where the client is made.
 */
export async function exchange(
	context: RequestContext,
	credential: string,
	request: HttpRequest,
): Promise<Exchange> {
	try {
		const answer = (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			credential,
			optionsOf(request),
		)) as { statusCode: number; headers: Record<string, unknown>; body: Readable };
		const text = await readBody(answer.body, request.timeout ?? DEFAULT_TIMEOUT_MS);
		return { kind: 'answered', status: answer.statusCode, headers: answer.headers, text };
	} catch (error) {
		return noAnswer(error);
	}
}
