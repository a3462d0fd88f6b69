import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { FaultOrder, LoggedRequest, Sandbox, Settings } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import type { NodeResult, RunOptions, TestNode } from '../harness';
import { runNode } from '../harness';

import type { ImportOperation } from './testedImports';
import { credentialFor, GUESTS } from './testedImports';

/** Starts a sandbox for the tests of a file, and cleans it before each. */
export function useSandbox(settings: Partial<Settings> = {}): { readonly current: Sandbox } {
	let sandbox: Sandbox | undefined;
	beforeAll(async () => {
		sandbox = await startSandbox({ settings, guests: GUESTS });
	});
	beforeEach(() => sandbox?.reset());
	afterAll(async () => await sandbox?.close());
	return {
		get current() {
			if (!sandbox) throw new Error('The sandbox has not started yet');
			return sandbox;
		},
	};
}

/** Contacts as the shared mapping expects them: a name and a phone of eleven digits, different for each. */
export function contacts(count: number, first = 0): IDataObject[] {
	return Array.from({ length: count }, (_unused, index) => ({
		person: `客户 ${first + index}`,
		mobile: phoneOf(first + index),
	}));
}

export const phoneOf = (index: number): string => String(13800000000 + index);

export interface ImportSetup extends Omit<TestNode, 'type' | 'credentials' | 'credentialTypes'>, RunOptions {
	rows: IDataObject[] | INodeExecutionData[];
	/** Column → value, beside those of the shared rows. */
	columns?: IDataObject;
	/** Instead of mapping each column. */
	mapping?: IDataObject;
	options?: IDataObject;
	/** What the credential has instead. */
	credential?: ICredentialDataDecryptedObject;
}

/** The node of an operation, set up to import {@link contacts} into the sandbox. */
export function importNode(
	operation: ImportOperation,
	sandbox: Sandbox,
	setup: Omit<ImportSetup, 'rows'> = {},
) {
	const { columns = {}, mapping, options = {}, credential, parameters, ...settings } = setup;
	const value = {
		[operation.phone]: '={{ $json.mobile }}',
		[operation.person]: '={{ $json.person }}',
		...columns,
	};
	return {
		...settings,
		type: operation.type,
		parameters: {
			...operation.parameters,
			columns: mapping ?? { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
			options,
			...parameters,
		},
		credentials: { [operation.credential.name]: { ...credentialFor(operation, sandbox), ...credential } },
		credentialTypes: [operation.credential.type],
	} satisfies TestNode;
}

export interface Imported extends NodeResult {
	/** JSON of what left by each output. */
	success: IDataObject[];
	failed: IDataObject[];
	/** Empty when the node came to no end. */
	summary: IDataObject;
	/** The requests that brought rows, and the rows in them. */
	requests: LoggedRequest[];
	sent: IDataObject[][];
}

/** The summary agrees with what left by the other outputs, and is one item. */
function expectSummary([success = [], failed = [], summary = []]: INodeExecutionData[][]): void {
	const statuses = [...success, ...failed].map(({ json }) => json);
	expect(summary).toEqual([
		{
			json: expect.objectContaining({
				...{ rows: statuses.length, success: success.length, failed: failed.length },
				counts: countBy(statuses, 'status'),
			}) as IDataObject,
			pairedItem: { item: 0 },
		},
	]);
}

/**
 * Runs an import; checks on the way that every input row left exactly once, paired, and that the summary agrees, when the node came to
 * its end.
 */
export async function runImport(
	operation: ImportOperation,
	sandbox: Sandbox,
	setup: ImportSetup,
): Promise<Imported> {
	const { rows, mode, cancelAfter, ...nodeSetup } = setup;
	const node = importNode(operation, sandbox, nodeSetup);
	const result = await runNode({ node, items: rows, mode, cancelAfter });
	const [success = [], failed = [], [summary] = []] = result.outputs;
	if (result.outputs.length > 0) expectSummary(result.outputs);
	if (result.outputs.length > 0 && setup.onError === undefined) {
		const left = [...success, ...failed].map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(left.sort((a, b) => a - b)).toEqual(rows.map((_row, index) => index));
	}
	const requests = sandbox.requests.all(new RegExp(`${operation.path}$`), 'POST');
	return {
		...result,
		success: success.map(({ json }) => json),
		failed: failed.map(({ json }) => json),
		summary: summary?.json ?? {},
		requests,
		sent: requests.map(({ body }) => rowsIn(operation, body)),
	};
}

/** Runs an import of three rows that must end as an error of the node before anything is sent. */
export async function refusal(operation: ImportOperation, sandbox: Sandbox, setup: Partial<ImportSetup>) {
	const run = await runImport(operation, sandbox, { rows: contacts(3), ...setup });
	expect([run.executionStatus, run.requests]).toEqual(['error', []]);
	expect(run.error?.name).toBe('NodeOperationError');
	return run.error;
}

/** What the platform answers to an import from now on, whatever is sent. */
export function answerImport({ path }: ImportOperation, sandbox: Sandbox, answer: Partial<FaultOrder>): void {
	sandbox.faults.add({ kind: 'answer', path, times: Infinity, ...answer } as FaultOrder);
}

/** A request's body as JSON. */
export function bodyOf({ body }: Pick<LoggedRequest, 'body'>): IDataObject {
	return JSON.parse(body.toString()) as IDataObject;
}

function rowsIn({ list }: ImportOperation, body: Buffer): IDataObject[] {
	return bodyOf({ body })[list] as IDataObject[];
}

/** Phones that the sandbox has stored, once for each storing. */
export function storedPhones(operation: ImportOperation, sandbox: Sandbox): string[] {
	sandbox.finishPending();
	return operation.stored(sandbox).sort();
}

/** How often each value of a key occurs. */
export function countBy(items: IDataObject[], key: string): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const item of items) counts[String(item[key])] = (counts[String(item[key])] ?? 0) + 1;
	return counts;
}
