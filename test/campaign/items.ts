import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isDeepStrictEqual } from 'node:util';

import { OUTCOME } from '../outcomeNames';
import type { Observed } from './books';
import { itemIndexOf, rowItems, SUCCESSES } from './books';

/** The input's columns as they are to leave: untouched, but for those that have a name of the outcome. */
function columnsOf(json: IDataObject): IDataObject {
	const taken = new Set<string>([...Object.keys(json), ...OUTCOME]);
	const columns: IDataObject = {};
	for (const [name, value] of Object.entries(json)) {
		let free = name;
		if (OUTCOME.includes(name)) while (taken.has(free)) free = `input_${free}`;
		taken.add(free);
		columns[free] = value;
	}
	return columns;
}

function withoutOutcome(json: IDataObject): IDataObject {
	const columns = Object.entries(json).filter(([name]) => !OUTCOME.includes(name));
	return Object.fromEntries(columns);
}

/** An item is the input's row with the outcome beside it, or the outcome alone, as the options want it. */
function* itemFits({ json, ...item }: INodeExecutionData, { plan }: Observed): Generator<string> {
	const columns = withoutOutcome(json);
	const { outputFields = 'input' } = plan.options;
	const row = plan.rows[itemIndexOf({ json, ...item })]?.json ?? {};
	if (outputFields === 'outcome' && Object.keys(columns).length > 0)
		yield `an item with the outcome alone has ${Object.keys(columns).join(', ')}`;
	if (outputFields === 'input' && !isDeepStrictEqual(columns, columnsOf(row)))
		yield `${JSON.stringify(columns)} came out of ${JSON.stringify(row)}`;
}

function tally(items: INodeExecutionData[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { json } of items) counts[String(json.status)] = (counts[String(json.status)] ?? 0) + 1;
	return counts;
}

/** The Summary counts what left, and what the platform got. */
function* summaryFits({ plan, result, requests }: Observed): Generator<string> {
	const [item, ...more] = result.outputs[2] ?? [];
	if (!item || more.length > 0) return yield `${result.outputs[2]?.length} items on Summary`;
	const summary = item.json;
	const items = rowItems(result);
	const counts = tally(items);
	const success = items.filter(({ json }) => SUCCESSES.has(String(json.status))).length;
	const uniqueIds = new Set(items.flatMap(({ json }) => json.uniqueId ?? []));
	const reasons = summary.reasons as Array<{ status: string; rows: number }>;
	const expected = {
		rows: plan.rows.length,
		success,
		failed: plan.rows.length - success,
		counts,
		uniqueIds: [...uniqueIds],
		checkOnly: false,
		// A request that the cancel button cut off may never have got there.
		...(plan.cancelAfter === undefined && {
			requests: requests.length,
			repetitions: requests.length - new Set(requests.map(({ body }) => body.toString())).size,
		}),
	};
	for (const [name, value] of Object.entries(expected)) {
		if (!isDeepStrictEqual(summary[name], value))
			yield `the Summary says ${name} ${JSON.stringify(summary[name])} instead of ${JSON.stringify(value)}`;
	}
	const explained = reasons.reduce((sum, { rows }) => sum + rows, 0);
	if (explained > expected.failed || (reasons.length < 20 && explained < expected.failed))
		yield `the Summary gives reasons for ${explained} of ${expected.failed} rows`;
}

/** What leaves by the outputs has the form that was asked for, and the Summary agrees with it. */
export function* itemsFit(observed: Observed): Generator<string> {
	if (observed.result.error) return;
	for (const item of rowItems(observed.result)) yield* itemFits(item, observed);
	yield* summaryFits(observed);
}
