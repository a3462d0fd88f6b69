import type {
	IAllExecuteFunctions,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { endsWithin } from './wait';

/** Where requests are made from: a running node, a list of the editor, a trigger being activated. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions;

export interface HttpRequest {
	method: IHttpRequestMethods;
	url: string;
	/** Arrays and objects are written in bracket form: `a[0]=1`. */
	query?: IDataObject;
	/** JSON text, sent byte for byte. A GET may have one: n8n's helper drops it unless `method` is left out. */
	body?: string;
	headers?: Record<string, string>;
	/** Milliseconds until the request is given up. */
	timeout?: number;
}

/** An answer as it came in, whatever its status. Header names are in lower case. */
export interface HttpAnswer {
	kind: 'answered';
	status: number;
	headers: Record<string, unknown>;
	text: string;
}

/** No answer: `notSent` certainly never reached the platform, `unknown` may have. */
export interface NoAnswer {
	kind: 'notSent' | 'unknown';
	/** The socket's or helper's code, such as ECONNREFUSED. */
	code: string;
	message: string;
}

export type Exchange = HttpAnswer | NoAnswer;

export const DEFAULT_TIMEOUT_MS = 60_000;
/** More than any documented answer by far; what is larger is not read. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** Failures that come before the first byte of the request: name look-up, connection, TLS, n8n's own guard. */
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
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** An error and what caused it: n8n and its HTTP client wrap what the socket said, several times. */
function causes(error: unknown): unknown[] {
	const chain: unknown[] = [];
	for (let cause = error; cause && chain.length < 6; cause = property(cause, 'cause')) chain.push(cause);
	return chain;
}

/** The texts that a property has along the chain of causes, the outermost first. */
function inCauses(error: unknown, name: string): string[] {
	const values = causes(error).map((cause) => property(cause, name));
	return values.filter((value): value is string => typeof value === 'string' && value !== '');
}

/** Whether a failure came before the first byte of the request. On a connection that was there already, the same codes say nothing. */
function isBeforeSending(code: string, systemCall: string | undefined): boolean {
	if (systemCall === 'connect' || code === 'EPROTO') return true;
	return systemCall !== 'read' && systemCall !== 'write' && BEFORE_SENDING.test(code);
}

/**
 * Whether every address of a host was tried in vain. Node.js then throws one error for all addresses, with the errors of the single
 * connections inside it and only the first one's code.
 */
function couldNotConnect(error: unknown): boolean {
	return causes(error).some((cause) => {
		const attempts = property(cause, 'errors');
		if (!Array.isArray(attempts) || attempts.length === 0) return false;
		return attempts.every((attempt) => property(attempt, 'syscall') === 'connect');
	});
}

/** What the helper's error says about a request. */
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
 * Reads an answer's body, decompressed, within bounds of size and time. The helper bounds neither, and an answer without end would
 * otherwise take n8n's memory.
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
	if (!(await endsWithin(timeoutMs, reading))) body.destroy(new TooSlow());
	return await reading;
}

function optionsOf(request: HttpRequest): IHttpRequestOptions {
	const { method, url, query, body, headers, timeout = DEFAULT_TIMEOUT_MS } = request;
	return {
		// The helper drops the body of a GET, but not when it has to guess the method: without one and with a body it still is a GET.
		...(method === 'GET' && body !== undefined ? {} : { method }),
		url,
		...(query && { qs: query, arrayFormat: 'indices' as const }),
		// As bytes, because the helper would parse a JSON text once more to see whether it is one.
		...(body !== undefined && { body: Buffer.from(body) }),
		headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...headers },
		timeout,
		encoding: 'stream',
		returnFullResponse: true,
		// Every status is an answer to read. (And on an error with 401 the helper would send the request a second time.)
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

/**
 * Sends one request once, with the credential's authentication, and tells what came of it.
 *
 * Never throws for what the network or the platform does; what is wrong before that (no credential chosen) is thrown as n8n threw it.
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
		if (error instanceof NodeOperationError) throw new NodeOperationError(context.getNode(), error);
		return noAnswer(error);
	}
}
