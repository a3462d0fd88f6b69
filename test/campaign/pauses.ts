import type { Fault, FaultOrder, LoggedRequest } from '../../sandbox';
import type { NodeResult } from '../workflow/harness';
import { importOf } from './drawnImports';
import type { Plan } from './plan';

/** What the pauses of one run are checked by. */
export interface PausesTaken {
	plan: Plan;
	/** What came out of the node. */
	result: Pick<NodeResult, 'outputs' | 'error' | 'hints' | 'logLines'>;
	/** What the platform got, oldest first, and what went wrong. */
	requests: LoggedRequest[];
	faults: readonly Fault[];
	/** Milliseconds, as the nodes asked for them. */
	pauses: number[];
}

/** One sending of a request, with the bounds of the pause that another try comes after (milliseconds). */
interface Try {
	/** How often the request was sent, this time included. */
	tries: number;
	at: number;
	least: number;
	most: number;
	/** The try before. */
	last: Try | undefined;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** A pause is up to a quarter shorter or longer than it would be; one that the platform asked for, up to a tenth longer. */
const JITTER = 0.25;
const RETRY_AFTER_JITTER = 0.1;

/** What the platform asked for with each answer: request → milliseconds. */
function retryAfters({ requests, faults }: PausesTaken): Map<number, number> {
	const asked = new Map<number, number>();
	const abandoned = new Set(requests.flatMap((request) => (request.abandoned ? request.id : [])));
	for (const { order, firings } of faults) {
		if (order.kind !== 'tooMany' && order.kind !== 'unavailable') continue;
		for (const { requestId } of firings)
			if (!abandoned.has(requestId)) asked.set(requestId, Number(order.retryAfter ?? 0) * 1_000);
	}
	return asked;
}

/** All tries of a run, in the order in which they were sent. No two requests have the same body. */
function triesOf(taken: PausesTaken): Try[] {
	const asked = retryAfters(taken);
	const lastOf = new Map<string, Try>();
	return taken.requests.map(({ id, at, body }) => {
		const last = lastOf.get(body.toString());
		const tries = (last?.tries ?? 0) + 1;
		const grown = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
		const retryAfter = asked.get(id) ?? 0;
		const one: Try = {
			tries,
			at,
			least: Math.max(grown * (1 - JITTER), retryAfter),
			most: Math.ceil(Math.max(grown * (1 + JITTER), retryAfter * (1 + RETRY_AFTER_JITTER))),
			last,
		};
		lastOf.set(body.toString(), one);
		return one;
	});
}

/** No request more often than it may, none before its time, and no pause longer than the longest that there was a reason for. */
function* eachInTime(tries: Try[], { plan, pauses }: PausesTaken): Generator<string> {
	const maxTries = Number(plan.options.maxTries ?? 5);
	for (const { tries: count, at, last } of tries) {
		if (count > maxTries) yield `a request was sent ${count} times`;
		if (last && at - last.at < last.least)
			yield `try ${count} came after ${at - last.at} ms instead of at least ${last.least}`;
	}
	const longest = Math.max(Number(plan.options.batchInterval ?? 0), ...tries.map(({ most }) => most));
	for (const ms of pauses) if (ms > longest) yield `a pause of ${ms} ms, although ${longest} were enough`;
}

/** Where requests go one by one, each repeat has a pause of its own: as many of the one as of the other, each within its bounds. */
function* oneForEach(tries: Try[], { plan, pauses }: PausesTaken): Generator<string> {
	const interval = Number(plan.options.batchInterval ?? 0);
	const long = pauses.filter((ms) => ms > interval);
	const before = tries.flatMap(({ last }) => last ?? []);
	if (long.length !== before.length) yield `${long.length} pauses for ${before.length} repeats`;
	for (const [index, { tries: count, least, most }] of before.entries()) {
		const ms = long[index] ?? 0;
		if (ms < least || ms > most)
			yield `the pause after try ${count} was ${ms} ms instead of ${least} to ${most}`;
	}
}

/** A platform that asks for more is not waited for. */
const LONGEST_RETRY_AFTER_MS = 600_000;

/** Whether a request certainly never left. Only the simulation has such faults. */
const isUnreachable = ({ kind, label }: FaultOrder): boolean => kind === 'cutBefore' && label !== undefined;

/** Whether a request is certainly to be sent again on this platform. */
function asksToComeBack(order: FaultOrder, operation: string): boolean {
	if (order.kind === 'tooMany' || isUnreachable(order)) return true;
	return order.kind === 'unavailable' && (importOf(operation).has503InEnvelope || order.httpStatus !== 200);
}

/** After so many requests without a usable answer an import stops, or after one that denies all further ones. */
const FAILURES_TO_STOP = 3;

function mayHaveStopped({ plan, result: { outputs } }: PausesTaken): boolean {
	const { denials } = importOf(plan.operation);
	const failed = outputs[1] ?? [];
	const batches = new Set(failed.flatMap(({ json }) => json.batch ?? []));
	return (
		batches.size >= FAILURES_TO_STOP ||
		failed.some(({ json }) => json.status === 'notSent' || denials.test(String(json.reasonCode)))
	);
}

/** What the platform asked to have later is sent again, as often as it may be, unless the import is over. */
function* comesBack(taken: PausesTaken): Generator<string> {
	const { plan, requests, faults, result } = taken;
	if (plan.cancelAfter !== undefined || result.error || mayHaveStopped(taken)) return;
	const maxTries = Number(plan.options.maxTries ?? 5);
	for (const { order, firings } of faults) {
		if (!asksToComeBack(order, plan.operation)) continue;
		if ('retryAfter' in order && Number(order.retryAfter) * 1_000 > LONGEST_RETRY_AFTER_MS) continue;
		for (const { requestId } of firings) {
			const request = requests.find(({ id, abandoned }) => id === requestId && !abandoned);
			if (!request) continue;
			const same = requests.filter(({ body }) => body.equals(request.body));
			if (same.length < maxTries && same.at(-1)?.id === requestId)
				yield `a request was given up after ${same.length} of ${maxTries} tries, although it was to be sent again`;
		}
	}
}

/** What never left is not in doubt. */
function* unsentIsCertain({ plan, result }: PausesTaken): Generator<string> {
	if (plan.detours || plan.cancelAfter !== undefined || !plan.faults.every(isUnreachable)) return;
	for (const { json } of result.outputs[1] ?? []) {
		if (json.status === 'unconfirmed' && json.reasonCode === 'ETIMEDOUT')
			yield `a row that was never sent is unconfirmed: ${String(json.reason)}`;
	}
}

/** Requests that travel together share their pauses, and a pause may be over when its request's turn comes. */
function goOneByOne({ rows, options, cancelAfter }: Plan): boolean {
	if (cancelAfter !== undefined) return false; // a pause may be cut short
	return options.batchesAtOnce === 1 || rows.length <= Number(options.batchSize ?? 0);
}

/** A repeat comes after a pause that grows from try to try up to its cap, and no sooner than the platform asked. */
export function* pausesFit(taken: PausesTaken): Generator<string> {
	const tries = triesOf(taken);
	yield* eachInTime(tries, taken);
	yield* comesBack(taken);
	yield* unsentIsCertain(taken);
	if (goOneByOne(taken.plan)) yield* oneForEach(tries, taken);
}
