import type { IConnections, IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { WorkflowFile } from '../../scripts/n8nHost/driver';

/** The three imports that are measured. */
export type Target = 'customer' | 'number' | 'nxlink';

/**
 * The ways to bring rows there; `empty` has nothing between the rows and the end, and is taken off from all others. `read` goes the other
 * way: it reads the whole public pool, once for each row.
 */
export type Way = 'empty' | 'mapEach' | 'mapAuto' | 'noCode' | 'code' | 'read';

export const BATCH_SIZES: Record<Target, number> = { customer: 200, number: 100, nxlink: 100 };

const USER = '11111111-1111-4111-8111-111111111111';
const TASK = '22222222-2222-4222-8222-222222222222';

export const PATHS: Record<Target, string> = {
	customer: `/agent-api/user/${USER}/async_customer`,
	number: `/agent-api/user/${USER}/task/${TASK}/number`,
	nxlink: '/saas/cdp/openapi/customers/batch_create',
};

/** Seven columns of the platform ← seven fields of the rows, which have the same names for mapping automatically. */
export const COLUMNS: Record<Target, string[]> = {
	customer: ['phone', 'name', 'company', 'email', 'source_id', 'industry_id', 'extra'],
	number: ['phone', 'name', 'company', 'email', 'source_id', 'industry_id', 'extra'],
	nxlink: ['sms_phone', 'full_name', 'remark', 'email', 'country', 'address', 'time_zone'],
};

/** One row of the benchmark, also for the floor. */
export function row(target: Target, index: number): IDataObject {
	const values = [
		`138${String(index).padStart(8, '0')}`,
		`张三 ${index}`,
		'某某有限公司',
		`c${index}@example.com`,
	];
	const rest = target === 'nxlink' ? ['China', 'Nanjing Road 1', 'GMT+8'] : [1, 2, `row-${index}`];
	return Object.fromEntries([...values, ...rest].map((value, column) => [COLUMNS[target][column], value]));
}

const generator = (target: Target) => `const row = ${row.toString().replace(/^function row/, 'function')};
const COLUMNS = ${JSON.stringify(COLUMNS)};
return Array.from({ length: Number($json.query.rows) }, (_, index) => ({ json: row('${target}', index) }));`;

interface Step {
	name: string;
	type: string;
	typeVersion: number;
	parameters: INodeParameters;
	more?: Partial<INode>;
}

const code = (name: string, jsCode: string): Step => ({
	name,
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: { jsCode },
});

const httpRequest = (url: string, body: string): Step => ({
	name: 'Send',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: { method: 'POST', url, sendBody: true, specifyBody: 'json', jsonBody: body, options: {} },
});

/** The list's key in a request, and what else the request holds. */
const ENVELOPE: Record<Target, string> = { customer: 'data', number: 'data', nxlink: 'customers' };

function nodeParameters(target: Target): { type: string; parameters: INodeParameters; credential: string } {
	if (target === 'nxlink') {
		const parameters = { resource: 'customer', operation: 'upsert', whenExists: 'merge' };
		return { type: 'nxlinkCustomer', parameters, credential: 'nxlinkApi' };
	}
	if (target === 'customer') {
		const parameters = { resource: 'customer', operation: 'import' };
		return { type: 'longlonglongCustomer', parameters, credential: 'longlonglongApi' };
	}
	const taskId = { __rl: true, mode: 'id', value: TASK };
	const parameters = { resource: 'number', operation: 'add', taskId };
	return { type: 'longlonglongTaskNumber', parameters, credential: 'longlonglongApi' };
}

export interface BenchOptions {
	answerer: string;
	/** Credential name → id. */
	credentials: Record<string, string>;
	/** Options of our nodes. */
	options?: IDataObject;
}

function ourNode(
	{ type, parameters, credential }: ReturnType<typeof nodeParameters>,
	{ credentials, options = {} }: BenchOptions,
): Step {
	return {
		name: 'Ours',
		type: `n8n-nodes-longlonglong-nxlink.${type}`,
		typeVersion: 1,
		parameters: { ...parameters, options } as unknown as INodeParameters,
		more: { credentials: { [credential]: { id: credentials[credential] ?? '', name: credential } } },
	};
}

function importStep(target: Target, auto: boolean, options: BenchOptions): Step {
	const node = nodeParameters(target);
	const value = Object.fromEntries(COLUMNS[target].map((column) => [column, `={{ $json.${column} }}`]));
	const columns = {
		mappingMode: auto ? 'autoMapInputData' : 'defineBelow',
		value: auto ? null : value,
		...{ matchingColumns: [], schema: [], attemptToConvertTypes: false, convertFieldsToString: false },
	};
	return ourNode(
		{ ...node, parameters: { ...node.parameters, columns: columns as unknown as INodeParameters } },
		options,
	);
}

function readStep(options: BenchOptions): Step {
	const parameters = { resource: 'customer', operation: 'getMany', returnAll: true };
	return ourNode({ type: 'longlonglongCustomer', parameters, credential: 'longlonglongApi' }, options);
}

function stepsOf(target: Target, way: Way, options: BenchOptions): Step[] {
	const url = options.answerer + PATHS[target];
	const list = ENVELOPE[target];
	const size = BATCH_SIZES[target];
	switch (way) {
		case 'empty':
			return [];
		case 'mapEach':
		case 'mapAuto':
			return [importStep(target, way === 'mapAuto', options)];
		case 'read':
			return [readStep(options)];
		case 'code':
			return [
				code(
					'Cut',
					`const rows = $input.all().map(({ json }) => json);
const batches = [];
for (let at = 0; at < rows.length; at += ${size}) batches.push({ json: { ${list}: rows.slice(at, at + ${size}) } });
return batches;`,
				),
				httpRequest(url, '={{ $json }}'),
			];
		case 'noCode':
			return [
				{
					name: 'Edit',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: {
						assignments: {
							assignments: COLUMNS[target].map((column) => ({
								...{ id: column, name: column, type: 'string', value: `={{ $json.${column} }}` },
							})),
						},
						options: {},
					},
				},
				{
					name: 'Loop',
					type: 'n8n-nodes-base.splitInBatches',
					typeVersion: 3,
					parameters: { batchSize: size, options: {} },
				},
				{
					name: 'Aggregate',
					type: 'n8n-nodes-base.aggregate',
					typeVersion: 1,
					parameters: { aggregate: 'aggregateAllItemData', destinationFieldName: list, options: {} },
				},
				httpRequest(url, '={{ $json }}'),
			];
	}
}

/** Webhook → rows → the way that is measured → one item, which the webhook answers with. */
export function benchWorkflow(target: Target, way: Way, path: string, options: BenchOptions): WorkflowFile {
	const webhook: Step = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { path, responseMode: 'lastNode', options: {} },
		more: { webhookId: path },
	};
	const end: Step = {
		name: 'End',
		type: 'n8n-nodes-base.limit',
		typeVersion: 1,
		parameters: { maxItems: 1 },
	};
	const steps = [webhook, code('Rows', generator(target)), ...stepsOf(target, way, options), end];
	const nodes = steps.map(({ name, type, typeVersion, parameters, more }, index): INode => ({
		...{ id: `${path}-${index}`, name, type, typeVersion, parameters, position: [index * 200, 0] },
		...more,
	}));
	return { name: path, nodes, connections: connect(steps), settings: { saveDataSuccessExecution: 'none' } };
}

function connect(steps: Step[]): IConnections {
	const link = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	const connections: IConnections = {};
	steps.forEach(({ name }, index) => {
		const next = steps[index + 1]?.name;
		if (next !== undefined) connections[name] = { main: [link(next)] };
	});
	// Loop Over Items: "done" goes to the end, "loop" to the next node, and the last one before the end comes back.
	if (connections.Loop) {
		connections.Loop = { main: [link('End'), link('Aggregate')] };
		connections.Send = { main: [link('Loop')] };
	}
	return connections;
}
