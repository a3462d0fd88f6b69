import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../http/values';
import type { Row } from '../../rows/field';
import { componentIdOf } from '../api/components';

/** Values that every row of one import gets beside its own columns. */
export interface RowExtras {
	subUserId?: string;
	/** The documents show `encryption` beside the rows and, for the asynchronous call, in each row too. */
	encryption?: boolean;
}

/** Converts `{ <name>: <value> }`, a short form that people may write, to the platform's list of pairs. A list of pairs stays as it is. */
function pairs(given: unknown, nameKey: string, valueKey: string): IDataObject[] {
	if (Array.isArray(given)) return given as IDataObject[];
	if (!isRecord(given)) return [];
	if (nameKey in given && valueKey in given) return [given as IDataObject];
	return Object.entries(given)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => ({ [nameKey]: name, [valueKey]: value }) as IDataObject);
}

/** The variables of a 2.0 script as the platform's list. Numbers become text, because the platform expects text. */
function variables(given: unknown): IDataObject[] {
	return pairs(given, 'name', 'text').map((entry) =>
		typeof entry.text === 'number' ? { ...entry, text: String(entry.text) } : entry,
	);
}

/** The custom fields that a row has as JSON, as the platform's list. */
export const componentsGiven = (row: Row): IDataObject[] => pairs(row.components, 'id', 'value');

/**
 * Separates the custom fields of a row from its other fields. A custom field that is in the JSON and in a column has the column's value,
 * because the column was mapped for that field alone. A row without such columns is not copied.
 */
function splitComponents(row: Row): [rest: Row, components: IDataObject[]] {
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
 * Converts a row that was read from the columns to the row that is sent: `component:<id>` columns become `components`, variables become
 * `custom_vars`, and `sort`, which the platform requires and does not use, becomes 0. The given row may be changed.
 */
export function wireRow(row: Row, extras: RowExtras): Row {
	const [wire, components] = splitComponents(row);
	setList(wire, 'components', components);
	setList(wire, 'custom_vars', variables(wire.custom_vars));
	wire.sort ??= 0;
	if (extras.subUserId !== undefined) wire.sub_user_id ??= extras.subUserId;
	if (extras.encryption !== undefined) wire.encryption = extras.encryption;
	return wire;
}
