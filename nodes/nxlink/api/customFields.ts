import type { IDataObject, INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';

import type { RequestContext } from '../../http/exchange';
import { parseJson } from '../../http/json';
import { replyError } from '../../http/replyError';
import { isRecord } from '../../http/values';
import type { Field, FieldType, Row } from '../../rows/field';
import { nxlinkClient } from '../platform';
import { customerFieldsCall } from './customerFields';

const CUSTOM_ID = /^customize_(\d+)_\d+$/;

/**
 * The number in the middle of an id is the field's type, in all examples of the vendor. What is written for a choice (the option's id or
 * its name) is not documented, so choices are offered in the panel and passed on as they are.
 */
const TYPES: Record<string, FieldType> = { 2: 'number', 5: 'date', 6: 'dateTime' };

function typeOf(id: string): FieldType {
	return TYPES[CUSTOM_ID.exec(id)?.[1] ?? ''] ?? 'text';
}

function choicesOf(fieldTypeInfo: unknown): INodePropertyOptions[] | undefined {
	const info = typeof fieldTypeInfo === 'string' ? parseJson(fieldTypeInfo) : fieldTypeInfo;
	if (!Array.isArray(info)) return undefined;
	const choices = info
		.filter(isRecord)
		.map(({ id, name }) => ({ name: String(name ?? id), value: String(id ?? name) }));
	return choices.length > 0 ? choices : undefined;
}

/** A field of the account that a mapping names; undefined when the id is none. */
export function customField(id: string, fromEditor?: ResourceMapperField): Field | undefined {
	return CUSTOM_ID.test(id) ? { id, label: fromEditor?.displayName ?? id, type: typeOf(id) } : undefined;
}

/**
 * Fetches the account's own fields for the column mapper. Source: GET customers/fields.
 * @throws NodeApiError when NXLink refuses the credential; other failures leave the standard columns alone
 */
export async function loadCustomFields(context: RequestContext): Promise<ResourceMapperField[]> {
	const client = await nxlinkClient(context);
	const reply = await client.call(customerFieldsCall(client, false));
	if (reply.kind === 'no' && reply.deniesAllCalls) throw replyError(context.getNode(), reply);
	if (reply.kind !== 'yes' || !Array.isArray(reply.answer.data)) return [];
	return reply.answer.data
		.filter(isRecord)
		.filter(({ name }) => typeof name === 'string' && CUSTOM_ID.test(name))
		.map((entry) => {
			const id = String(entry.name);
			const options = choicesOf(entry.field_type_info);
			const label = String(entry.display_name ?? entry.display_en_name ?? id);
			const date = ['date', 'dateTime'].includes(typeOf(id));
			return {
				id,
				displayName: `${label} (${id})`,
				required: false,
				defaultMatch: false,
				canBeUsedToMatch: false,
				display: true,
				type: options ? 'options' : date ? 'dateTime' : typeOf(id) === 'number' ? 'number' : 'string',
				...(options && { options }),
			};
		});
}

/**
 * Moves `customize_*` columns into `customize_field`, which goes out as a string of JSON. A field that came both ways has the column's
 * value: the column was mapped for that very field.
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
