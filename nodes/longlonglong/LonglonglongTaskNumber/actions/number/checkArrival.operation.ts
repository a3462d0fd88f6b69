import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { arrivalNotice, runArrivalCheck } from '../../../../platform/arrival/runArrivalCheck';
import type { PhoneList } from '../../../arrival/phoneArrival';
import { checkOptions, phoneProperty, preparePhoneCheck } from '../../../arrival/phoneArrival';
import { subAccountLocator } from '../../../panel/options';
import { taskPath, taskProperty } from '../../../panel/task';

/** The list of a task's numbers. It has no filter for one phone, so only the complete list proves that a phone is missing. */
const NUMBERS: PhoneList = {
	path: ({ context, itemIndex, path }) => `${path}${taskPath(context, itemIndex)}/number`,
	createdFilter: (since, until) => ({ start_at: since, end_at: until }),
};

export const description = updateDisplayOptions(
	{ show: { resource: ['number'], operation: ['checkArrival'] } },
	[
		taskProperty('The call task that the rows were imported into'),
		arrivalNotice,
		phoneProperty,
		checkOptions(subAccountLocator),
	],
);

/** Finds out which rows are in a call task, by calls that only read. Source: GET task/{task_id}/number, page 号码列表. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runArrivalCheck(
		this,
		'phone',
		async (options) => await preparePhoneCheck(this, NUMBERS, options),
	);
}
