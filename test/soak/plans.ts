import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';

import type { FaultOrder, RowRule, Settings } from '../../sandbox';
import { importOf, PACKAGE_IMPORTS, rowSettingOf } from '../campaign/drawnImports';
import { effects } from '../campaign/faults';
import type { Plan } from '../campaign/plan';
import { isLie, plansOf } from '../campaign/plan';
import type { PlannedRow, RowOrder, RowSetting } from '../campaign/rows';
import { DISLIKED, makeRow, PLAIN_ROW, REFUSED_LATER, rowOrders } from '../campaign/rows';

/** Workflows of each operation: each has options, columns and a mapping of its own. */
const WORKFLOWS_EACH = 3;
/** A request without an answer is given up after this time, milliseconds. */
const TIMEOUT_MS = 5_000;
/** The longest that the sandbox asks a request to wait, seconds: the pauses of this run are real. */
const LONGEST_RETRY_AFTER = 2;
/** An import has no more rows than go into this many requests, so that a round ends soon after its time. */
const MOST_REQUESTS = 30;
/** An import that is to be stopped sends small requests with pauses, so that it is still under way when it is stopped. */
const SLOW = { batchSize: 10, batchesAtOnce: 2, batchInterval: 200, maxTries: 2 };

const fieldsOfName = [...new Set(PACKAGE_IMPORTS.map(({ baseColumns }) => baseColumns.name))];
const rulesFor = (beginning: string): RowRule[] =>
	fieldsOfName.map((field) => ({ field, pattern: `^${beginning}` }));

/** How the platforms behave for all imports of the run. */
export const PLATFORM = {
	rowErrors: 'failItems',
	refusedRows: rulesFor(DISLIKED),
	rowsRefusedLater: rulesFor(REFUSED_LATER),
} satisfies Partial<Settings>;

/** An import without rows: what stands in its workflow. */
export interface ImportKind {
	plan: Plan;
	/** Its executions are stopped on the way. */
	isStopped: boolean;
}

function drawPlans(operation: string, count: number, seed: number, slow: boolean): Plan[] {
	const own = fc.record({
		maxTries: fc.integer({ min: 1, max: 3 }),
		batchInterval: fc.constantFrom(0, 10, 200),
	});
	const plans = plansOf({
		rows: fc.constant([PLAIN_ROW]),
		faults: fc.constant([]),
		columns: (all) => fc.subarray(all),
		options: own.map((options) => ({ ...options, timeout: TIMEOUT_MS, ...(slow && SLOW) })),
	}).filter(({ options, ...plan }) => {
		const stops = slow && options.maxFailedPercent !== undefined;
		return plan.operation === operation && !importOf(operation).isDenied?.(options) && !stops;
	});
	return fc.sample(plans, { seed, numRuns: count }).map((plan) => ({
		...plan,
		refusedRows: PLATFORM.refusedRows,
		rowsRefusedLater: PLATFORM.rowsRefusedLater,
		// The run has faults at any time: no import is undisturbed.
		faults: [{ kind: 'errorBefore' }],
		maskPhonesInLists: false,
		ignoresFilters: false,
		clockOffsetMs: 0,
	}));
}

/** The imports of a run: several of each operation, and of each one that is stopped. */
export function drawKinds(seed: number): ImportKind[] {
	return PACKAGE_IMPORTS.flatMap(({ name: operation }, index) => [
		...drawPlans(operation, WORKFLOWS_EACH, seed + index, false).map((plan) => ({ plan, isStopped: false })),
		...drawPlans(operation, 1, seed + 10 + index, true).map((plan) => ({ plan, isStopped: true })),
	]);
}

function rowSettingFor({ operation, options, columns, zone }: Plan): RowSetting {
	const setting = rowSettingOf(operation, options, zone);
	return { ...setting, columns: setting.columns.filter(({ key }) => columns.includes(key)) };
}

/** A webhook takes what JSON can write; a row with anything else becomes a plain one. */
function rowFor(order: RowOrder, number: number, setting: RowSetting): PlannedRow {
	const row = makeRow(order, number, setting);
	const asSent: unknown = JSON.parse(JSON.stringify(row.json));
	return isDeepStrictEqual(asSent, row.json) ? row : makeRow(PLAIN_ROW, number, setting);
}

/** Makes rows that share no phone with those of another import. @param first number of the first row in the whole run */
export function withRows({ plan, isStopped }: ImportKind, seed: number, first: number): Plan {
	const orders = isStopped ? fc.array(fc.constant(PLAIN_ROW), { minLength: 200, maxLength: 400 }) : rowOrders;
	const [drawn = []] = fc.sample(orders, { seed, numRuns: 1 });
	const most = isStopped ? Infinity : MOST_REQUESTS * Number(plan.options.batchSize ?? 100);
	const setting = rowSettingFor(plan);
	const rows = drawn.slice(0, most).map((order, index) => {
		// A refused row has one of a few short phones, which other imports would have, too. A duplicate repeats a row of its own import.
		const isAlone = order.kind === 'refused' || (order.kind === 'duplicate' && index === 0);
		const earlier = first + (order.earlier % Math.max(1, index));
		return rowFor({ ...order, earlier, kind: isAlone ? 'valid' : order.kind }, first + index, setting);
	});
	return { ...plan, rows };
}

const READ_FAULTS: FaultOrder[] = [
	{ kind: 'tooMany', retryAfter: 1 },
	{ kind: 'unavailable', errorBody: 'envelope' },
	{ kind: 'errorBefore' },
	{ kind: 'cutBefore' },
	{ kind: 'slow', delayMs: 300 },
	{ kind: 'halfJson', ends: 'cut' },
];

/** Whether the connection of an answer stays open: n8n's helper closes it only when the platform does, and this run counts connections. */
function staysOpen(effect: FaultOrder): boolean {
	return effect.kind === 'halfJson' && effect.ends === 'never';
}

function soonEnough(fault: FaultOrder): FaultOrder {
	if (!('retryAfter' in fault) || typeof fault.retryAfter !== 'number') return fault;
	return { ...fault, retryAfter: Math.min(fault.retryAfter, LONGEST_RETRY_AFTER) };
}

/** What goes wrong in one round, in requests that import and in requests that read. */
export function drawFaults(seed: number): FaultOrder[] {
	const place = { after: fc.nat({ max: 60 }), times: fc.integer({ min: 1, max: 3 }) };
	const imports = PACKAGE_IMPORTS.flatMap(({ name: operation, tested }, index) => {
		const order = fc.record({
			effect: effects.filter((effect) => !isLie(operation, effect) && !staysOpen(effect)),
			...place,
		});
		const scope = { path: new RegExp(`${tested.path}$`), method: 'POST' };
		return fc
			.sample(order, { seed: seed + index, numRuns: 6 })
			.map(({ effect, ...when }) => ({ ...soonEnough(effect), ...when, ...scope }));
	});
	const reads = fc
		.sample(fc.record({ effect: fc.constantFrom(...READ_FAULTS), ...place }), { seed: seed + 9, numRuns: 8 })
		.map(({ effect, ...when }, index) => ({
			...{ ...effect, ...when },
			...(index % 2 === 0 ? { method: 'GET' } : { path: '/customers/query' }),
		}));
	return [...imports, ...reads];
}
