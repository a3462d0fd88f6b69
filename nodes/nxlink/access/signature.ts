import { createHash } from 'node:crypto';

export type SignAlgorithm = 'md5' | 'sha256';

export interface SignedParts {
	accessKey: string;
	accessSecret: string;
	bizType: string;
	action: string;
	/** Milliseconds since 1970, as text. */
	ts: string;
	/** The request's body, byte for byte as it is sent; empty or absent for none. */
	body?: string | Buffer;
}

/**
 * NXLink's signature: a plain digest, in lower-case hexadecimal, over the required headers in the order of their names, the body if there
 * is one, and the secret. URL and query take no part.
 * Source: API interface invocation convention, nxtele/http-api-document "API接口调用约定".
 */
export function sign(parts: SignedParts, algorithm: SignAlgorithm = 'md5'): string {
	const { accessKey, accessSecret, action, bizType, ts, body } = parts;
	const digest = createHash(algorithm);
	digest.update(`accessKey=${accessKey}&action=${action}&bizType=${bizType}&ts=${ts}`);
	if (body !== undefined && body.length > 0) digest.update('&body=').update(body);
	return digest.update(`&accessSecret=${accessSecret}`).digest('hex');
}
