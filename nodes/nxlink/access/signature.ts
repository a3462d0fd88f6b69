import { createHash } from 'node:crypto';

export type SignAlgorithm = 'md5' | 'sha256';

export interface SignedParts {
	accessKey: string;
	accessSecret: string;
	bizType: string;
	action: string;
	/** Time of the request in milliseconds since 1970, as text. */
	ts: string;
	/** The body with exactly the bytes that are sent; empty or absent when there is none. */
	body?: string | Buffer;
}

/**
 * Computes NXLink's signature: a digest in lower-case hexadecimal over the required headers in the order of their names, the body if there
 * is one, and the secret. It is no HMAC, and the URL and the query are not signed.
 * Source: API interface invocation convention, nxtele/http-api-document "API接口调用约定".
 */
export function sign(parts: SignedParts, algorithm: SignAlgorithm = 'md5'): string {
	const { accessKey, accessSecret, action, bizType, ts, body } = parts;
	const digest = createHash(algorithm);
	digest.update(`accessKey=${accessKey}&action=${action}&bizType=${bizType}&ts=${ts}`);
	if (body !== undefined && body.length > 0) digest.update('&body=').update(body);
	return digest.update(`&accessSecret=${accessSecret}`).digest('hex');
}
