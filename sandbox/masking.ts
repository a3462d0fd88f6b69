import { SECRETS } from './accounts';

const MASK = '••••••';
const SECRET_HEADERS = new Set(['authorization', 'sign', 'accesskey', 'cookie', 'proxy-authorization']);

/** @returns the headers with credentials and signatures masked, right or wrong ones. */
export function maskHeaders(headers: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			SECRET_HEADERS.has(name.toLowerCase()) ? MASK : value,
		]),
	);
}

/** An app key in a JSON body; the body may itself be a text within JSON, its quotes escaped. */
const APP_KEY_IN_JSON = /(\\?"app_?key\\?"\s*:\s*\\?")[^"\\]*/gi;
const SECRET_IN_QUERY = /([?&"](?:secret|app_key|appkey)=)[^&\s"'\\<>#]*/gi;

/**
 * @returns the text without any of the sandbox's secrets, in whatever field they stood, and without the value
 * of any `secret=` or `app_key=` in an address. Everything that the control API says passes through here.
 */
export function maskText(text: string): string {
	let masked = text.replace(SECRET_IN_QUERY, `$1${MASK}`).replace(APP_KEY_IN_JSON, `$1${MASK}`);
	for (const secret of SECRETS) {
		masked = masked.replaceAll(secret, MASK).replaceAll(encodeURIComponent(secret), MASK);
	}
	return masked;
}
