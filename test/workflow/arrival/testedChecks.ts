import type { IDataObject } from 'n8n-workflow';

import type { LoggedRequest, Sandbox } from '../../../sandbox';
import type { NodeResult, RunOptions, TestNode } from '../harness';
import { runNode } from '../harness';
import { runImport } from '../import/importing';
import { credentialFor, OPERATIONS } from '../import/testedImports';
import { POOL_CHECK, TASK_CHECK } from './records/longlonglong';
import { CUSTOMER_CHECK } from './records/nxlink';
import type { ArrivalOperation } from './records/testedCheck';

export type { ArrivalOperation } from './records/testedCheck';

/** Every arrival check that the shared rules are tested on. */
export const CHECKS = [POOL_CHECK, TASK_CHECK, CUSTOMER_CHECK];

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

/** Rows for contacts that are in the platform's list although no import brought them. */
export function fill(check: ArrivalOperation, sandbox: Sandbox, count: number): IDataObject[] {
	return check.fill(sandbox, count).map((contact) => ({ mobile: String(contact) }));
}

/** Brings rows to the platform, as they are, and forgets the requests that did it. */
export async function bring(check: ArrivalOperation, sandbox: Sandbox, rows: IDataObject[]): Promise<void> {
	if (rows.length > 0) await runImport(check.importedBy, sandbox, { rows });
	sandbox.finishPending();
	sandbox.requests.clear();
}

/** How many rows each store of the sandbox has taken, by the import that fills it. */
const storedAnywhere = (sandbox: Sandbox): Record<string, number> =>
	Object.fromEntries(OPERATIONS.map(({ name, stored }) => [name, stored(sandbox).length]));

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
	const before = storedAnywhere(sandbox);
	const result = await runNode({ node, items: rows, mode, cancelAfter });
	expect(storedAnywhere(sandbox)).toEqual(before);
	const requests = sandbox.requests.all();
	expect(requests.filter((request) => request.tookEffect || !check.isRead(request))).toEqual([]);
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
