import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';

import { isBlank } from '../../../../http/values';
import { pathPart } from '../../../../platform/pathPart';
import { readSwitch } from '../../../../platform/readOptions';
import type { Zones } from '../../../../rows/dates';
import type { Choice, Field } from '../../../../rows/field';
import type { Converted } from '../../../../rows/fieldValue';
import { fieldValue } from '../../../../rows/fieldValue';
import { chosenComponentId, componentLocator } from '../../../api/components';
import { changeResult } from '../../../operation/changeResult';
import { runPerItem } from '../../../operation/runPerItem';

const TYPES: Choice[] = [
	{ name: 'Date (日期)', value: 'date' },
	{ name: 'Number (数字)', value: 'number' },
	{ name: 'Text (文本)', value: 'text' },
];

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
		description: 'The name of the field (名称). No two fields may have the same name.',
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
		description: 'The position of the field among the others (排序)',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: TYPES,
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

/** The types of the fields that are not switches. Source: page 公海组件修改. */
const VALUE_FIELDS: Record<string, Field> = {
	name: { id: 'name', label: 'Name', type: 'text' },
	sort: { id: 'sort', label: 'Sort', type: 'integer' },
	type: { id: 'type', label: 'Type', type: 'choice', choices: TYPES },
};

/** No field is a date, so the zones have no effect. */
const NO_DATES: Zones = { workflow: 'UTC', platform: 'UTC' };

/** A field's value, or why it cannot be sent. An empty value is refused, because its meaning is not clear. */
function changedValue(name: string, label: string, given: unknown): Converted {
	const field = VALUE_FIELDS[name];
	const converted = field ? fieldValue(field, given, NO_DATES) : { value: readSwitch(given) };
	if ('fault' in converted || converted.value !== undefined) return converted;
	const reason = isBlank(given) ? `'${label}' is empty` : `'${label}' must be true or false`;
	return { fault: { reason, reasonCode: 'wrongType' } };
}

/**
 * The body of the call: the fields that the user added, converted to their types. `required` becomes one of the platform's two validation
 * words, `required` and `sometimes`.
 * @throws NodeOperationError for a field whose value cannot be sent, and when no field was added
 */
function readChanges(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const fail = (message: string, description: string): never => {
		throw new NodeOperationError(context.getNode(), message, { itemIndex, description });
	};
	const given = context.getNodeParameter('updateFields', itemIndex, {}) as IDataObject;
	const changes: IDataObject = {};
	for (const { name, displayName } of UPDATE_FIELDS) {
		if (!(name in given)) continue;
		const converted = changedValue(name, displayName, given[name]);
		if ('fault' in converted) {
			fail(converted.fault.reason, `Nothing was sent. Give '${displayName}' a value, or remove it.`);
		} else changes[name] = converted.value;
	}
	if (Object.keys(changes).length === 0) {
		fail(
			"'Update Fields' is empty: there is nothing to change",
			"Add what is to be changed under 'Update Fields'.",
		);
	}
	const { required, ...others } = changes;
	return { ...others, ...(required !== undefined && { validate: [required ? 'required' : 'sometimes'] }) };
}

/** Changes a custom field of the public pool. Source: PUT component/{component_id}, page 公海组件修改. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async ({ path, itemIndex, change }) => {
		const id = chosenComponentId(this, itemIndex);
		const changes = readChanges(this, itemIndex);
		const answer = await change({
			method: 'PUT',
			path: `${path}/component/${pathPart(this.getNode(), 'Custom Field', id, itemIndex)}`,
			body: JSON.stringify(changes),
		});
		return [changeResult(answer, { updated: true, id, ...changes })];
	});
}
