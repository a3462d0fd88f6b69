import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';

import { chosenComponentId, componentLocator } from '../../../api/components';
import { changeResult } from '../../../operation/changeResult';
import { runPerItem } from '../../../operation/runPerItem';

const UPDATE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Enabled',
		name: 'status',
		type: 'boolean',
		default: true,
		description: 'Whether the field is in use (状态)',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		description: 'What the field is called (名称); no two fields may share a name',
	},
	{
		displayName: 'Required',
		name: 'required',
		type: 'boolean',
		default: false,
		description: 'Whether every customer must have a value for the field (必填)',
	},
	{
		displayName: 'Sort',
		name: 'sort',
		type: 'number',
		default: 0,
		description: 'The place of the field among the others (排序)',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Date (日期)', value: 'date' },
			{ name: 'Number (数字)', value: 'number' },
			{ name: 'Text (文本)', value: 'text' },
		],
		default: 'text',
	},
];

export const description = updateDisplayOptions(
	{ show: { resource: ['customerField'], operation: ['update'] } },
	[
		componentLocator('fieldId', 'The custom field (组件) to change'),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: UPDATE_FIELDS,
		},
	],
);

/** What is sent: as given, except that `required` is one of the platform's two validation words. */
function changesOf({ required, ...changes }: IDataObject): IDataObject {
	return { ...changes, ...(required !== undefined && { validate: [required ? 'required' : 'sometimes'] }) };
}

/** Changes a custom field of the public pool. Source: PUT component/{component_id}, 公海组件修改. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async ({ path, itemIndex, change }) => {
		const id = chosenComponentId(this, itemIndex);
		const changes = changesOf(this.getNodeParameter('updateFields', itemIndex, {}) as IDataObject);
		if (Object.keys(changes).length === 0) {
			throw new NodeOperationError(this.getNode(), "'Update Fields' is empty: there is nothing to change", {
				itemIndex,
				description: "Add what is to be changed under 'Update Fields'.",
			});
		}
		const answer = await change({
			method: 'PUT',
			path: `${path}/component/${encodeURIComponent(id)}`,
			body: JSON.stringify(changes),
		});
		return [changeResult(answer, { updated: true, id, ...changes })];
	});
}
