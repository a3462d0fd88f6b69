import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import type { SignAlgorithm } from './signature';
import { sign } from './signature';

/** The headers of all calls for customer data (CDP). Source: POST customers/batch_create and the pages of the other calls. */
export const CDP_HEADERS = { bizType: '2', action: 'mt' };

/** The body as it will be sent: text and bytes stay as they are, an object becomes JSON. Undefined for an empty body, which is not signed. */
function bodyToSign(body: unknown): string | Buffer | undefined {
	if (typeof body === 'string' || Buffer.isBuffer(body)) return body.length > 0 ? body : undefined;
	if (typeof body !== 'object' || body === null || Object.keys(body).length === 0) return undefined;
	return JSON.stringify(body);
}

function trimmed(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** The parts of a request that are signed. */
type Signable = Pick<IHttpRequestOptions, 'headers' | 'body'>;

/** Signs a request with the credential. A header `ts` that the caller has set is kept, so that a node can correct a wrong clock. */
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
