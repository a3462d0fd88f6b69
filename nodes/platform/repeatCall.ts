import type { IExecuteFunctions } from 'n8n-workflow';

import { mayRepeat, pauseBeforeRetry } from '../http/repetition';
import type { No, Reply, Unknown } from '../http/reply';
import { pause } from '../http/wait';

/** When a call outside an import may be repeated. */
export type Repetition =
	/** The call changes something each time, so it is never repeated. */
	| 'never'
	/** The call changes something, so it is repeated only after a certain no. */
	| 'afterNo'
	/** The call only reads, so it is repeated after an unknown outcome too, such as a time-out. */
	| 'always';

/** More tries would let the user wait too long for an error. */
const MAX_TRIES = 3;

/** Whether an unknown outcome has a transient cause, such as a lost connection or a failing server. */
function isTransient({ code, httpStatus }: Unknown): boolean {
	if (code === 'TOO_LARGE' || code === 'ERR_CANCELED') return false;
	return httpStatus === undefined || httpStatus >= 500 || /^5\d\d$/.test(code);
}

function isWorthRepeating<Answer>(
	reply: Reply<Answer>,
	tries: number,
	repetition: Repetition,
): reply is No | Unknown {
	if (repetition === 'never' || (reply.kind === 'unknown' && !isTransient(reply))) return false;
	return mayRepeat(reply, tries, { maxTries: MAX_TRIES, retryWhenUnknown: repetition === 'always' });
}

/** Makes a call and repeats it, with growing pauses, while that is allowed and useful. n8n's cancel button ends the repetition. */
export async function repeatCall<Answer>(
	context: IExecuteFunctions,
	repetition: Repetition,
	call: () => Promise<Reply<Answer>>,
): Promise<Reply<Answer>> {
	const isCancelled = () => context.getExecutionCancelSignal()?.aborted ?? false;
	for (let tries = 1; ; tries++) {
		const reply = await call();
		if (!isWorthRepeating(reply, tries, repetition) || isCancelled()) return reply;
		await pause(pauseBeforeRetry(tries, reply.retryAfterMs, Math.random()), isCancelled);
		if (isCancelled()) return reply;
	}
}
