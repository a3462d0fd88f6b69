import type { No, Reply, Unknown } from './reply';

export interface RepetitionOptions {
	/** How often a request is sent at most, including the first time. */
	maxTries: number;
	/** Whether a request is repeated when it is unknown whether it took effect. */
	retryWhenUnknown: boolean;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** When the platform asks to wait longer than this, the request is not repeated. */
const LONGEST_RETRY_AFTER_MS = 10 * 60_000;

/** Whether a request may be repeated after a reply: after a retryable no, and after an unknown outcome only if `retryWhenUnknown` is set. */
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
 * Milliseconds until the next try. The pause doubles each time, up to a minute, and is never shorter than the platform asked for. A random
 * part keeps many workflows from trying again at the same moment.
 * @param tries how often the request was sent so far, at least 1
 * @param random a random number from 0 to 1, without 1
 */
export function pauseBeforeRetry(tries: number, retryAfter: number | undefined, random: number): number {
	const grown = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
	const jittered = grown * (0.75 + random / 2);
	return Math.round(Math.max(jittered, (retryAfter ?? 0) * (1 + random / 10)));
}
