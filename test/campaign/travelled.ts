import type { IDataObject } from 'n8n-workflow';
import { isDeepStrictEqual } from 'node:util';

import { readJson } from '../../sandbox/json';
import type { Observed } from './books';
import { isSame } from './cells';
import type { Plan } from './plan';
import type { PlannedRow } from './rows';
import { COMPONENT, VARIABLE } from './structures';

/** A request's body, or a row in it; integers that a number cannot hold are bigints. */
type Json = Record<string, unknown>;

const TYPE_OF = { replace: 0, merge: 1, keep: 2 };

/** What the options must have made of a request, beside its rows and the account. */
function headOf({ operation, options, whenExists = 'merge' }: Plan): IDataObject {
	const { strictBinding, encryption, ignoreCrm, numberAddSuffix } = options;
	if (operation === 'upsert') {
		const strict = strictBinding === undefined ? {} : { strict_binding: strictBinding };
		return { type: TYPE_OF[whenExists], ...strict };
	}
	const subUserId = String(options.subUserId ?? '').trim();
	return {
		...(operation === 'add' && { skip_error: options.skipError !== false }),
		...(encryption !== undefined && { encryption }),
		...(ignoreCrm !== undefined && { ignore_crm: ignoreCrm }),
		...(numberAddSuffix !== undefined && { number_add_suffix: numberAddSuffix }),
		...(subUserId !== '' && { sub_user_id: subUserId }),
	};
}

/** The options reach the platform, each under its name there and no other. */
function* optionsTravel(head: Json, rows: Json[], plan: Plan): Generator<string> {
	const expected = headOf(plan);
	if (!isDeepStrictEqual(head, expected))
		yield `the request says ${JSON.stringify(head)} instead of ${JSON.stringify(expected)}`;
	if (rows.some((row) => row.sub_user_id !== expected.sub_user_id)) yield 'a row is for another sub-account';
}

/** The entries of a list of pairs as columns; an entry that comes twice is a column that nobody expects. */
function entriesOf(prefix: string, list: unknown, name: string, value: string): Json {
	const entries: Json = {};
	for (const entry of Array.isArray(list) ? (list as Json[]) : []) {
		const column = prefix + String(entry[name]);
		entries[column in entries ? `${column} (twice)` : column] = entry[value];
	}
	return entries;
}

/** A row on the wire, in the columns that a planned row has. */
function columnsOf(row: Json): Json {
	const { components, custom_vars, customize_field, ...columns } = row;
	for (const name of ['sort', 'sub_user_id', 'encryption']) delete columns[name];
	return {
		...columns,
		...customFieldsOf(customize_field),
		...entriesOf(COMPONENT, components, 'id', 'value'),
		...entriesOf(VARIABLE, custom_vars, 'name', 'text'),
	};
}

/** The custom fields of NXLink, which travel as text that contains JSON; anything else is a column that nobody expects. */
function customFieldsOf(given: unknown): Json {
	if (given === undefined) return {};
	return typeof given === 'string' ? (readJson(given) as Json) : { customize_field: given };
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
function* valuesAsMeant(rows: Json[], phoneColumn: string, plan: Plan): Generator<string> {
	const planned = new Map<string, PlannedRow[]>();
	for (const row of plan.rows) planned.set(row.phone, [...(planned.get(row.phone) ?? []), row]);
	for (const row of rows) {
		const candidates = planned.get(String(row[phoneColumn])) ?? [];
		const columns = columnsOf(row);
		const reasons = candidates.map((candidate) => {
			const reason = differs(columns, candidate);
			return reason && `${reason}: ${JSON.stringify(candidate.json)}`;
		});
		if (reasons.length === 0) yield `no row of the input has the phone ${show(row[phoneColumn])}`;
		else if (!reasons.includes(undefined)) yield reasons.join('; or ');
	}
}

/** All requests are as the plan wants them. */
export function* requestsFit({ plan, requests }: Observed): Generator<string> {
	const seen = new Set<string>();
	const phoneColumn = plan.operation === 'upsert' ? 'sms_phone' : 'phone';
	for (const { body } of requests) {
		const text = body.toString();
		if (seen.has(text)) continue; // a repetition
		seen.add(text);
		const { data, customers, ...head } = readJson(text) as Json;
		const rows = (data ?? customers) as Json[];
		for (const name of ['tenant_id', 'app_key']) delete head[name];
		yield* optionsTravel(head, rows, plan);
		yield* valuesAsMeant(rows, phoneColumn, plan);
	}
}
