import type { IExecuteFunctions, INode, INodeProperties, ResourceMapperField } from 'n8n-workflow';

import type { Reply } from '../../http/reply';
import { isRecord } from '../../http/values';
import { chosenId, locator } from '../../platform/locators';
import { accountColumns } from '../../platform/mapperColumns';
import type { Envelope } from '../../platform/platform';
import type { Field, FieldType } from '../../rows/field';
import type { LonglonglongClient } from '../platform';

/** A custom field (组件) of the public pool. Source: GET customer/create, 公海自定义组件初始化. */
export interface Component {
	id: string;
	name: string;
	/** `text`, `number` or `date`. */
	type: string;
	required: boolean;
}

/** Each custom field is a column of its own. The column's ID is this prefix and the component's ID. */
const COLUMN_PREFIX = 'component:';

/** The components in the `data` of `GET customer/create`. */
export function componentsOf(data: unknown): Component[] {
	if (!Array.isArray(data)) return [];
	return data.filter(isRecord).map(({ id, name, type, validate }) => ({
		id: String(id),
		name: String(name ?? id),
		type: String(type ?? 'text'),
		required: Array.isArray(validate) && validate.includes('required'),
	}));
}

/** Makes the call `GET customer/create`; see {@link componentsOf} for its data. @param path the path of the account */
export async function fetchComponents(client: LonglonglongClient, path: string): Promise<Reply<Envelope>> {
	return await client.call({ method: 'GET', path: `${path}/customer/create` });
}

const FIELD_TYPES = new Map<string, FieldType>([
	['number', 'number'],
	['date', 'date'],
	['dateTime', 'date'], // n8n's mapper has this type for dates.
]);

function fieldsIn(data: unknown): Field[] {
	return componentsOf(data).map(({ id, name, type, required }) => ({
		id: COLUMN_PREFIX + id,
		label: name,
		type: FIELD_TYPES.get(type) ?? 'text',
		required,
	}));
}

/** The account's custom fields as columns of n8n's mapper; see {@link accountColumns}. @param path the path of the account */
export async function componentColumns(
	node: INode,
	client: LonglonglongClient,
	path: string,
): Promise<ResourceMapperField[]> {
	return accountColumns(node, await fetchComponents(client, path), fieldsIn);
}

/** The field of a column that stands for a component; undefined for any other column. */
export function componentField(columnId: string, fromEditor?: ResourceMapperField): Field | undefined {
	if (!columnId.startsWith(COLUMN_PREFIX)) return undefined;
	return {
		id: columnId,
		label: fromEditor?.displayName ?? columnId,
		type: FIELD_TYPES.get(fromEditor?.type ?? '') ?? 'text',
		required: fromEditor?.required,
	};
}

/** The component's ID in a column's ID; undefined when the column does not stand for a component. */
export function componentIdOf(columnId: string): string | undefined {
	return columnId.startsWith(COLUMN_PREFIX) ? columnId.slice(COLUMN_PREFIX.length) : undefined;
}

/** The parameter for a custom field: people pick it from the account's list, or give its ID. */
export function componentLocator(name: string, description: string): INodeProperties {
	return locator({
		displayName: 'Custom Field',
		name,
		description,
		list: 'searchComponents',
		listPlaceholder: 'Select a custom field…',
		idPlaceholder: 'e.g. 280f5b43-0777-479d-b735-7270790aee92',
		required: true,
	});
}

/**
 * The ID of the custom field that is chosen in `fieldId`.
 * @throws NodeOperationError when none is chosen
 */
export function chosenComponentId(context: IExecuteFunctions, itemIndex: number): string {
	return chosenId(context, itemIndex, {
		name: 'fieldId',
		label: 'Custom Field',
		advice: 'Pick a custom field from the list, or switch to "By ID" and give its ID (组件 ID).',
	});
}
