import type { IDataObject } from 'n8n-workflow';

import { isEmpty } from '../../http/values';
import type { Choice } from '../../rows/field';

/** Field → what its codes mean. */
export type CodeNames = Readonly<Record<string, readonly Choice[]>>;

/** The name of a code, which may come as a number or as text. */
function codeNameOf(names: readonly Choice[], code: unknown): string | undefined {
	if (typeof code !== 'number' && typeof code !== 'string') return undefined;
	return names.find(({ value }) => String(value) === String(code).trim())?.name;
}

/** A row as Simplify shows it: beside each code its name, as `<field>_name`, and nothing that is empty. */
export function simplifyRow(row: IDataObject, codes: CodeNames): IDataObject {
	const simple: IDataObject = {};
	for (const [key, value] of Object.entries(row)) {
		if (isEmpty(value)) continue;
		simple[key] = value;
		const name = Object.hasOwn(codes, key) ? codeNameOf(codes[key] ?? [], value) : undefined;
		if (name !== undefined) simple[`${key}_name`] = row[`${key}_name`] ?? name;
	}
	return simple;
}
