import type { INodeExecutionData } from 'n8n-workflow';
import { isDeepStrictEqual } from 'node:util';

import { importOf } from './drawnImports';
import { isHarmless } from './faults';
import { itemsFit } from './items';
import type { PausesTaken } from './pauses';
import { pausesFit } from './pauses';
import type { Plan } from './plan';
import type { Questions } from './questions';
import { arrivalFits, checkFits } from './questions';
import type { PlannedRow } from './rows';
import { DISLIKED, REFUSED_LATER } from './rows';
import { wordsFit } from './shown';
import { thresholdFits } from './threshold';
import { requestsFit } from './travelled';

/** What came of one run, put together for the checks and the figures. */
export interface Observed extends PausesTaken, Questions {
	/** How often each phone was stored by the platform, where the import puts it. */
	stored: Map<string, number>;
	/** How often each phone was stored in the further place that the import may have. */
	storedFurther: Map<string, number>;
}

export const SUCCESSES = new Set(['imported', 'accepted']);
export const OURS = new Set(['NodeApiError', 'NodeOperationError']);

export const itemIndexOf = ({ pairedItem }: INodeExecutionData): number =>
	(pairedItem as { item: number } | undefined)?.item ?? NaN;

/** What the checks of single rows need to know. */
export type RowBooks = Pick<Observed, 'plan' | 'stored' | 'storedFurther'> & {
	result: Pick<Observed['result'], 'outputs'> & { error?: { name: string; message: string } };
};

/** The items of the rows, on Success and on Failed. */
export function rowItems({ outputs }: Pick<RowBooks['result'], 'outputs'>): INodeExecutionData[] {
	return outputs.slice(0, 2).flat();
}

/** The items of both outputs with the planned rows that they come from. */
function outcomes({ plan, result }: RowBooks): Array<{ row: PlannedRow; status: string; reason: string }> {
	return rowItems(result).flatMap((item) => {
		const row = plan.rows[itemIndexOf(item)];
		return row ? [{ row, status: String(item.json.status), reason: String(item.json.reason) }] : [];
	});
}

/** Every input row leaves exactly once, paired with its item. */
function* eachRowOnce({ plan, result }: RowBooks): Generator<string> {
	const items = rowItems(result);
	if (items.length !== plan.rows.length) yield `${items.length} items came out of ${plan.rows.length} rows`;
	const indexes = new Set(items.map(itemIndexOf));
	if (indexes.size !== plan.rows.length) yield `${indexes.size} different input items are paired`;
	const [success = [], failed = []] = result.outputs;
	for (const { json } of success)
		if (!SUCCESSES.has(String(json.status))) yield `${String(json.status)} on Success`;
	for (const { json } of failed) {
		if (SUCCESSES.has(String(json.status))) yield `${String(json.status)} on Failed`;
		if (typeof json.reason !== 'string' || json.reason === '') yield `no reason for ${String(json.status)}`;
	}
}

const isRefusedLater = ({ operation, rowsRefusedLater }: Plan, { json }: PlannedRow): boolean =>
	importOf(operation).refusesLater &&
	rowsRefusedLater.length > 0 &&
	String(json.name).startsWith(REFUSED_LATER);

/** Stored = imported + accepted + some of unconfirmed, phone by phone; nothing that is said not to be there. */
function* storeAgrees(observed: RowBooks): Generator<string> {
	const { plan, stored } = observed;
	const storesOnce = importOf(plan.operation).storesOnce?.(plan) ?? false;
	const sure = new Map<string, number>();
	const possible = new Map<string, number>();
	for (const { row, status } of outcomes(observed)) {
		const taken = SUCCESSES.has(status);
		if (taken && !isRefusedLater(plan, row)) sure.set(row.phone, (sure.get(row.phone) ?? 0) + 1);
		if (taken || status === 'unconfirmed') possible.set(row.phone, (possible.get(row.phone) ?? 0) + 1);
	}
	for (const [phone, rows] of sure) {
		const times = storesOnce ? 1 : rows;
		if ((stored.get(phone) ?? 0) < times)
			yield `a row is called imported ${times} times and stored ${stored.get(phone) ?? 0} times`;
	}
	for (const [phone, times] of stored) {
		const allowed = possible.get(phone) ?? 0;
		if (allowed === 0) yield `${phone} is stored, and called failed, invalid or not sent`;
		else if (times > allowed && plan.options.retryWhenUnknown !== true)
			yield `a row is stored ${times} times instead of ${allowed}`;
	}
}

/** Whether the platform refuses a row, alone or with its whole request. */
export const isRefused = ({ refusedRows }: Plan, { refused, json }: PlannedRow): boolean =>
	refused || (refusedRows.length > 0 && String(json.name).startsWith(DISLIKED));

/** With more refused rows than these an import may give up narrowing refusals down, because the platform seems to refuse everything. */
const FEW_REFUSED = 2;

/** Whether a refused row fails alone: the platform says so of single rows, or its request is narrowed down to it. */
function refusedAlone(plan: Plan): boolean {
	const { operation, options, rows } = plan;
	const whole = importOf(operation).refusesWholeRequest?.(options) ?? false;
	const refused = rows.filter((row) => isRefused(plan, row));
	return refused.length === 0 || (!whole && options.splitRefused !== false && refused.length <= FEW_REFUSED);
}

