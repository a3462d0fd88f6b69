import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { parseJson } from '../../../../http/json';
import { isRecord } from '../../../../http/values';
import { simplifyProperty } from '../../../../platform/lists/listProperties';
import { listIn, recordsIn } from '../../../../platform/lists/listReply';
import type { PlatformItem } from '../../../../platform/platformItem';
import { runPerItem } from '../../../../platform/platformItem';
import { customerFieldsCall } from '../../../api/customerFields';
import { fieldTypeName } from '../../../codes/codeNames';
import type { NxlinkClient } from '../../../platform';
import { nxlinkClient } from '../../../platform';

const properties: INodeProperties[] = [
	simplifyProperty,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'System Fields',
				name: 'isPreset',
				type: 'boolean',
				default: false,
				description:
					"Whether to return only the system's own fields (系统字段); if off, only your team's custom fields (自定义字段). Without this filter, all fields are returned (is_preset).",
			},
		],
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['customerField'], operation: ['getMany'] } },
	properties,
);

/** Reads `field_type_info`, which is JSON in a text: the `options` of a choice, or the `formatter` of a date. */
function typeInfo(text: unknown): IDataObject {
	const info = typeof text === 'string' ? parseJson(text) : text;
	if (Array.isArray(info)) return { options: info };
	return isRecord(info) ? (info as IDataObject) : {};
}

function simplifyField(field: IDataObject): IDataObject {
	const { name, display_name, display_en_name, field_type, required, is_preset, field_type_info } = field;
	return {
		name,
		display_name,
		display_en_name,
		field_type,
		field_type_name: fieldTypeName(field_type),
		required,
		is_preset,
		...typeInfo(field_type_info),
	};
}

async function readFields(item: PlatformItem<NxlinkClient>): Promise<IDataObject[]> {
	const { context, itemIndex, client } = item;
	const { isPreset } = context.getNodeParameter('filters', itemIndex, {}) as { isPreset?: boolean };
	const { data, whole } = item.answerIn(await item.ask(customerFieldsCall(client, isPreset)));
	const fields = recordsIn(listIn(data) ?? listIn(whole) ?? []);
	return context.getNodeParameter('simplify', itemIndex) === true ? fields.map(simplifyField) : fields;
}

/** Reads the fields that a customer can have. Source: GET customers/fields. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, nxlinkClient, readFields);
}
