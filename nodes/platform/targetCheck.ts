import type { Reply } from '../http/reply';
import type { TargetCheck } from '../import/runImport';

/**
 * Reads the reply to a call that checks the target of an import. A certain no refuses the import; an uncertain reply is a warning.
 * @param what the object that is checked, such as "The task"
 * @returns undefined after a yes, so that the caller can continue with its next check
 */
export function readTargetReply(what: string, reply: Reply<unknown>): TargetCheck | undefined {
	if (reply.kind === 'yes') return undefined;
	if (reply.kind === 'no' && !reply.retryable) return { refusal: reply, warnings: [] };
	return { warnings: [`${what} could not be checked: ${reply.message}`] };
}

/** Checks the target of an import by a single call. */
export async function checkByCall(what: string, call: () => Promise<Reply<unknown>>): Promise<TargetCheck> {
	return readTargetReply(what, await call()) ?? { warnings: [] };
}
