import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../http/values';
import type { Row } from '../../rows/field';
import { componentIdOf } from '../api/components';

/** What every row of one import gets, beside its own columns. */
export interface RowExtras {
	subUserId?: string;
	/** The documents show `encryption` beside the rows and, for the asynchronous call, in each row too. */
	encryption?: boolean;
}

/** `[{ id, value }]`, or `{ id: value }` as people write it, to the platform's list of pairs. */
function pairs(given: unknown, nameKey: string, valueKey: string): IDataObject[] {
	if (Array.isArray(given)) return given as IDataObject[];
	if (!isRecord(given)) return [];
	if (nameKey in given && valueKey in given) return [given as IDataObject];
	return Object.entries(given)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => ({ [nameKey]: name, [valueKey]: value }) as IDataObject);
}

/** The variables of a 2.0 script. Their values are always sent as text, also where a row has a number. */
function variables(given: unknown): IDataObject[] {
	return pairs(given, 'name', 'text').map((entry) =>
		typeof entry.text === 'number' ? { ...entry, text: String(entry.text) } : entry,
	);
}

/** The custom fields of a row that came as JSON. */
export const componentsGiven = (row: Row): IDataObject[] => pairs(row.components, 'id', 'value');

/**
 * Moves the values of component columns over to the list that came as JSON. A field that came both ways has the column's value: the column
 * was mapped for that very field. Most rows have no such column and need no copy.
 */
function withoutComponents(row: Row): [Row, IDataObject[]] {
	const given = componentsGiven(row);
	const columnIds = Object.keys(row);
	if (!columnIds.some((columnId) => componentIdOf(columnId) !== undefined)) return [row, given];
	const rest: Row = {};
	const columns: IDataObject[] = [];
	for (const columnId of columnIds) {
		const id = componentIdOf(columnId);
		if (id === undefined) rest[columnId] = row[columnId];
		else columns.push({ id, value: row[columnId] });
	}
	const ids = new Set(columns.map(({ id }) => id));
	return [rest, [...given.filter(({ id }) => !ids.has(id)), ...columns]];
}

function setList(wire: Row, id: string, list: IDataObject[]): void {
	if (list.length > 0) wire[id] = list;
	else delete wire[id];
}

/**
 * Makes of a row read from the columns what the platform wants: `component:<id>` columns become `components`, variables become
 * `custom_vars`, and `sort`, which it demands and does not use, is 0. The row given is used up.
 */
export function wireRow(row: Row, extras: RowExtras): Row {
	const [wire, components] = withoutComponents(row);
	setList(wire, 'components', components);
	setList(wire, 'custom_vars', variables(wire.custom_vars));
	wire.sort ??= 0;
	if (extras.subUserId !== undefined) wire.sub_user_id ??= extras.subUserId;
	if (extras.encryption !== undefined) wire.encryption = extras.encryption;
	return wire;
}
