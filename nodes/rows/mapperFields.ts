import type {
	FieldType as MapperType,
	ILoadOptionsFunctions,
	INodeProperties,
	ResourceMapperField,
} from 'n8n-workflow';

import type { Field, FieldType } from './field';

const MAPPER_TYPES: Record<FieldType, MapperType> = {
	text: 'string',
	phone: 'string',
	integer: 'number',
	number: 'number',
	date: 'dateTime',
	dateTime: 'dateTime',
	choice: 'options',
	commaList: 'string',
	json: 'array',
	object: 'object',
};

/** Converts a field table to columns of n8n's column mapper. The user finds fields after the first `shown` ones under "Add column". */
export function mapperFields(fields: readonly Field[], shown = fields.length): ResourceMapperField[] {
	return fields.map((field, index) => ({
		id: field.id,
		displayName: field.label,
		required: field.required ?? false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: MAPPER_TYPES[field.type],
		...(field.choices && { options: field.choices }),
		removed: index >= shown && !field.required,
	}));
}

/**
 * Whether the node has a credential, so that the account's own fields can be loaded. When the panel of a new node opens, the editor loads
 * the columns before a credential is chosen, and does not load them again afterwards. An error would then leave the mapper empty.
 */
export const hasCredential = (context: ILoadOptionsFunctions): boolean =>
	Object.keys(context.getNode().credentials ?? {}).length > 0;

/**
 * The column mapper of an import.
 * @param method the node's method that loads the columns
 * @param hasOwnFields whether an account may have fields of its own
 */
export const columnsProperty = (method: string, hasOwnFields: boolean): INodeProperties => ({
	displayName: 'Columns',
	name: 'columns',
	type: 'resourceMapper',
	noDataExpression: true,
	displayOptions: { hide: { rowsFrom: ['json'] } },
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
	description: `The values of the input for the platform's fields.${hasOwnFields ? " The account's own fields are loaded too." : ''}`,
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod: method,
			mode: 'add',
			fieldWords: { singular: 'column', plural: 'columns' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: true,
			refreshStaleSchemaOnOpen: true,
		},
	},
});
