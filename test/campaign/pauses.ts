import type { Sandbox } from '../../sandbox';
import type { Plan } from './plan';

/** What the pauses of one run are checked by. */
export interface PausesTaken {
	plan: Plan;
	sandbox: Sandbox;
	/** Milliseconds, as the nodes asked for them. */
	pauses: number[];
}

/** A request that was sent before, with the bounds of its pause (milliseconds). */
interface Repeat {
	/** How often it was sent, this time included. */
	tries: number;
	/** By the clock, from the try before to this one. */
	gap: number;
	least: number;
	most: number;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** A pause is up to a quarter shorter or longer than it would be; one that the platform asked for, up to a tenth longer. */
const JITTER = 0.25;
const RETRY_AFTER_JITTER = 0.1;

/** What the platform asked for with each answer: request → milliseconds. */
function retryAfters(sandbox: Sandbox): Map<number, number> {
	const asked = new Map<number, number>();
	for (const { order, firings } of sandbox.faults.list()) {
		if (order.kind !== 'tooMany' && order.kind !== 'unavailable') continue;
		for (const { requestId } of firings) asked.set(requestId, Number(order.retryAfter ?? 0) * 1_000);
	}
	return asked;
}

/** The repeats of a run, in the order in which they were sent. */
function repeatsOf(sandbox: Sandbox): Repeat[] {
	const asked = retryAfters(sandbox);
	const earlier = new Map<string, { tries: number; id: number; at: number }>();
	return sandbox.requests.all().flatMap(({ id, at, body }) => {
		const key = body.toString();
		const last = earlier.get(key);
		earlier.set(key, { tries: (last?.tries ?? 0) + 1, id, at });
		if (!last) return [];
		const grown = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (last.tries - 1));
		const retryAfter = asked.get(last.id) ?? 0;
		return {
			tries: last.tries + 1,
			gap: at - last.at,
			least: Math.max(grown * (1 - JITTER), retryAfter),
			most: Math.ceil(Math.max(grown * (1 + JITTER), retryAfter * (1 + RETRY_AFTER_JITTER))),
		};
	});
}

/** No request more often than it may, none before its time, and no pause longer than the longest that there was a reason for. */
function* eachInTime(repeats: Repeat[], { plan, pauses }: PausesTaken): Generator<string> {
	const maxTries = Number(plan.options.maxTries ?? 5);
	for (const { tries, gap, least } of repeats) {
		if (tries > maxTries) yield `a request was sent ${tries} times`;
		if (gap < least) yield `try ${tries} came after ${gap} ms instead of at least ${least}`;
	}
	const longest = Math.max(Number(plan.options.batchInterval ?? 0), ...repeats.map(({ most }) => most));
	for (const ms of pauses) if (ms > longest) yield `a pause of ${ms} ms, although ${longest} were enough`;
}

/** Where requests go one by one, each repeat has a pause of its own: as many of the one as of the other, each within its bounds. */
function* oneForEach(repeats: Repeat[], { plan, pauses }: PausesTaken): Generator<string> {
	const interval = Number(plan.options.batchInterval ?? 0);
	const long = pauses.filter((ms) => ms > interval);
	if (long.length !== repeats.length) yield `${long.length} pauses for ${repeats.length} repeats`;
	for (const [index, { tries, least, most }] of repeats.entries()) {
		const ms = long[index] ?? 0;
		if (ms < least || ms > most)
			yield `the pause before try ${tries} was ${ms} ms instead of ${least} to ${most}`;
	}
}

/** Requests that travel together share their pauses, and a pause may be over when its request's turn comes. */
function goOneByOne({ rows, options }: Plan): boolean {
	return options.batchesAtOnce === 1 || rows.length <= Number(options.batchSize ?? 0);
}

/** A repeat comes after a pause that grows from try to try up to its cap, and no sooner than the platform asked. */
export function* pausesFit(taken: PausesTaken): Generator<string> {
	const repeats = repeatsOf(taken.sandbox);
	yield* eachInTime(repeats, taken);
	if (goOneByOne(taken.plan)) yield* oneForEach(repeats, taken);
}
