/** An error whose one-line message is all that a user needs: what happened, and the way out. */
export class PlainError extends Error {
	override name = 'PlainError';
}

const SYSTEM_CAUSES: Record<string, string> = {
	ENOSPC: 'The disk is full.',
	EDQUOT: 'The disk is full for this user.',
	EACCES: "A file or folder is not accessible with this user's rights.",
	EROFS: 'The file system is read-only.',
};

/** What a script prints when it ends early: one line for what is foreseen, the whole stack for anything else. */
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
