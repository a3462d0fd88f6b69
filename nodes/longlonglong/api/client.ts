import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { normalBaseUrl } from '../../http/baseUrl';
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
import { ADVICE, SUCCESS_CODE, TARGET_CODES } from '../codes';
import { DEFAULT_TIMEZONE } from './timezone';

const CREDENTIAL = 'longlonglongApi';
const PLATFORM = 'Longlonglong';
const API_PATH = '/agent-api';

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
	/** Makes what the platform says about single rows fit to be shown; replies are clean already. */
	cleaner: TextCleaner;
	call(request: LonglonglongCall): Promise<Reply<Envelope>>;
	/** The same for the one answer that has no envelope. */
	callFor<Answer>(
		request: LonglonglongCall,
		read: (answer: HttpAnswer) => Reply<Answer>,
	): Promise<Reply<Answer>>;
}

/** The envelope of an answer; undefined when it has none, so that not the platform's API answered. */
function envelopeOf(answer: HttpAnswer) {
	const whole = parseJson(answer.text);
	if (!isRecord(whole)) return undefined;
	const code = Number(whole.code ?? NaN);
	if (!Number.isInteger(code)) return undefined;
	const { status: outcome = 'success', data, meta } = whole;
	return { code, outcome, message: wordsIn(whole.message), data, meta, whole: whole as IDataObject };
}

/**
 * Reads an answer. The envelope's code decides, whatever the HTTP status beside it, because no page says which status comes with an
 * error.
 */
export function readAnswer(answer: HttpAnswer): Reply<Envelope> {
	const { status } = answer;
	const envelope = envelopeOf(answer);
	// Without an envelope it was not the platform that answered, so only the HTTP status says anything.
	if (!envelope) return replyByStatus(answer);
	const { code, outcome, message, data, meta, whole } = envelope;
	const refusal = { message, code: String(code), httpStatus: status };
	// "Not now" as HTTP status or as code: the call was not looked at.
	if (isLater(status)) return laterReply(answer, { message, code: String(status) });
	if (isLater(code)) return laterReply(answer, refusal);
	// The documented success, which nothing in the answer contradicts.
	if (code === SUCCESS_CODE && outcome === 'success' && status < 300) {
		return { kind: 'yes', answer: { data, meta, whole } };
	}
	// A success that is contradicted, or a code that means success elsewhere: the call may have taken effect.
	if (code < 300) {
		const facts = `code ${code}, status "${wordsIn(outcome)}", HTTP status ${status}`;
		return { kind: 'unknown', ...refusal, message: `The answer is no clear success (${facts}): ${message}` };
	}
	// A failure of the server: the call may have taken effect before it.
	if (isServerFailure(code)) return { kind: 'unknown', ...refusal };
	if (status >= 500 && ADVICE[code] === undefined) return { kind: 'unknown', ...refusal };
	// The token is refused, and would be refused for every other call too.
	const deniesAllCalls = [code, status].some((said) => said === 401 || said === 403);
	// Any other code is a refusal of this call alone. Unless it is known to be about the target, it may be about the rows.
	const aboutRows = ![code, status].some((said) => TARGET_CODES.has(String(said)));
	return { kind: 'no', ...refusal, retryable: false, deniesAllCalls, aboutRows };
}

/** The words that come with a success become part of items. */
function cleanMessage(whole: IDataObject, cleaner: TextCleaner): void {
	const message = wordsIn(whole.message);
	if (message !== '') whole.message = cleaner.words(message);
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
	const cleaner = textCleaner([credential.accessToken, credential.callbackSecret]);

	async function callFor<Answer>(
		{ path, ...request }: LonglonglongCall,
		read: (answer: HttpAnswer) => Reply<Answer>,
	): Promise<Reply<Answer>> {
		const answer = await exchange(context, CREDENTIAL, { ...request, url: baseUrl + API_PATH + path });
		const reply = answer.kind === 'answered' ? read(answer) : replyWithoutAnswer(answer, PLATFORM);
		return shownReply(reply, cleaner, ADVICE);
	}

	return {
		userId: String(credential.userId ?? '').trim(),
		baseUrl,
		timezone: platformTimezone(context, credential.platformTimezone, DEFAULT_TIMEZONE),
		cleaner,
		call: async (request) => {
			const reply = await callFor(request, readAnswer);
			if (reply.kind === 'yes') cleanMessage(reply.answer.whole, cleaner);
			return reply;
		},
		callFor,
	};
}
