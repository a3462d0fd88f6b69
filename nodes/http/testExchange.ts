import type { ICredentialTestFunctions, IDataObject } from 'n8n-workflow';

import type { Exchange } from './exchange';
import { noAnswer, readBody } from './exchange';

const TIMEOUT_MS = 15_000;

/** A GET with headers that authenticate it. */
export interface TestRequest {
	url: string;
	query?: IDataObject;
	headers: IDataObject;
}

/**
 * Sends the request of a credential's test once, and returns its answer or the reason why there is none. It never throws.
 *
 * n8n gives such a test only the helper `request`, which does not authenticate and has other option names than the helper in
 * {@link exchange}. The options mean the same: every status is an answer, the body is a stream, redirects are not followed.
 */
export async function exchangeInTest(
	{ request }: ICredentialTestFunctions['helpers'],
	{ url, query, headers }: TestRequest,
): Promise<Exchange> {
	try {
		const answer = (await request({
			method: 'GET',
			uri: url,
			...(query && { qs: query }),
			headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...headers },
			timeout: TIMEOUT_MS,
			simple: false,
			useStream: true,
			resolveWithFullResponse: true,
			followRedirect: false,
		})) as { statusCode: number; headers: Record<string, unknown>; body: Parameters<typeof readBody>[0] };
		const text = await readBody(answer.body, TIMEOUT_MS);
		return { kind: 'answered', status: answer.statusCode, headers: answer.headers, text };
	} catch (error) {
		return noAnswer(error);
	}
}
