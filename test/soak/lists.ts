import type { IDataObject, INodeType } from 'n8n-workflow';

import { LonglonglongCustomer } from '../../nodes/longlonglong/LonglonglongCustomer/LonglonglongCustomer.node';
import { LonglonglongTaskNumber } from '../../nodes/longlonglong/LonglonglongTaskNumber/LonglonglongTaskNumber.node';
import { NxlinkCustomer } from '../../nodes/nxlink/NxlinkCustomer/NxlinkCustomer.node';
import type { Sandbox, SeedOrder } from '../../sandbox';
import { LONGLONGLONG } from '../../sandbox';
import { byId } from '../workflow/import/records/testedImport';

/** A list that is read whole, in small pages, while others import. */
interface ReadList {
	type: INodeType;
	parameters: IDataObject;
	/** A value of each row that stands in it. */
	keys(sandbox: Sandbox): string[];
}

const { classicPaused } = LONGLONGLONG.tasks;
const taskId = byId(classicPaused);
const customer = { resource: 'customer', operation: 'getMany', returnAll: true };

/** The records of the lists: nothing else in this folder knows the platform of one. */
export const LISTS: Record<string, ReadList> = {
	pool: {
		type: new LonglonglongCustomer(),
		parameters: { ...customer, options: { pageSize: 50 } },
		keys: ({ longlonglong }) => [...longlonglong.customers.values()].map(({ phone }) => phone),
	},
	numbers: {
		type: new LonglonglongTaskNumber(),
		parameters: { ...customer, resource: 'number', taskId, options: { pageSize: 50 } },
		keys: ({ longlonglong }) => [...(longlonglong.tasks.get(classicPaused)?.numbers.keys() ?? [])],
	},
	records: {
		type: new LonglonglongTaskNumber(),
		parameters: { ...customer, resource: 'callRecord', taskId, options: { pageSize: 20 } },
		keys: ({ longlonglong }) => [...longlonglong.records.keys()],
	},
	nxlink: {
		type: new NxlinkCustomer(),
		parameters: customer,
		keys: ({ nxlink }) => [...nxlink.customers.keys()].map(String),
	},
};

/** What stands in the lists before anything is imported. */
export const SEEDED: SeedOrder = { customers: 300, numbers: 200, records: 60, nxlinkCustomers: 120 };

/** The credential of the trigger that callbacks start. */
export const CALLBACK_CREDENTIAL = 'longlonglongApi';
