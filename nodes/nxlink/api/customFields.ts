import type { IDataObject, INode, ResourceMapperField } from 'n8n-workflow';

import { parseJson } from '../../http/json';
import { isRecord } from '../../http/values';
import { accountColumns } from '../../platform/mapperColumns';
import type { Choice, Field, FieldType, Row } from '../../rows/field';
import type { NxlinkClient } from '../platform';
import { customerFieldsCall } from './customerFields';

const CUSTOM_ID = /^customize_(\d+)_\d+$/;

/**
 * The type of a custom field by the middle number of its ID, which equals `field_type` in all examples of the vendor. The documents do not
 * say whether a choice is sent by the ID or by the name of its option. So the panel offers the options, and a value is sent as it is.
 */
const TYPES: Record<string, FieldType> = { 2: 'number', 5: 'date', 6: 'dateTime' };

function typeOf(id: string): FieldType {
	return TYPES[CUSTOM_ID.exec(id)?.[1] ?? ''] ?? 'text';
}

function choicesOf(fieldTypeInfo: unknown): Choice[] | undefined {
	const info = typeof fieldTypeInfo === 'string' ? parseJson(fieldTypeInfo) : fieldTypeInfo;
	if (!Array.isArray(info)) return undefined;
	const choices = info
		.filter(isRecord)
		.map(({ id, name }) => ({ name: String(name ?? id), value: String(id ?? name) }));
	return choices.length > 0 ? choices : undefined;
}

/** The custom field with an ID; undefined when the ID is not one of a custom field. @param fromEditor the column as the editor saved it */
export function customField(id: string, fromEditor?: ResourceMapperField): Field | undefined {
	return CUSTOM_ID.test(id) ? { id, label: fromEditor?.displayName ?? id, type: typeOf(id) } : undefined;
}

/** Reads the custom fields from the reply of `GET customers/fields`. */
function fieldsIn(data: unknown): Field[] {
	if (!Array.isArray(data)) return [];
	return data
		.filter(isRecord)
		.filter(({ name }) => typeof name === 'string' && CUSTOM_ID.test(name))
		.map((entry) => {
			const id = String(entry.name);
			const choices = choicesOf(entry.field_type_info);
			const label = String(entry.display_name ?? entry.display_en_name ?? id);
			return {
				id,
				label: `${label} (${id})`,
				type: choices ? 'choice' : typeOf(id),
				...(choices && { choices }),
			};
		});
}

/** Reads the account's custom fields as columns of n8n's mapper; see {@link accountColumns}. Source: GET customers/fields. */
export async function customColumns(node: INode, client: NxlinkClient): Promise<ResourceMapperField[]> {
	return accountColumns(node, await client.call(customerFieldsCall(client, false)), fieldsIn);
}

/**
 * Moves the values of `customize_*` columns into `customize_field`, which is sent as JSON in a text. When the row has a custom field both as
 * a column and in `customize_field`, the column's value is used, because the column was mapped for that field alone.
 */
export function foldCustomFields(row: Row): Row {
	const folded: Row = {};
	const custom: IDataObject = {};
	for (const [id, value] of Object.entries(row)) {
		if (CUSTOM_ID.test(id)) custom[id] = value;
		else if (id !== 'customize_field') folded[id] = value;
	}
	const given = isRecord(row.customize_field) ? row.customize_field : {};
	if (Object.keys(custom).length > 0 || Object.keys(given).length > 0) {
		folded.customize_field = JSON.stringify({ ...given, ...custom });
	}
	return folded;
}
