import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** Options that both ways of adding numbers know. */
export const NUMBER_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Ignore CRM',
		name: 'ignoreCrm',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the numbers to the task only, without entering them into the public pool (公海). Custom fields and extra data need the pool.',
	},
	{
		displayName: 'Add Number Suffix',
		name: 'numberAddSuffix',
		type: 'boolean',
		default: false,
		description:
			'Whether the platform adds an underscore and random characters to each number, so that a number can be in a task twice. Not for numbers that have a suffix already.',
	},
];

/** The request's own fields for those options; what is not set is left to the platform. */
export function numberHead({ ignoreCrm, numberAddSuffix }: IDataObject): IDataObject {
	return {
		...(ignoreCrm !== undefined && { ignore_crm: ignoreCrm === true }),
		...(numberAddSuffix !== undefined && { number_add_suffix: numberAddSuffix === true }),
	};
}
