import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import type { SignAlgorithm } from './signature';
import { sign } from './signature';

/** Customer data is called with these two on every page, WhatsApp or not. */
export const CDP_HEADERS = { bizType: '2', action: 'mt' };

/** The body exactly as it will be sent: text and bytes as they are, anything else as JSON; nothing for an empty one. */
function bodyToSign(body: unknown): string | Buffer | undefined {
	if (typeof body === 'string' || Buffer.isBuffer(body)) return body.length > 0 ? body : undefined;
	if (typeof body !== 'object' || body === null || Object.keys(body).length === 0) return undefined;
	return JSON.stringify(body);
}

function trimmed(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** The parts of a request that its signature is about. */
type Signable = Pick<IHttpRequestOptions, 'headers' | 'body'>;

/** Signs the bytes that are sent. A `ts` that the caller set stands, so that a node can make up for a wrong clock. */
export function signedRequest<Request extends Signable>(
	credential: ICredentialDataDecryptedObject,
	request: Request,
): Request & Required<Pick<Signable, 'headers'>> {
	const given = request.headers ?? {};
	const body = bodyToSign(request.body);
	const accessKey = trimmed(credential.accessKey);
	const bizType = String(given.bizType ?? CDP_HEADERS.bizType);
	const action = String(given.action ?? CDP_HEADERS.action);
	const ts = String(given.ts ?? Date.now());
	const algorithm: SignAlgorithm = credential.signAlgorithm === 'sha256' ? 'sha256' : 'md5';
	const accessSecret = trimmed(credential.accessSecret);
	return {
		...request,
		...(body !== undefined && { body }),
		headers: {
			...given,
			...(body !== undefined && { 'Content-Type': 'application/json' }),
			accessKey,
			bizType,
			action,
			ts,
			...(algorithm === 'sha256' && { algorithm }),
			sign: sign({ accessKey, accessSecret, bizType, action, ts, body }, algorithm),
		},
	};
}
