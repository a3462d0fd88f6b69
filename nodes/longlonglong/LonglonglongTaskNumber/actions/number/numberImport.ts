import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { taskProperty } from '../../../panel/task';

/** The task of both ways of adding numbers. */
export const receivingTaskProperty: INodeProperties = {
	...taskProperty('The call task that takes the numbers'),
	hint: 'A 2.0 task must be paused (暂停) while it takes numbers. An inbound task (呼入) takes none.',
};

/** Options that both ways of adding numbers know. */
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
			"Whether the platform adds an underscore and random characters to each number, so that a number can be in a task twice. For repeats within one import, switch 'Skip Duplicates' off too. Not for numbers that have a suffix already.",
	},
];

/** The fields of the request for those options. The platform decides on what is not set. */
export function numberHead({ ignoreCrm, numberAddSuffix }: IDataObject): IDataObject {
	return {
		...(ignoreCrm !== undefined && { ignore_crm: ignoreCrm === true }),
		...(numberAddSuffix !== undefined && { number_add_suffix: numberAddSuffix === true }),
	};
}
