import type { HttpAnswer } from '../../http/exchange';
import { parseJson } from '../../http/json';
import type { No, Reply } from '../../http/reply';
import { isRecord } from '../../http/values';
import type { LonglonglongClient } from '../platform';
import { readAnswer } from '../platform';

/**
 * The numbers behind a batch callback's `data.url`.
 *
 * Callbacks are not signed, so anybody may have written that address. It is never called as it stands: it must name the credential's own
 * host and port and the one documented call, and then only its query (`?key=…`) is taken over. So the token goes nowhere but to the
 * credential's own address, and no forged callback can have another call made with it.
 */

const DOWNLOAD_PATH = '/agent-api/download-number';

/** Reason code of an address that was not called. */
export const REFUSED_URL = 'refusedUrl';

function refusal(message: string, advice: string): No {
	return {
		kind: 'no',
		message,
		advice,
		code: REFUSED_URL,
		retryable: false,
		deniesAllCalls: false,
		aboutRows: false,
	};
}

/** The query of a download address, with its question mark, or why the address is not called. */
function downloadQuery(baseUrl: string, given: string): string | No {
	if (!URL.canParse(given)) {
		return refusal(
			"'URL' is not a URL",
			"Give the address that a batch callback carries, such as {{ $json.data.url }}. 'single' callbacks have the number itself instead.",
		);
	}
	const url = new URL(given);
	const own = new URL(baseUrl);
	if (!/^https?:$/.test(url.protocol) || url.host !== own.host) {
		return refusal(
			`The numbers are not downloaded from ${url.protocol}//${url.host}: the credential's host is ${own.host}`,
			"Anybody could send a callback with such an address, so only the credential's own host and port are asked. If this is the right one, it belongs into 'Base URL' of the credential.",
		);
	}
	if (!url.pathname.endsWith(DOWNLOAD_PATH)) {
		return refusal(
			`The address is not one to download numbers from: ${url.pathname}`,
			`A batch callback's address ends with ${DOWNLOAD_PATH}?key=…`,
		);
	}
	return url.search;
}

/** `{"numbers":["13012121212"]}`, without the platform's envelope; with the envelope around it, it is understood too. */
function readNumbers(answer: HttpAnswer): Reply<string[]> {
	const parsed = parseJson(answer.text);
	const holder = isRecord(parsed) && isRecord(parsed.data) ? parsed.data : parsed;
	if (answer.status < 300 && isRecord(holder) && Array.isArray(holder.numbers)) {
		return { kind: 'yes', answer: holder.numbers.map(String) };
	}
	const reply = readAnswer(answer);
	if (reply.kind !== 'yes') return reply;
	const message = "The answer has no list of 'numbers'";
	return { kind: 'unknown', message, code: 'noNumbers', httpStatus: answer.status };
}

/**
 * Downloads the numbers behind a callback's `data.url`. Works wherever the client does; size and time of the answer are bounded, and no
 * redirect is followed. Source: the page saas平台添加或删除号码回调.
 * @returns the numbers, or what went wrong; an address that is not called is a `no` with the code {@link REFUSED_URL}
 */
export async function downloadNumbers(client: LonglonglongClient, url: string): Promise<Reply<string[]>> {
	const query = downloadQuery(client.baseUrl, url.trim());
	if (typeof query !== 'string') return query;
	return await client.callFor({ method: 'GET', path: `/download-number${query}` }, readNumbers);
}
