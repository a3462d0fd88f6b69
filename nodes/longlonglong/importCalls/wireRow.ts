import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../http/values';
import type { Fault, Row } from '../../rows/field';
import { componentIdOf } from '../api/components';

/** What every row of one import gets, beside its own columns. */
export interface RowExtras {
	subUserId?: string;
	/** The documents show `encryption` beside the rows and, for the asynchronous call, in each row too. */
	encryption?: boolean;
}

/** Letters before a suffix such as `_a1` cannot be part of a phone number. */
const LETTERS_IN_PHONE = /^[^_]*\p{L}/u;

/** `[{ id, value }]`, or `{ id: value }` as people write it, to the platform's list of pairs. */
function pairs(given: unknown, nameKey: string, valueKey: string): IDataObject[] {
	if (Array.isArray(given)) return [...(given as IDataObject[])]; // the input's own list stays as it is
	if (!isRecord(given)) return [];
	if (nameKey in given && valueKey in given) return [given as IDataObject];
	return Object.entries(given).map(
		([name, value]) => ({ [nameKey]: name, [valueKey]: value }) as IDataObject,
	);
}

/** The variables of a 2.0 script, whose texts are text on every page, also where a row has a number. */
function variables(given: unknown): IDataObject[] {
	return pairs(given, 'name', 'text').map((entry) =>
		typeof entry?.text === 'number' ? { ...entry, text: String(entry.text) } : entry,
	);
}

/** The custom fields of a row that came as JSON. */
export const componentsGiven = (row: Row): IDataObject[] => pairs(row.components, 'id', 'value');

/** Moves the values of component columns over to `components`. Most rows have none and need no copy. */
function withoutComponents(row: Row, components: IDataObject[]): Row {
	const columnIds = Object.keys(row);
	if (!columnIds.some((columnId) => componentIdOf(columnId) !== undefined)) return row;
	const rest: Row = {};
	for (const columnId of columnIds) {
		const id = componentIdOf(columnId);
		if (id === undefined) rest[columnId] = row[columnId];
		else components.push({ id, value: row[columnId] });
	}
	return rest;
}

/**
 * Makes of a row read from the columns what the platform wants: `component:<id>` columns become `components`, variables become
 * `custom_vars`, and `sort`, which it demands and does not use, is 0. The row given is used up.
 */
export function wireRow(row: Row, extras: RowExtras): Row {
	const components = componentsGiven(row);
	const wire = withoutComponents(row, components);
	if (components.length > 0) wire.components = components;
	if (wire.custom_vars !== undefined) wire.custom_vars = variables(wire.custom_vars);
	wire.sort ??= 0;
	if (extras.subUserId !== undefined) wire.sub_user_id ??= extras.subUserId;
	if (extras.encryption !== undefined) wire.encryption = extras.encryption;
	return wire;
}

function isListOf(list: unknown, ...texts: string[]): boolean {
	if (!Array.isArray(list)) return list === undefined;
	return list.every((entry) => isRecord(entry) && texts.every((key) => typeof entry[key] === 'string'));
}

/** What no field table can say of a row on its way out; for most of it the platform would refuse the whole request. */
export function wireFaults(wire: Row, encrypted: boolean): Fault[] {
	const faults: Fault[] = [];
	// An encrypted phone may look like anything.
	if (!encrypted && typeof wire.phone === 'string') {
		const letters = LETTERS_IN_PHONE.test(wire.phone);
		const what = letters ? 'has letters in it' : 'has no digit in it';
		if (letters || !/\d/.test(wire.phone)) {
			faults.push({ reason: `'Phone (号码)' ${what}, so it is no phone number`, reasonCode: 'notAPhone' });
		}
	}
	if (!isListOf(wire.components, 'id')) {
		const reason = "'Custom Fields as JSON (组件数据)' must be a list of { id, value }";
		faults.push({ reason, reasonCode: 'wrongType' });
	}
	if (!isListOf(wire.custom_vars, 'name', 'text')) {
		const reason = "'Script 2.0 Variables as JSON (2.0话术变量)' must be a list of { name, text }";
		faults.push({ reason, reasonCode: 'wrongType' });
	}
	return faults;
}
