import type { IDataObject } from 'n8n-workflow';

import { isEmpty } from '../http/values';
import type { Choice } from '../rows/field';

/** The name of a code, which may come as text. */
function codeNameOf(names: Choice[], code: unknown): string | undefined {
	if (code === null || code === '' || typeof code === 'object') return undefined;
	return names.find(({ value }) => value === Number(code))?.name;
}

/**
 * A row as Simplify shows it: beside each code its name, as `<field>_name`, and nothing that is empty.
 * @param codes field → what its codes mean
 */
export function simplified(row: IDataObject, codes: Record<string, Choice[]>): IDataObject {
	const simple: IDataObject = {};
	for (const [key, value] of Object.entries(row)) {
		if (isEmpty(value)) continue;
		simple[key] = value;
		const name = codes[key] && codeNameOf(codes[key], value);
		if (name !== undefined) simple[`${key}_name`] = row[`${key}_name`] ?? name;
	}
	return simple;
}
