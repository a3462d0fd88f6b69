import type { No, Reply, Unknown } from './reply';

export interface RepetitionOptions {
	/** How often one request is sent at most, the first time included. */
	maxTries: number;
	/** The request is repeated too when it is unknown whether the first one took effect. */
	retryWhenUnknown: boolean;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** A platform that asks for more than this is not waited for. */
const LONGEST_RETRY_AFTER_MS = 10 * 60_000;

/** Whether the same request may be sent once more after this reply. Only what certainly had no effect, unless the user said otherwise. */
export function mayRepeat<Answer>(
	reply: Reply<Answer>,
	tries: number,
	options: RepetitionOptions,
): reply is No | Unknown {
	if (reply.kind === 'yes' || tries >= options.maxTries) return false;
	if (reply.kind === 'unknown') return options.retryWhenUnknown;
	return reply.retryable && (reply.retryAfterMs ?? 0) <= LONGEST_RETRY_AFTER_MS;
}

/**
 * Milliseconds until the next try: twice as long each time, up to a minute, jittered so that many workflows do not come back at the same
 * moment, and no sooner than the platform asked.
 * @param tries how often the request was sent so far, from 1
 * @param random 0 up to, but without, 1
 */
export function pauseBeforeRetry(tries: number, retryAfter: number | undefined, random: number): number {
	const grown = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
	const jittered = grown * (0.75 + random / 2);
	return Math.round(Math.max(jittered, (retryAfter ?? 0) * (1 + random / 10)));
}
