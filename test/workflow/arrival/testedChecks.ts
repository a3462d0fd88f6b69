import type { IDataObject, INodeType } from 'n8n-workflow';

import { LonglonglongCustomer } from '../../../nodes/longlonglong/LonglonglongCustomer/LonglonglongCustomer.node';
import { LonglonglongTaskNumber } from '../../../nodes/longlonglong/LonglonglongTaskNumber/LonglonglongTaskNumber.node';
import { NxlinkCustomer } from '../../../nodes/nxlink/NxlinkCustomer/NxlinkCustomer.node';
import type { LoggedRequest, Sandbox } from '../../../sandbox';
import type { NodeResult, RunOptions, TestNode } from '../harness';
import { runNode } from '../harness';
import { runImport } from '../import/importing';
import type { ImportOperation } from '../import/testedImports';
import { credentialFor, CUSTOMER_IMPORT, CUSTOMER_UPSERT, NUMBER_ADD } from '../import/testedImports';

/** One of the package's arrival checks, as far as the tests that all of them share need to know it. */
export interface ArrivalOperation {
	name: string;
	type: INodeType;
	parameters: IDataObject;
	/** The parameter that holds each row's contact. */
	contact: string;
	/** The import whose rows it finds. */
	importedBy: ImportOperation;
	/** Rows that one page of the list has. */
	pageSize: number;
	/** Whether the list can be asked for one contact. */
	canLookUp: boolean;
	/** Whether the list says how long it is, so that reading it to its end proves that a row is missing. */
	isCounted: boolean;
}

const { taskId } = NUMBER_ADD.parameters as { taskId: IDataObject };

export const POOL_CHECK: ArrivalOperation = {
	name: 'Longlonglong Customer: checkArrival',
	type: new LonglonglongCustomer(),
	parameters: { resource: 'customer', operation: 'checkArrival' },
	contact: 'phone',
	importedBy: CUSTOMER_IMPORT,
	pageSize: 100,
	canLookUp: true,
	isCounted: true,
};

export const TASK_CHECK: ArrivalOperation = {
	name: 'Longlonglong Task Number: checkArrival',
	type: new LonglonglongTaskNumber(),
	parameters: { resource: 'number', operation: 'checkArrival', taskId },
	contact: 'phone',
	importedBy: NUMBER_ADD,
	pageSize: 100,
	canLookUp: false,
	isCounted: true,
};

export const NXLINK_CHECK: ArrivalOperation = {
	name: 'Nxlink Customer: checkArrival',
	type: new NxlinkCustomer(),
	parameters: { resource: 'customer', operation: 'checkArrival', contactType: 'sms_phone' },
	contact: 'contact',
	importedBy: CUSTOMER_UPSERT,
	pageSize: 50,
	canLookUp: true,
	isCounted: false,
};

export const CHECKS = [POOL_CHECK, TASK_CHECK, NXLINK_CHECK];

export interface CheckSetup extends Omit<TestNode, 'type' | 'credentials' | 'credentialTypes'>, RunOptions {
	rows: IDataObject[];
	options?: IDataObject;
	/** What the credential has instead. */
	credential?: IDataObject;
}

export interface Checked extends NodeResult {
	arrived: IDataObject[];
	missing: IDataObject[];
	unknown: IDataObject[];
	requests: LoggedRequest[];
}

/** Puts contacts into the platform's list that no import brought, and gives their rows. */
export function fill(check: ArrivalOperation, sandbox: Sandbox, count: number): IDataObject[] {
	const { longlonglong, nxlink } = sandbox;
	if (check === POOL_CHECK) sandbox.seed({ customers: count });
	else if (check === TASK_CHECK) sandbox.seed({ numbers: count, taskId: String(taskId.value) });
	else sandbox.seed({ nxlinkCustomers: count });
	const phones =
		check === POOL_CHECK
			? [...longlonglong.customers.values()].map(({ phone }) => phone)
			: check === TASK_CHECK
				? [...(longlonglong.tasks.get(String(taskId.value))?.numbers.keys() ?? [])]
				: [...nxlink.customers.values()].map(({ fields }) => fields.whats_app_phone);
	return phones.slice(-count).map((mobile) => ({ mobile: String(mobile) }));
}

/** Brings rows to the platform, as they are, and forgets the requests that did it. */
export async function bring(check: ArrivalOperation, sandbox: Sandbox, rows: IDataObject[]): Promise<void> {
	if (rows.length > 0) await runImport(check.importedBy, sandbox, { rows });
	sandbox.finishPending();
	sandbox.requests.clear();
}

/** Runs a check over rows whose contact is in `mobile`; each row must leave exactly once, paired, and nothing may be written. */
export async function runCheck(
	check: ArrivalOperation,
	sandbox: Sandbox,
	{ rows, options = {}, credential, parameters, mode, cancelAfter, ...settings }: CheckSetup,
): Promise<Checked> {
	const { credential: account } = check.importedBy;
	const node: TestNode = {
		...settings,
		type: check.type,
		parameters: { ...check.parameters, [check.contact]: '={{ $json.mobile }}', options, ...parameters },
		credentials: {
			[account.name]: {
				...credentialFor(check.importedBy, sandbox),
				...(credential as Record<string, string>),
			},
		},
		credentialTypes: [account.type],
	};
	const stored = () => sandbox.longlonglong.storings.length + sandbox.nxlink.storings.length;
	const before = stored();
	const result = await runNode({ node, items: rows, mode, cancelAfter });
	expect(stored()).toBe(before);
	const requests = sandbox.requests.all();
	expect(requests.every(({ method, path }) => method === 'GET' || path.endsWith('/customers/query'))).toBe(
		true,
	);
	const [arrived = [], missing = [], unknown = []] = result.outputs;
	if (!result.error) {
		const left = result.outputs.flat().map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(left.sort((a, b) => a - b)).toEqual(rows.map((_row, index) => index));
	}
	return {
		...result,
		arrived: arrived.map(({ json }) => json),
		missing: missing.map(({ json }) => json),
		unknown: unknown.map(({ json }) => json),
		requests,
	};
}
