import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../http/json';
import type { Fault, Row } from '../rows/field';
import { componentIdOf } from './components';

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
	if (Array.isArray(given)) return given as IDataObject[];
	if (!isRecord(given)) return [];
	if (nameKey in given && valueKey in given) return [given as IDataObject];
	return Object.entries(given).map(
		([name, value]) => ({ [nameKey]: name, [valueKey]: value }) as IDataObject,
	);
}

/**
 * A row read from the columns, as the platform wants it: `component:<id>` columns become `components`, variables become
 * `custom_vars`, and `sort`, which it demands and does not use, is 0.
 */
export function wireRow(row: Row, extras: RowExtras): Row {
	const wire: Row = {};
	const components = pairs(row.components, 'id', 'value');
	for (const [columnId, value] of Object.entries(row)) {
		const id = componentIdOf(columnId);
		if (id === undefined) wire[columnId] = value;
		else components.push({ id, value });
	}
	if (components.length > 0) wire.components = components;
	if (row.custom_vars !== undefined) wire.custom_vars = pairs(row.custom_vars, 'name', 'text');
	wire.sort ??= 0;
	if (extras.subUserId !== undefined) wire.sub_user_id ??= extras.subUserId;
	if (extras.encryption !== undefined) wire.encryption = extras.encryption;
	return wire;
}

/** What no field table can say: a phone number with letters in it. An encrypted one may have them. */
export function phoneFaults(row: Row, encrypted: boolean): Fault[] {
	if (encrypted || typeof row.phone !== 'string' || !LETTERS_IN_PHONE.test(row.phone)) return [];
	return [{ reason: "'Phone (号码)' has letters in it, so it is no phone number", reasonCode: 'notAPhone' }];
}
