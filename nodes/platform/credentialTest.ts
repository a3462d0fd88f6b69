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
 * The test of a credential. n8n's declarative tests (`test` in the credential's class) can only compare a field of the answer with listed
 * values, and a platform that answers every call with HTTP 200 has too many error codes to list. So nodes test their credentials
 * (`testedBy`) and read the answer with the platform's own `readAnswer`.
 */
export interface CredentialTest {
	platform: Platform;
	/** The GET that the test makes, or a sentence that says why it cannot be made. */
	call(credential: ICredentialDataDecryptedObject): Pick<PlatformCall, 'path' | 'query'> | string;
	/** The headers that authenticate the call. */
	headers(credential: ICredentialDataDecryptedObject): IDataObject;
	/** Reads the answer of the test when that needs more than the platform's `readAnswer`. */
	read?(answer: HttpAnswer): Reply<Envelope>;
	/** What the user can do when the test fails, as a sentence. */
	advice(reply: No | Unknown): string | undefined;
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

/** The message of a failed test: the platform's code and message or the connection error, followed by the advice. */
function failure(platform: string, { code, message, httpStatus }: No | Unknown, advice?: string): string {
	const said = httpStatus === undefined ? message : `${platform} answered with code ${code}: ${message}`;
	return [/[.。!?]$/.test(said) ? said : `${said}.`, advice].filter(Boolean).join(' ');
}

/** Creates the function that n8n calls when a user saves a credential. */
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
