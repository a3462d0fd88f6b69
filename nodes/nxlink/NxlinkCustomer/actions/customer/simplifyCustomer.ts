import type { GenericValue, IDataObject } from 'n8n-workflow';

import { parseJson } from '../../../../http/json';
import { isEmpty, isRecord } from '../../../../http/values';
import type { Choice } from '../../../../rows/field';
import { SOURCES } from '../../../codeNames';
import { CUSTOMER_FIELDS } from '../../../fields';

/** Codes that get a readable field beside them: `gender` → `gender_name`. */
const CODES = new Map<string, readonly Choice[]>([
	['gender', CUSTOMER_FIELDS.find(({ id }) => id === 'gender')?.choices ?? []],
	['source_type', SOURCES],
]);

/** `[{id, tag_name}]` → the names; anything else as it is. */
function tagNames(tags: GenericValue[]): GenericValue[] {
	return tags.map((tag) => (isRecord(tag) && typeof tag.tag_name === 'string' ? tag.tag_name : tag));
}

/**
 * A customer without its empty fields, with the names of its tags, its custom fields (a text of JSON as NXLink gives them) beside the
 * others, and a readable field beside each code.
 */
export function simplifyCustomer(row: IDataObject): IDataObject {
	const simple: IDataObject = {};
	for (const [key, value] of Object.entries(row)) {
		const custom = key === 'customize_field' && typeof value === 'string' ? parseJson(value) : undefined;
		if (isRecord(custom)) Object.assign(simple, simplifyCustomer(custom as IDataObject));
		else if (!isEmpty(value)) simple[key] = Array.isArray(value) ? tagNames(value) : value;
		const choice = CODES.get(key)?.find((candidate) => String(candidate.value) === String(value));
		if (choice) simple[`${key}_name`] = choice.name;
	}
	return simple;
}
