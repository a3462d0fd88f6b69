import type { IExecuteFunctions } from 'n8n-workflow';

import { mayRepeat, pauseBeforeRetry } from '../http/repetition';
import type { No, Reply, Unknown } from '../http/reply';
import { pause } from '../http/wait';

/** How a call outside an import may be repeated. */
export type Repetition =
	/** It changes something each time. */
	| 'never'
	/** It changes something: only what certainly had no effect. */
	| 'afterNo'
	/** The call only reads, so it is repeated after an unknown outcome too, such as a time-out. */
	| 'always';

/** More would keep the user waiting for bad news. */
const MAX_TRIES = 3;

/** A lost connection or a failing server may be better the next time; an answer that is no JSON is not. */
function mayPass({ code, httpStatus }: Unknown): boolean {
	if (code === 'TOO_LARGE' || code === 'ERR_CANCELED') return false;
	return httpStatus === undefined || httpStatus >= 500 || /^5\d\d$/.test(code);
}

function isWorthRepeating<Answer>(
	reply: Reply<Answer>,
	tries: number,
	repetition: Repetition,
): reply is No | Unknown {
	if (repetition === 'never' || (reply.kind === 'unknown' && !mayPass(reply))) return false;
	return mayRepeat(reply, tries, { maxTries: MAX_TRIES, retryWhenUnknown: repetition === 'always' });
}

/** Makes a call, and again with growing pauses as far as that is allowed and of use; n8n's cancel button ends it. */
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
