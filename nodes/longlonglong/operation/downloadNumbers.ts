import type { HttpAnswer } from '../../http/exchange';
import { parseJson } from '../../http/json';
import type { No, Reply } from '../../http/reply';
import { isRecord } from '../../http/values';
import type { LonglonglongClient } from '../platform';
import { readAnswer } from '../platform';

/**
 * This file downloads the numbers behind `data.url` of a batch callback.
 *
 * Callbacks are not signed, so anybody may have written that address. It is never requested as it is: it must have the host and port of the
 * credential and the path of the one documented call, and then only its query (`?key=…`) is used. So the token is sent to the credential's
 * own address only, and a forged callback cannot cause any other call.
 */

const DOWNLOAD_PATH = '/agent-api/download-number';

/** The code of the reply for an address that was not requested. */
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

/** The query of a download address, with its question mark; a refusal when the address must not be requested. */
function downloadQuery(baseUrl: string, given: string): string | No {
	if (!URL.canParse(given)) {
		return refusal(
			"'URL' is not a URL",
			"Give the address in a batch callback, such as {{ $json.data.url }}. A 'single' callback has no address: its number is in data.number.",
		);
	}
	const url = new URL(given);
	const own = new URL(baseUrl);
	if (!/^https?:$/.test(url.protocol) || url.host !== own.host) {
		return refusal(
			`The numbers are not downloaded from ${url.protocol}//${url.host}: the credential's host is ${own.host}`,
			"Anybody could send a callback with such an address, so numbers are only downloaded from the credential's own host and port. If this is the right host, enter it in 'Base URL' of the credential.",
		);
	}
	if (!url.pathname.endsWith(DOWNLOAD_PATH)) {
		return refusal(
			`Numbers cannot be downloaded from the path ${url.pathname}`,
			`Give the address in a batch callback: it ends with ${DOWNLOAD_PATH}?key=…`,
		);
	}
	return url.search;
}

/** Reads `{"numbers":["13012121212"]}`. The manual shows it without the platform's envelope; inside the envelope's `data` it is read too. */
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
 * Downloads the numbers behind a callback's `data.url`. The size and the time of the answer are limited, and redirects are not followed.
 * Source: page saas平台添加或删除号码回调.
 * @returns the numbers, or the reason why there are none; `no` with the code {@link REFUSED_URL} when the address was not requested
 */
export async function downloadNumbers(client: LonglonglongClient, url: string): Promise<Reply<string[]>> {
	const query = downloadQuery(client.baseUrl, url.trim());
	if (typeof query !== 'string') return query;
	return await client.callFor({ method: 'GET', path: `/download-number${query}` }, readNumbers);
}
