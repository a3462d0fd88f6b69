import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** What credentials of several platforms have in common. */

/** The address of the API. @param description where it ends, and who has an address of their own */
export function baseUrlProperty(preset: string, description: string): INodeProperties {
	return {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: preset,
		required: true,
		description,
	};
}

/** A field that the editor hides, and that no message may show: the platform's record names it among its `secrets`. */
export function secretProperty(
	displayName: string,
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties {
	return { displayName, name, type: 'string', typeOptions: { password: true }, default: '', ...more };
}

/** The header of a call with a bearer token. A token that was pasted with its "Bearer" or with spaces works too. */
export function bearer(token: unknown): { Authorization: string } {
	const plain = String(token ?? '')
		.trim()
		.replace(/^Bearer\s+/i, '');
	return { Authorization: `Bearer ${plain}` };
}

/** Authenticates every call by headers that are made from the credential. */
export function headerAuthentication(
	headersOf: (credential: ICredentialDataDecryptedObject) => IDataObject,
): IAuthenticate {
	return async (credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions) => ({
		...request,
		headers: { ...request.headers, ...headersOf(credential) },
	});
}
