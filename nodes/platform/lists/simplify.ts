import type { IDataObject } from 'n8n-workflow';

import { isEmpty } from '../../http/values';
import type { Choice } from '../../rows/field';

/** Field → its codes (`value`) with their names. */
export type CodeNames = Readonly<Record<string, readonly Choice[]>>;

/** The name of a code; undefined when it is not known. The code may come as a number or as text. */
function codeName(names: readonly Choice[], code: unknown): string | undefined {
	if (typeof code !== 'number' && typeof code !== 'string') return undefined;
	return names.find(({ value }) => String(value) === String(code).trim())?.name;
}

/** Simplifies a row: adds the name of each known code as `<field>_name`, and removes empty fields. */
export function simplifyRow(row: IDataObject, codes: CodeNames): IDataObject {
	const simple: IDataObject = {};
	for (const [key, value] of Object.entries(row)) {
		if (isEmpty(value)) continue;
		simple[key] = value;
		const name = Object.hasOwn(codes, key) ? codeName(codes[key] ?? [], value) : undefined;
		if (name !== undefined) simple[`${key}_name`] = row[`${key}_name`] ?? name;
	}
	return simple;
}
