/** An error whose one-line message tells the user what happened and what to do. */
export class PlainError extends Error {
	override name = 'PlainError';
}

const SYSTEM_CAUSES: Record<string, string> = {
	ENOSPC: 'The disk is full.',
	EDQUOT: 'The disk is full for this user.',
	EACCES: "A file or folder is not accessible with this user's rights.",
	EROFS: 'The file system is read-only.',
};

/** The text that a script prints for an error: one line for an expected error, the whole stack for any other. */
export function errorText(error: unknown): string {
	if (error instanceof PlainError) return error.message;
	const cause = SYSTEM_CAUSES[systemCode(error) ?? ''];
	if (cause !== undefined && error instanceof Error) return `${cause} (${error.message})`;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The `code` of a Node.js system error, such as `ENOSPC`. */
export function systemCode(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
	return typeof error.code === 'string' ? error.code : undefined;
}
