import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { normalBaseUrl } from '../../http/baseUrl';
import type { HttpAnswer, RequestContext } from '../../http/exchange';
import { exchange } from '../../http/exchange';
import { parseJson } from '../../http/json';
import type { Clean, Reply } from '../../http/reply';
import { replyByStatus, replyWithoutAnswer } from '../../http/reply';
import { secretRemover } from '../../http/secrets';
import { isRecord } from '../../http/values';
import { platformTimezone } from '../../platform/timezone';
import { ADVICE, SUCCESS_CODE } from '../codes';
import { DEFAULT_TIMEZONE } from './timezone';

const CREDENTIAL = 'longlonglongApi';
const PLATFORM = 'Longlonglong';
const API_PATH = '/agent-api';
/** A validation error may name every field of every row; so many are shown. */
const MESSAGES_SHOWN = 5;

/** What the platform puts around every answer. `data` is an empty list in errors, and missing in some replies. */
export interface Envelope {
	data: unknown;
	meta: unknown;
	/** All of it, as it came. */
	whole: IDataObject;
}

export interface LonglonglongCall {
	method: IHttpRequestMethods;
	/** From `/agent-api` on, which is not part of it. */
	path: string;
	query?: IDataObject;
	body?: string;
	timeout?: number;
}

/** The platform's client for one execution. */
export interface LonglonglongClient {
	/** The credential's account; empty when it names none. */
	userId: string;
	baseUrl: string;
	/** IANA name of the zone of the platform's clock. */
	timezone: string;
	call(request: LonglonglongCall): Promise<Reply<Envelope>>;
	/** The same for the one answer that has no envelope. */
	callFor<Answer>(
		request: LonglonglongCall,
		read: (answer: HttpAnswer, clean: Clean) => Reply<Answer>,
	): Promise<Reply<Answer>>;
}

/** `message` is text, or an object of field → messages after a failed validation. */
export function messageText(message: unknown): string {
	if (typeof message === 'string') return message;
	if (!isRecord(message)) return '';
	const entries = Object.entries(message);
	const shown = entries
		.slice(0, MESSAGES_SHOWN)
		.map(([field, said]) => `${field}: ${Array.isArray(said) ? said.join(' ') : String(said)}`);
	const more = entries.length - shown.length;
	return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** Neither the documented success nor plainly a refusal: a failure on the server's side, or what elsewhere means success. */
function isUnclear(code: number, status: number): boolean {
	return code < 300 || (code >= 500 && code < 600) || (status >= 500 && ADVICE[code] === undefined);
}

/**
 * Reads an answer: the envelope's code decides, whatever the HTTP status beside it (no page says which one comes with an error), except
 * that 429 and 503 always mean "later".
 */
export function readAnswer(answer: HttpAnswer, clean?: Clean): Reply<Envelope> {
	const { status } = answer;
	const parsed = parseJson(answer.text);
	const code = isRecord(parsed) ? Number(parsed.code ?? NaN) : NaN;
	if (!isRecord(parsed) || !Number.isInteger(code))
		return withAdvice(replyByStatus(answer, undefined, clean));
	const message = messageText(parsed.message);
	if (status === 429 || status === 503) return withAdvice(replyByStatus(answer, message));
	if (code === SUCCESS_CODE && parsed.status !== 'error') {
		if (status >= 300) return { ...replyByStatus(answer, message), kind: 'unknown' };
		const { data, meta } = parsed;
		return { kind: 'yes', answer: { data, meta, whole: parsed as IDataObject } };
	}
	const common = {
		message: message === '' ? `code ${code}` : message,
		code: String(code),
		httpStatus: status,
		advice: ADVICE[code],
	};
	if (code === 429 || code === 503) return { kind: 'no', ...common, retryable: true, deniesAllCalls: false };
	if (isUnclear(code, status)) return { kind: 'unknown', ...common };
	const denied = [code, status].some((said) => said === 401 || said === 403);
	return { kind: 'no', ...common, retryable: false, deniesAllCalls: denied };
}

function withAdvice<Answer>(reply: Reply<Answer>): Reply<Answer> {
	if (reply.kind === 'yes') return reply;
	const advice = reply.advice ?? ADVICE[reply.code];
	return advice === undefined ? reply : { ...reply, advice };
}

/**
 * Makes the client from the node's credential.
 * @throws NodeOperationError when the credential has no usable address
 */
export async function longlonglongClient(context: RequestContext): Promise<LonglonglongClient> {
	const credential = await context.getCredentials(CREDENTIAL);
	const baseUrl = normalBaseUrl(credential.baseUrl, API_PATH);
	if (baseUrl === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`'Base URL' of the Longlonglong credential is not a URL: ${String(credential.baseUrl)}`,
			{ description: 'Give it with its scheme, such as https://ai.api.longlonglong.cn.' },
		);
	}
	const removeSecrets = secretRemover([credential.accessToken, credential.callbackSecret]);

	async function callFor<Answer>(
		{ path, ...request }: LonglonglongCall,
		read: (answer: HttpAnswer, clean: Clean) => Reply<Answer>,
	): Promise<Reply<Answer>> {
		const answer = await exchange(context, CREDENTIAL, { ...request, url: baseUrl + API_PATH + path });
		const reply =
			answer.kind === 'answered' ? read(answer, removeSecrets) : replyWithoutAnswer(answer, PLATFORM);
		return reply.kind === 'yes' ? reply : { ...reply, message: removeSecrets(reply.message) };
	}

	return {
		userId: String(credential.userId ?? '').trim(),
		baseUrl,
		timezone: platformTimezone(context, credential.platformTimezone, DEFAULT_TIMEZONE),
		call: async (request) => await callFor(request, readAnswer),
		callFor,
	};
}
