import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import type { HttpAnswer } from '../http/exchange';
import type { No, Reply, Unknown } from '../http/reply';
import { replyWithoutAnswer, shownReply } from '../http/reply';
import type { TestRequest } from '../http/testExchange';
import { exchangeInTest } from '../http/testExchange';
import { textCleaner } from '../http/words';

/**
 * Tests of credentials. n8n's declarative tests (`test` in the credential's class) only compare a field of the answer with single
 * wrong values, and a platform that answers HTTP 200 to everything has more of these than anybody can list. So nodes test their
 * credentials (`testedBy`), by the same reading of an answer as everywhere else.
 */
export interface CredentialTest {
	/** Name of the platform, as a person knows it. */
	platform: string;
	/** The one call of the test, or what makes it impossible, as a sentence. */
	request(credential: ICredentialDataDecryptedObject): TestRequest | string | Promise<TestRequest>;
	read(answer: HttpAnswer): Reply<unknown>;
	/** What a person can do about a test that failed. The reply may be shown as it is. */
	advice(reply: No | Unknown): string | undefined;
	/** The credential's fields that no message may show. */
	secrets: string[];
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
export function credentialTest({ platform, request, read, advice, secrets }: CredentialTest) {
	return async function (
		this: ICredentialTestFunctions,
		{ data: credential = {} }: ICredentialsDecrypted,
	): Promise<INodeCredentialTestResult> {
		const asked = await request(credential);
		if (typeof asked === 'string') return failed(asked);
		const answer = await exchangeInTest(this.helpers, asked);
		const cleaner = textCleaner(secrets.map((name) => credential[name]));
		const said = answer.kind === 'answered' ? read(answer) : replyWithoutAnswer(answer, platform);
		const reply = shownReply(said, cleaner, {});
		if (reply.kind === 'yes') return { status: 'OK', message: 'Connection successful!' };
		return failed(failure(platform, reply, advice(reply)));
	};
}
