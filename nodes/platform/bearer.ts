/** The header of a call with a bearer token. A token that was pasted with its "Bearer" or with spaces works too. */
export function bearer(token: unknown): { Authorization: string } {
	const plain = String(token ?? '')
		.trim()
		.replace(/^Bearer\s+/i, '');
	return { Authorization: `Bearer ${plain}` };
}
