import type { GenericValue, IDataObject } from 'n8n-workflow';

import { parseJson } from '../../../../http/json';
import { isRecord } from '../../../../http/values';
import { simplifyRow } from '../../../../platform/lists/simplify';
import { SOURCES } from '../../../codes/codeNames';
import { CUSTOMER_FIELDS } from '../../../fields';

const CODES = {
	gender: CUSTOMER_FIELDS.find(({ id }) => id === 'gender')?.choices ?? [],
	source_type: SOURCES,
};

/** Replaces a list of tags `[{ id, tag_name }]` by their names. Any other value is returned as it is. */
function tagNames(value: IDataObject[string]): IDataObject[string] {
	if (!Array.isArray(value)) return value;
	return (value as GenericValue[]).map((tag) =>
		isRecord(tag) && typeof tag.tag_name === 'string' ? tag.tag_name : tag,
	);
}

/** Moves the custom fields, which NXLink returns as JSON in a text, up beside the row's other fields. */
function withCustomFields({ customize_field: custom, ...row }: IDataObject): IDataObject {
	const fields = typeof custom === 'string' ? parseJson(custom) : undefined;
	if (isRecord(fields)) return { ...row, ...(fields as IDataObject) };
	return custom === undefined ? row : { ...row, customize_field: custom };
}

/** Simplifies a customer like {@link simplifyRow}. Tags become their names, and custom fields are placed beside the other fields. */
export function simplifyCustomer(row: IDataObject): IDataObject {
	const simple = simplifyRow(withCustomFields(row), CODES);
	return Object.fromEntries(Object.entries(simple).map(([key, value]) => [key, tagNames(value)]));
}
