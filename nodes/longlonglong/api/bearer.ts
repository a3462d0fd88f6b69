import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The header of every call. A token that was pasted with its "Bearer" or with spaces works too. */
export function bearerOf({ accessToken }: ICredentialDataDecryptedObject): { Authorization: string } {
	const token = String(accessToken ?? '')
		.trim()
		.replace(/^Bearer\s+/i, '');
	return { Authorization: `Bearer ${token}` };
}
