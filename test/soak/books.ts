import type { INodeExecutionData } from 'n8n-workflow';

import type { Delivery } from '../../sandbox';
import type { Execution } from '../../scripts/n8nHost/execution';
import type { RowBooks } from '../campaign/books';
import { OURS, rowItems, rowViolations } from '../campaign/books';
import type { Plan } from '../campaign/plan';
import { arrivalFits } from '../campaign/questions';

/** What our node did in an execution. */
export interface NodeRun {
	status: Execution['status'];
	/** Empty when n8n kept nothing of it. */
	outputs: INodeExecutionData[][];
	error?: { name: string; message: string };
}

export interface ImportRun extends NodeRun {
	plan: Plan;
	/** When the execution was stopped; milliseconds since 1970. */
	stoppedAt?: number;
	/** Of *Check Arrival*, with what was stored when it was asked. */
	arrival?: NodeRun & { stored: Map<string, number> };
}

export interface ReadRun extends NodeRun {
	list: string;
	/** A value of each row that stood in the list before the read began. */
	expected: readonly string[];
}

/** The sandbox's store: how often each phone was stored in each place, and when for the last time. */
export interface Store {
	byOperation: Record<string, Map<string, number>>;
	/** In the further places that imports may have. */
	further: Record<string, Map<string, number>>;
	lastStoredAt: Map<string, number>;
}

/** Requests that are under way when an execution is stopped may still arrive. Milliseconds. */
const STOP_PATIENCE_MS = 5_000;

function only(phones: ReadonlySet<string>, times: Map<string, number> = new Map()): Map<string, number> {
	return new Map([...times].filter(([phone]) => phones.has(phone)));
}

/** The Summary counts what left by the other outputs. */
function* summaryFits(books: RowBooks): Generator<string> {
	const [summary, ...more] = books.result.outputs[2] ?? [];
	if (!summary || more.length > 0) return yield `${more.length + Number(!!summary)} items on Summary`;
	const counts: Record<string, number> = {};
	for (const { json } of rowItems(books.result))
		counts[String(json.status)] = (counts[String(json.status)] ?? 0) + 1;
	const said = summary.json.counts as Record<string, number>;
	const statuses = new Set([...Object.keys(counts), ...Object.keys(said)]);
	for (const status of statuses)
		if (counts[status] !== said[status])
			yield `the Summary says ${said[status] ?? 0} rows ${status}, and ${counts[status] ?? 0} left`;
}

/** What n8n keeps nothing of: no row twice, and none long after the stop. */
function* stoppedFits(
	{ plan, stoppedAt = NaN }: ImportRun,
	stored: Map<string, number>,
	store: Store,
): Generator<string> {
	const rows = new Map<string, number>();
	for (const { phone } of plan.rows) rows.set(phone, (rows.get(phone) ?? 0) + 1);
	for (const [phone, times] of stored) {
		if (times > (rows.get(phone) ?? 0) && plan.options.retryWhenUnknown !== true)
			yield `a row of a stopped import is stored ${times} times`;
		const late = (store.lastStoredAt.get(phone) ?? 0) - stoppedAt;
		if (late > STOP_PATIENCE_MS) yield `a row was stored ${late} ms after its import was stopped`;
	}
}

/** All that is wrong with an import, by the sandbox's store. */
export function* importViolations(run: ImportRun, store: Store): Generator<string> {
	const { plan, status, outputs, error, stoppedAt, arrival } = run;
	const phones = new Set(plan.rows.map(({ phone }) => phone));
	const stored = only(phones, store.byOperation[plan.operation]);
	const wasStopped = status === 'canceled' && stoppedAt !== undefined;
	if (status !== 'success' && status !== 'error' && !wasStopped) yield `an import ended as ${status}`;
	// n8n keeps the rows of a stopped import only where the node ended in the same moment.
	const isKept = rowItems({ outputs }).length > 0;
	if (wasStopped) yield* stoppedFits(run, stored, store);
	if (!wasStopped || isKept) {
		const result = wasStopped ? { outputs } : { outputs, error };
		const books: RowBooks = {
			plan,
			stored,
			storedFurther: only(phones, store.further[plan.operation]),
			result,
		};
		yield* rowViolations(books);
		if (!result.error) yield* summaryFits(books);
	}
	if (arrival) yield* askedViolations(plan, arrival);
}

function* askedViolations(
	plan: Plan,
	{ error, outputs, stored }: NonNullable<ImportRun['arrival']>,
): Generator<string> {
	if (error) return yield* errorViolations({ error });
	yield* arrivalFits({ plan, stored, arrival: { outputs } }, true);
}

/** While the platform refuses, a read may end with an error, but only with one of ours. */
function* errorViolations({ error }: Pick<NodeRun, 'error'>): Generator<string> {
	if (error && !OURS.has(error.name)) yield `a read ended with a ${error.name}: ${error.message}`;
}

/** A list has every row that stood in it before it was read. */
export function* readViolations({ list, expected, outputs, error, status }: ReadRun): Generator<string> {
	if (error) return yield* errorViolations({ error });
	if (status !== 'success') yield `a read of ${list} ended as ${status}`;
	const values = new Set((outputs[0] ?? []).flatMap(({ json }) => Object.values(json).map(String)));
	const lost = expected.filter((value) => !values.has(value));
	if (lost.length > 0) yield `${lost.length} of ${expected.length} rows of ${list} were not read`;
}

/** Rows in the store that no import has sent. */
export function* strangerViolations(imports: readonly ImportRun[], store: Store): Generator<string> {
	const sent = new Set(imports.flatMap(({ plan }) => plan.rows.map(({ phone }) => phone)));
	for (const phone of store.lastStoredAt.keys())
		if (!sent.has(phone)) yield `${phone} is stored, and no import has sent it`;
}

/** What tells one callback from the others. */
export function callbackKey({ payload }: Pick<Delivery, 'payload'>): string {
	const { unique_id: uniqueId, data } = JSON.parse(payload) as {
		unique_id?: string;
		data?: Array<{ callid?: string }>;
	};
	return uniqueId ?? data?.[0]?.callid ?? '';
}

/**
 * Every callback that was delivered has started exactly one execution, and every other one none. One whose answer never came may have.
 * @param texts what each execution of the trigger began with
 */
export function* callbackViolations(
	deliveries: ReadonlyArray<Pick<Delivery, 'payload' | 'outcome'>>,
	texts: readonly string[],
): Generator<string> {
	const keys = new Map<string, { sure: number; possible: number }>();
	for (const delivery of deliveries) {
		const known = keys.get(callbackKey(delivery)) ?? { sure: 0, possible: 0 };
		if (delivery.outcome === 'delivered') known.sure++;
		if (['delivered', 'tooSlow', 'unreachable'].includes(delivery.outcome)) known.possible++;
		keys.set(callbackKey(delivery), known);
	}
	let explained = 0;
	for (const [key, { sure, possible }] of keys) {
		const started = texts.filter((text) => text.includes(key)).length;
		explained += started;
		if (started < sure || started > possible)
			yield `callback ${key} was delivered ${sure} times and started ${started} executions`;
	}
	if (explained !== texts.length) yield `${texts.length - explained} executions were started by no callback`;
}
