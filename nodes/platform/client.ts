import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { HttpAnswer, RequestContext } from '../http/exchange';
import { exchange } from '../http/exchange';
import type { Reply } from '../http/reply';
import { replyWithoutAnswer, shownReply } from '../http/reply';
import type { TextCleaner } from '../http/words';
import { textCleaner, wordsIn } from '../http/words';
import type { Envelope, Platform } from './platform';
import { platformTimezone } from './timezone';

export interface PlatformCall {
	method: IHttpRequestMethods;
	/** The path behind the platform's `apiPath`. */
	path: string;
	query?: IDataObject;
	/** JSON text, sent byte for byte. */
	body?: string;
	/** Milliseconds. */
	timeout?: number;
}

/** The client of a platform, for one execution. */
export interface PlatformClient {
	platform: Platform;
	credential: ICredentialDataDecryptedObject;
	/** The base URL without the API's own path. */
	baseUrl: string;
	/** IANA name of the platform's time zone. */
	timezone: string;
	/** Removes secrets from the platform's messages about single rows. Messages in replies are already cleaned. */
	cleaner: TextCleaner;
	/** Makes a call once. */
	call(request: PlatformCall): Promise<Reply<Envelope>>;
	/** Makes a call once and reads its answer with a function of the caller, such as an answer without the platform's envelope. */
	callFor<Answer>(request: PlatformCall, read: (answer: HttpAnswer) => Reply<Answer>): Promise<Reply<Answer>>;
}

/** The fields of an envelope with the platform's message. They become part of output items. */
const MESSAGE_KEYS = ['message', 'msg'];

function cleanMessages(whole: IDataObject, cleaner: TextCleaner): void {
	for (const key of MESSAGE_KEYS) {
		const words = wordsIn(whole[key]);
		if (words !== '') whole[key] = cleaner.words(words);
	}
}

/**
 * Creates the client of a platform from the node's credential.
 * @throws NodeOperationError when the base URL or the time zone of the credential is not valid
 */
export async function platformClient(context: RequestContext, platform: Platform): Promise<PlatformClient> {
	const { credential: credentialName, label, apiPath, advice, readAnswer } = platform;
	const credential = await context.getCredentials(credentialName);
	const baseUrl = platform.baseUrl(credential);
	if (baseUrl === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`'Base URL' of the ${label} credential is not a URL: ${String(credential.baseUrl)}`,
			{ description: platform.baseUrlAdvice },
		);
	}
	const cleaner = textCleaner(platform.secrets.map((name) => credential[name]));

	async function callFor<Answer>(
		{ path, ...request }: PlatformCall,
		read: (answer: HttpAnswer) => Reply<Answer>,
	): Promise<Reply<Answer>> {
		const url = baseUrl + apiPath + path;
		const answer = await exchange(context, credentialName, {
			...request,
			url,
			headers: platform.headers?.(),
		});
		const reply = answer.kind === 'answered' ? read(answer) : replyWithoutAnswer(answer, label);
		return shownReply(reply, cleaner, advice);
	}

	async function call(request: PlatformCall): Promise<Reply<Envelope>> {
		const reply = await callFor(request, readAnswer);
		if (reply.kind === 'yes') cleanMessages(reply.answer.whole, cleaner);
		return reply;
	}

	const timezone = platformTimezone(context, credential.platformTimezone, platform.timezone(credential));
	return { platform, credential, baseUrl, timezone, cleaner, call, callFor };
}