/** Whether all that goes wrong in a run is wrong with single rows. */
function isUndisturbed(plan: Plan): boolean {
	const { rows, options, cancelAfter, faults, clockOffsetMs, detours } = plan;
	const { isDenied, refusesWholeRequest, tested } = importOf(plan.operation);
	if (detours || cancelAfter !== undefined || isDenied?.(options)) return false;
	if (options.maxFailedPercent !== undefined) return false;
	if (!faults.every(isHarmless) || !refusedAlone(plan)) return false;
	const isRefusedByClock = Math.abs(clockOffsetMs) > Math.abs(tested.clockOffsetMs);
	if (isRefusedByClock && options.maxTries === 1) return false;
	const repeated = new Set(rows.map(({ phone }) => phone)).size < rows.length;
	return !(repeated && refusesWholeRequest?.(options));
}

/** A row that cannot be sent is called invalid, and no other; in a quiet run every other row is taken, whatever its neighbours are. */
function* rowsFare(observed: RowBooks): Generator<string> {
	const quiet = isUndisturbed(observed.plan);
	const times = new Map<string, number>();
	for (const { phone } of observed.plan.rows) times.set(phone, (times.get(phone) ?? 0) + 1);
	for (const { row, status, reason } of outcomes(observed)) {
		const what = () => JSON.stringify(row.json);
		if (row.invalid === 'never' && status === 'invalid') yield `a good row is invalid (${reason}): ${what()}`;
		if (row.invalid === 'must' && !['invalid', 'notSent'].includes(status))
			yield `a bad row is called ${status}: ${what()}`;
		if (!quiet || times.get(row.phone) !== 1 || row.invalid !== 'never') continue;
		const refused = isRefused(observed.plan, row);
		if (!refused && !SUCCESSES.has(status)) yield `a good row is called ${status} (${reason}): ${what()}`;
		if (refused && !['failed', 'unconfirmed'].includes(status))
			yield `a refused row is called ${status}: ${what()}`;
	}
}

/** So many requests at most does it take to find a row that makes the platform refuse its request. */
const REQUESTS_FOR_REFUSED = 16;

/** In a quiet run refused rows are found in few requests. */
function* splitsAreFew(observed: Observed): Generator<string> {
	const { plan, requests } = observed;
	if (!isUndisturbed(plan)) return;
	const sent = outcomes(observed).filter(({ status }) => status !== 'invalid' && status !== 'duplicate');
	const refused = sent.filter(({ row }) => isRefused(plan, row)).length;
	const size = Number(plan.options.batchSize ?? importOf(plan.operation).tested.limit);
	const aboutClock = plan.clockOffsetMs === 0 ? 0 : Number(plan.options.batchesAtOnce ?? 5);
	const most = Math.ceil(sent.length / size) + refused * REQUESTS_FOR_REFUSED + aboutClock;
	if (requests.length > most)
		yield `${requests.length} requests for ${sent.length} rows with ${refused} refused ones, ${most} are enough`;
}

/** What is stored is in the further place of the platform too, if there is one, unless that is to be left alone. */
function* furtherPlaceAgrees({ plan, stored, storedFurther }: RowBooks): Generator<string> {
	const { furtherPlace } = importOf(plan.operation);
	if (!furtherPlace) return;
	const expected = furtherPlace.isWanted(plan.options) ? stored : new Map<string, number>();
	if (!isDeepStrictEqual(storedFurther, expected))
		yield `${storedFurther.size} phones in ${furtherPlace.label}, not ${expected.size}`;
}

/** An error of the node is one of n8n's with words in it, and means that nothing was stored. */
function* errorMeansNothing({ stored, plan, result: { error } }: RowBooks): Generator<string> {
	if (plan.onError !== 'stopWorkflow') yield 'the node threw although it was told to continue';
	if (stored.size > 0) yield `the node threw although ${stored.size} rows were stored`;
	if (!OURS.has(String(error?.name))) yield `the node threw a ${String(error?.name)}: ${error?.message}`;
	if (!error?.message) yield 'the node threw without a word';
}

/** What is wrong with the rows of a run, whatever else the platform was doing meanwhile. */
export function rowViolations(books: RowBooks): string[] {
	const checks = books.result.error
		? [errorMeansNothing]
		: [eachRowOnce, storeAgrees, rowsFare, furtherPlaceAgrees];
	return checks.flatMap((check) => [...check(books)]);
}

const ALWAYS = [
	itemsFit,
	requestsFit,
	wordsFit,
	pausesFit,
	checkFits,
	(observed: Observed) => arrivalFits(observed),
	thresholdFits,
];

/** All that is wrong with a run; empty when the books are right. */
export function violations(observed: Observed): string[] {
	const checks = observed.result.error ? ALWAYS : [splitsAreFew, ...ALWAYS];
	return [...rowViolations(observed), ...checks.flatMap((check) => [...check(observed)])];
}
