import type { Reply } from '../http/reply';
import type { TargetCheck } from '../import/runImport';

/**
 * What the reply to a reading call says about the target of an import: a certain no refuses the import, and no certain answer is a warning.
 * @param what the thing that was asked about, such as "The task"
 * @returns undefined after a yes, so that the next call can be made
 */
export function readTargetReply(what: string, reply: Reply<unknown>): TargetCheck | undefined {
	if (reply.kind === 'yes') return undefined;
	if (reply.kind === 'no' && !reply.retryable) return { refusal: reply, warnings: [] };
	return { warnings: [`${what} could not be checked: ${reply.message}`] };
}

/** The target check of an import that one reading call is enough for. */
export async function checkByCall(what: string, call: () => Promise<Reply<unknown>>): Promise<TargetCheck> {
	return readTargetReply(what, await call()) ?? { warnings: [] };
}
