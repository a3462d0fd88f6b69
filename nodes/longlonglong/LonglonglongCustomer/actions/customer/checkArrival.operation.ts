import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { arrivalNotice, runArrivalCheck } from '../../../../platform/arrival/runArrivalCheck';
import type { PhoneList } from '../../../arrival/phoneArrival';
import { checkOptions, phoneProperty, preparePhoneCheck } from '../../../arrival/phoneArrival';

/** The list of the whole public pool. It has a filter for one phone. */
const POOL: PhoneList = {
	path: ({ path }) => `${path}/get_customer`,
	createdFilter: (since, until) => ({ created_at: [since, until] }),
	phoneFilter: 'phone',
};

export const description = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['checkArrival'] } },
	[arrivalNotice, phoneProperty, checkOptions()],
);

/** Finds out which rows are in the public pool, by calls that only read. Source: GET get_customer, page 客户公海筛选. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runArrivalCheck(
		this,
		'phone',
		async (options) => await preparePhoneCheck(this, POOL, options),
	);
}
