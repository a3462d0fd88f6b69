import { isDeepStrictEqual } from 'node:util';

import { readJson } from '../../sandbox/json';
import type { Observed } from './books';
import { isSame } from './cells';
import { importOf } from './drawnImports';
import type { Plan } from './plan';
import type { DrawnImport, Json } from './records/drawnImport';
import type { PlannedRow } from './rows';

/** The options reach the platform, each under its name there and no other. */
function* optionsTravel(head: Json, rows: Json[], plan: Plan): Generator<string> {
	const { head: headOf, repeatedFields } = importOf(plan.operation);
	const expected = headOf(plan);
	if (!isDeepStrictEqual(head, expected))
		yield `the request says ${JSON.stringify(head)} instead of ${JSON.stringify(expected)}`;
	for (const field of repeatedFields)
		if (rows.some((row) => row[field] !== expected[field]))
			yield `a row has another ${field} than its request`;
}

/** What is wrong with a row on the wire, if it is to be this one; undefined when it is. */
function differs(columns: Json, { wire }: PlannedRow): string | undefined {
	for (const column of new Set([...Object.keys(columns), ...Object.keys(wire)])) {
		const value = columns[column];
		const allowed = wire[column] ?? [undefined];
		if (allowed.some((meant) => isSame(value, meant))) continue;
		return `${column} is ${show(value)} instead of ${allowed.map(show).join(' or ')}`;
	}
	return undefined;
}

function show(value: unknown): string {
	if (typeof value === 'bigint') return `${value}n`;
	return value === undefined ? 'left out' : JSON.stringify(value);
}

/** Every row that travelled is one of the input's, with each value as it was meant: no day shifted, no digit lost, nothing made up. */
function* valuesAsMeant(
	rows: Json[],
	plan: Plan,
	{ baseColumns, wireColumns }: DrawnImport,
): Generator<string> {
	const planned = new Map<string, PlannedRow[]>();
	for (const row of plan.rows) planned.set(row.phone, [...(planned.get(row.phone) ?? []), row]);
	for (const row of rows) {
		const candidates = planned.get(String(row[baseColumns.phone])) ?? [];
		const columns = wireColumns(row);
		const reasons = candidates.map((candidate) => {
			const reason = differs(columns, candidate);
			return reason && `${reason}: ${JSON.stringify(candidate.json)}`;
		});
		if (reasons.length === 0) yield `no row of the input has the phone ${show(row[baseColumns.phone])}`;
		else if (!reasons.includes(undefined)) yield reasons.join('; or ');
	}
}

/** All requests are as the plan wants them. */
export function* requestsFit({ plan, requests }: Observed): Generator<string> {
	const seen = new Set<string>();
	const drawn = importOf(plan.operation);
	for (const { body } of requests) {
		const text = body.toString();
		if (seen.has(text)) continue; // a repetition
		seen.add(text);
		const { [drawn.tested.list]: list, ...head } = readJson(text) as Json;
		const rows = list as Json[];
		for (const name of drawn.accountFields) delete head[name];
		yield* optionsTravel(head, rows, plan);
		yield* valuesAsMeant(rows, plan, drawn);
	}
}
