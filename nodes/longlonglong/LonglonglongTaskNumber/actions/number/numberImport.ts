import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { taskProperty } from '../../../panel/task';

/** The parameter for the task that the numbers are added to. */
export const receivingTaskProperty: INodeProperties = {
	...taskProperty('The call task that takes the numbers'),
	hint: 'A 2.0 task must be paused (暂停) while it takes numbers. An inbound task (呼入) takes none.',
};

/** The options of both operations that add numbers. */
export const NUMBER_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Ignore CRM',
		name: 'ignoreCrm',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the numbers to the task only, without entering them into the public pool (公海). Rows with custom fields or extra data are refused then, because these need the pool.',
	},
	{
		displayName: 'Add Number Suffix',
		name: 'numberAddSuffix',
		type: 'boolean',
		default: false,
		description:
			"Whether the platform adds an underscore and random characters to each number, so that a number can be in a task twice. If an import has the same number twice, switch 'Skip Duplicates' off, too. Do not use it for numbers that have a suffix already.",
	},
];

/** The members of the request for these options. An option that is not set is not sent, so that the platform's default applies. */
export function numberHead({ ignoreCrm, numberAddSuffix }: IDataObject): IDataObject {
	return {
		...(ignoreCrm !== undefined && { ignore_crm: ignoreCrm === true }),
		...(numberAddSuffix !== undefined && { number_add_suffix: numberAddSuffix === true }),
	};
}
