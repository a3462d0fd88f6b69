import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** Credential fields and authentication that the platforms share. */

/** The field for the base URL. @param preset its default value @param description where the URL ends, and who has a URL of their own */
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

/** A field whose value the editor hides. The platform's record must list it in `secrets`, so that no message shows it. */
export function secretProperty(
	displayName: string,
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties {
	return { displayName, name, type: 'string', typeOptions: { password: true }, default: '', ...more };
}

/** The authorization header for a bearer token. A token that was pasted with the word "Bearer" or with spaces works too. */
export function bearerHeader(token: unknown): { Authorization: string } {
	const plain = String(token ?? '')
		.trim()
		.replace(/^Bearer\s+/i, '');
	return { Authorization: `Bearer ${plain}` };
}

/** Creates an authentication that adds headers to every call. @param headersOf makes the headers from the credential */
export function headerAuthentication(
	headersOf: (credential: ICredentialDataDecryptedObject) => IDataObject,
): IAuthenticate {
	return async (credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions) => ({
		...request,
		headers: { ...request.headers, ...headersOf(credential) },
	});
}
