import type { IDataObject } from 'n8n-workflow';

import { LonglonglongCustomer } from '../../../../nodes/longlonglong/LonglonglongCustomer/LonglonglongCustomer.node';
import { LonglonglongTaskNumber } from '../../../../nodes/longlonglong/LonglonglongTaskNumber/LonglonglongTaskNumber.node';
import { CUSTOMER_IMPORT, NUMBER_ADD } from '../../import/records/longlonglong';
import type { ArrivalOperation } from './testedCheck';

const { taskId } = NUMBER_ADD.parameters as { taskId: IDataObject };
const task = String(taskId.value);

const platform = {
	contact: 'phone',
	pageSize: 100,
	isCounted: true,
	countrySign: '+86 ',
	isRead: ({ method }) => method === 'GET',
} satisfies Partial<ArrivalOperation>;

export const POOL_CHECK: ArrivalOperation = {
	...platform,
	name: 'Longlonglong Customer: checkArrival',
	type: new LonglonglongCustomer(),
	parameters: { resource: 'customer', operation: 'checkArrival' },
	importedBy: CUSTOMER_IMPORT,
	canLookUp: true,
	fill: (sandbox, customers) => {
		sandbox.seed({ customers });
		return [...sandbox.longlonglong.customers.values()].slice(-customers).map(({ phone }) => phone);
	},
};

export const TASK_CHECK: ArrivalOperation = {
	...platform,
	name: 'Longlonglong Task Number: checkArrival',
	type: new LonglonglongTaskNumber(),
	parameters: { resource: 'number', operation: 'checkArrival', taskId },
	importedBy: NUMBER_ADD,
	canLookUp: false,
	fill: (sandbox, numbers) => {
		sandbox.seed({ numbers, taskId: task });
		return [...(sandbox.longlonglong.tasks.get(task)?.numbers.keys() ?? [])].slice(-numbers);
	},
};
