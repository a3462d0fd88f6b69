import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { arrivalNotice, runArrivalCheck } from '../../../../platform/arrival/runArrivalCheck';
import type { PhoneList } from '../../../arrival/phoneArrival';
import { checkOptions, phoneProperty, preparePhoneCheck } from '../../../arrival/phoneArrival';

/** The whole public pool. Its rows have a phone, and it can be searched for one. */
const POOL: PhoneList = {
	path: ({ path }) => `${path}/get_customer`,
	createdFilter: (since, until) => ({ created_at: [since, until] }),
	phoneFilter: 'phone',
};

export const description = updateDisplayOptions(
	{ show: { resource: ['customer'], operation: ['checkArrival'] } },
	[arrivalNotice, phoneProperty, checkOptions()],
);

/** Finds out which rows are in the public pool. Reads only. Source: GET get_customer, 客户公海筛选. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runArrivalCheck(
		this,
		'phone',
		async (options) => await preparePhoneCheck(this, POOL, options),
	);
}
