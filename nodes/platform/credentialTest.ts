import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import type { HttpAnswer } from '../http/exchange';
import type { No, Reply, Unknown } from '../http/reply';
import { replyWithoutAnswer, shownReply } from '../http/reply';
import { exchangeInTest } from '../http/testExchange';
import { textCleaner } from '../http/words';
import type { PlatformCall } from './client';
import type { Envelope, Platform } from './platform';

/**
 * Tests of credentials. n8n's declarative tests (`test` in the credential's class) only compare a field of the answer with single
 * wrong values, and a platform that answers HTTP 200 to everything has more of these than anybody can list. So nodes test their
 * credentials (`testedBy`), by the same reading of an answer as everywhere else.
 */
export interface CredentialTest {
	platform: Platform;
	/** The one call of the test, a GET, or what makes it impossible, as a sentence. */
	call(credential: ICredentialDataDecryptedObject): Pick<PlatformCall, 'path' | 'query'> | string;
	/** What authenticates the call. */
	headers(credential: ICredentialDataDecryptedObject): IDataObject;
	/** What the answer means, where more is asked of it than of any other answer. */
	read?(answer: HttpAnswer): Reply<Envelope>;
	/** What a person can do about a test that failed. */
	advice(reply: No | Unknown): string | undefined;
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

/** The platform's words with their code, or what happened to the connection; and what to do. */
function failure(platform: string, { code, message, httpStatus }: No | Unknown, advice?: string): string {
	const said = httpStatus === undefined ? message : `${platform} answered with code ${code}: ${message}`;
	return [/[.。!?]$/.test(said) ? said : `${said}.`, advice].filter(Boolean).join(' ');
}

/** Makes the function that n8n calls when a person saves a credential. */
export function credentialTest({ platform, call, headers, read, advice }: CredentialTest) {
	return async function (
		this: ICredentialTestFunctions,
		{ data: credential = {} }: ICredentialsDecrypted,
	): Promise<INodeCredentialTestResult> {
		const { label, secrets, apiPath, readAnswer } = platform;
		const baseUrl = platform.baseUrl(credential);
		if (baseUrl === undefined) return failed(`'Base URL' is not a URL. ${platform.baseUrlAdvice}`);
		const request = call(credential);
		if (typeof request === 'string') return failed(request);
		const { path, query } = request;
		const answer = await exchangeInTest(this.helpers, {
			url: baseUrl + apiPath + path,
			query,
			headers: headers(credential),
		});
		const reply =
			answer.kind === 'answered' ? (read ?? readAnswer)(answer) : replyWithoutAnswer(answer, label);
		const cleaner = textCleaner(secrets.map((name) => credential[name]));
		const shown = shownReply(reply, cleaner, platform.advice);
		if (shown.kind === 'yes') return { status: 'OK', message: 'Connection successful!' };
		return failed(failure(label, shown, advice(shown)));
	};
}
