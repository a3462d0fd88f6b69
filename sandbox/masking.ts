import { SECRETS } from './accounts';

const MASK = '••••••';
const SECRET_HEADERS = new Set(['authorization', 'sign', 'accesskey', 'cookie', 'proxy-authorization']);

/** @returns the headers with masked credentials and signatures, whether these are valid or not. */
export function maskHeaders(headers: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			SECRET_HEADERS.has(name.toLowerCase()) ? MASK : value,
		]),
	);
}

/** An app key in a JSON body. The quotes are escaped when the body is a text within JSON. */
const APP_KEY_IN_JSON = /(\\?"app_?key\\?"\s*:\s*\\?")[^"\\]*/gi;
const SECRET_IN_QUERY = /([?&"](?:secret|app_key|appkey)=)[^&\s"'\\<>#]*/gi;

/**
 * @returns the text without the sandbox's secrets in any field, and without the values of `secret=` and `app_key=`
 * in an address. Every answer of the control API is masked by this function.
 */
export function maskText(text: string): string {
	let masked = text.replace(SECRET_IN_QUERY, `$1${MASK}`).replace(APP_KEY_IN_JSON, `$1${MASK}`);
	for (const secret of SECRETS) {
		masked = masked.replaceAll(secret, MASK).replaceAll(encodeURIComponent(secret), MASK);
	}
	return masked;
}
