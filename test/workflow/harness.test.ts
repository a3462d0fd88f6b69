import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, OnError } from 'n8n-workflow';
import { chain, resultOf, runNode, runWorkflow, sourceOf } from './harness';
import { listen, Probe, ProbeApi } from './probe';

let server: Awaited<ReturnType<typeof listen>>;
let statuses: number[] = [];

beforeAll(async () => {
	server = await listen((_, response) => {
		response.writeHead(statuses.shift() ?? 200, { 'content-type': 'application/json' });
		response.end('{"code":0}');
	});
});
beforeEach(() => {
	server.requests.length = 0;
	statuses = [];
});
afterAll(async () => await server.close());

const items = [{ n: 1 }, { n: 2 }, { n: 3 }];
const jsonOf = (output: INodeExecutionData[] | undefined) => output?.map(({ json }) => json);

/** Each item's text to the first output, with the number's type beside it. */
const reader = new Probe(async function () {
	const texts = this.getInputData().map((_, item) => ({
		json: {
			text: this.getNodeParameter('text', item) as string,
			number: this.getNodeParameter('number', item),
		},
		pairedItem: { item },
	}));
	return [texts as INodeExecutionData[], []];
});

/** Posts once with the credential; the answer goes to the first output. */
async function post(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { baseUrl } = await this.getCredentials<{ baseUrl: string }>('probeApi');
	const options = { method: 'POST' as const, url: `${baseUrl}/rows`, body: { rows: 3 } };
	const answer = await this.helpers.httpRequestWithAuthentication.call(this, 'probeApi', options);
	return [[{ json: answer }], []];
}

const sender = (credentialType = new ProbeApi()) => ({
	type: new Probe(post),
	credentials: { probeApi: { baseUrl: server.url } },
	credentialTypes: [credentialType],
});

describe('parameters', () => {
	it('resolves expressions for each item and fills in defaults', async () => {
		const text = "={{ $json.n }}/{{ $('Source').item.json.n }}/{{ DateTime.fromISO('2026-07-01').month }}";
		const { outputs, executionStatus, error } = await runNode({
			node: { type: reader, parameters: { text } },
			items,
		});
		expect(executionStatus).toBe('success');
		expect(error).toBeUndefined();
		expect(jsonOf(outputs[0])?.map((json) => json.text)).toEqual(['1/1/7', '2/2/7', '3/3/7']);
		expect(jsonOf(outputs[0])?.map((json) => json.number)).toEqual([7, 7, 7]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it('leaves the rows untouched and takes whole items too', async () => {
		const echo = new Probe(async function () {
			return [this.getInputData(), []];
		});
		const rows = [{ json: 'a column', other: 1 }, { nested: { list: [1, null] } }];
		expect(jsonOf((await runNode({ node: { type: echo }, items: rows })).outputs[0])).toEqual(rows);
		const whole = [{ json: { n: 1 }, binary: { file: { data: 'YQ==', mimeType: 'text/plain' } } }];
		const { outputs } = await runNode({ node: { type: echo }, items: whole });
		expect(outputs[0]).toEqual([{ ...whole[0], pairedItem: { item: 0 } }]);
		expect(whole[0]).not.toHaveProperty('pairedItem');
	});

	it('names the node and the parameter of an expression that fails', async () => {
		const node = { type: reader, parameters: { text: "={{ $('Nowhere').item.json.n }}" } };
		const { error, executionStatus, outputs } = await runNode({ node, items });
		expect(executionStatus).toBe('error');
		expect(error?.message).toContain("Referenced node doesn't exist");
		expect(outputs).toEqual([]);
	});

	it('never runs the node without items', async () => {
		const { outputs, runs } = await runNode({ node: { type: reader }, items: [] });
		expect([outputs, runs]).toEqual([[], []]);
	});
});

describe('outputs and errors', () => {
	const split = new Probe(async function () {
		const [first, second, third] = this.getInputData();
		const failed = { json: { error: 'refused', message: 'why', details: 9 }, pairedItem: { item: 1 } };
		return [[first, { ...second, ...failed }].filter((item) => item !== undefined), third ? [third] : []];
	});

	it('keeps two named outputs apart, and puts an error output behind them', async () => {
		const plain = await runNode({ node: { type: split }, items });
		expect(plain.outputs.map((output) => output.length)).toEqual([2, 1]);
		const routed = await runNode({ node: { type: split, onError: 'continueErrorOutput' }, items });
		expect(routed.outputs.map((output) => output.length)).toEqual([1, 1, 1]);
		expect(jsonOf(routed.outputs[2])).toEqual([{ n: 2, error: 'refused', message: 'why', details: 9 }]);
	});

	it('replaces the json of an item with item.error by the message alone', async () => {
		const type = new Probe(async function () {
			const error = new NodeOperationError(this.getNode(), 'Row refused');
			return [[{ json: { kept: false }, error, pairedItem: { item: 0 } }], []];
		});
		const { outputs } = await runNode({ node: { type }, items });
		expect(jsonOf(outputs[0])).toEqual([{ error: 'Row refused' }]);
	});

	const thrower = new Probe(async function () {
		throw new NodeApiError(
			this.getNode(),
			{ code: 6007 },
			{ message: 'Task runs', description: 'Pause it', httpCode: '400' },
		);
	});

	it.each<[OnError, string, number[]]>([
		['stopWorkflow', 'error', []],
		['continueRegularOutput', 'success', [3]],
		['continueErrorOutput', 'success', [3]],
	])('runs into a thrown NodeApiError with On Error %s', async (onError, status, lengths) => {
		const nodes = [
			{ type: sourceOf(items), name: 'Rows' },
			{ type: thrower, name: 'Thrower', onError },
			{ type: reader, name: 'Next' },
		];
		const result = await runWorkflow(nodes, chain('Rows', 'Thrower', 'Next'));
		const { error, executionStatus, outputs, runs } = resultOf('Thrower', result);
		expect(error).toMatchObject({ name: 'NodeApiError', message: 'Task runs', description: 'Pause it' });
		expect(error).toMatchObject({ httpCode: '400' });
		expect(executionStatus).toBe(status);
		expect(runs.map((run) => run.executionStatus)).toEqual(['error']);
		expect(outputs.map((output) => output.length)).toEqual(lengths);
		expect(outputs.flatMap((output) => jsonOf(output) ?? [])).toEqual(lengths.length ? items : []);
		expect(resultOf('Next', result).runs).toHaveLength(lengths.length);
	});

	it('counts a throw of the last node as a failed execution, whatever On Error says', async () => {
		const { executionStatus, outputs } = await runNode({
			node: { type: thrower, onError: 'continueRegularOutput' },
			items,
		});
		expect(executionStatus).toBe('error');
		expect(jsonOf(outputs[0])).toEqual(items);
	});

	it('repeats the whole node with Retry On Fail, on a throw and on a first item with json.error', async () => {
		let tries = 0;
		const once = new Probe(async function () {
			tries += 1;
			if (tries === 1) throw new NodeOperationError(this.getNode(), 'Not yet');
			return [[{ json: tries === 2 ? { error: 'soft' } : { tries } }], []];
		});
		const node = { type: once, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const { outputs, runs, executionStatus } = await runNode({ node, items });
		expect([tries, runs.length, executionStatus]).toEqual([3, 1, 'success']);
		expect(jsonOf(outputs[0])).toEqual([{ tries: 3 }]);
	});

	it('hands over hints, log lines and what goes to the editor', async () => {
		const type = new Probe(async function () {
			this.addExecutionHints({ message: '3 rows sent', location: 'outputPane' });
			this.logger.warn('Half way', { rows: 3, cause: new Error('inner') });
			this.sendMessageToUI('progress 50%');
			return [[], []];
		});
		const { hints, logLines, outputs } = await runNode({ node: { type, alwaysOutputData: true }, items });
		expect(hints).toEqual([{ message: '3 rows sent', location: 'outputPane' }]);
		expect(logLines.find((line) => line.startsWith('warn Half way'))).toMatch(/"rows":3.*"message":"inner"/);
		expect(logLines.join('\n')).toContain('progress 50%');
		expect(jsonOf(outputs[0])).toEqual([{}]);
	});
});

describe('credentials', () => {
	it('applies generic authentication with its expressions, and the defaults of the class', async () => {
		const { outputs } = await runNode({ node: sender(), items });
		expect(jsonOf(outputs[0])).toEqual([{ code: 0 }]);
		expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/rows?plain=yes', body: '{"rows":3}' });
		expect(server.requests[0]?.headers['x-token']).toBe('default-token');
	});

	it('sends twice on a 401, authenticated anew by the function', async () => {
		let signed = 0;
		const credentialType = new ProbeApi(async ({ token }, options) => {
			signed += 1;
			return { ...options, headers: { ...options.headers, 'x-sign': `${String(token)}-${signed}` } };
		});
		statuses = [401, 401];
		const { error } = await runNode({ node: sender(credentialType), items });
		expect(server.requests.map(({ headers }) => headers['x-sign'])).toEqual([
			'default-token-1',
			'default-token-2',
		]);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '401' });
	});

	it('resolves an expression in the stored data', async () => {
		const node = sender();
		const credentials = { probeApi: { baseUrl: server.url, token: "={{ 'a' + $json.n }}" } };
		await runNode({ node: { ...node, credentials }, items });
		expect(server.requests[0]?.headers['x-token']).toBe('a1');
	});
});

describe('whole workflows', () => {
	it('runs a chain of nodes', async () => {
		const nodes = [
			{ type: sourceOf(items), name: 'Rows' },
			{ type: reader, name: 'First', parameters: { text: '={{ $json.n * 10 }}' } },
			{ type: reader, name: 'Second', parameters: { text: "={{ $json.text + $('Rows').item.json.n }}" } },
		];
		const result = await runWorkflow(nodes, chain('Rows', 'First', 'Second'));
		expect(jsonOf(resultOf('Second', result).outputs[0])?.map(({ text }) => text)).toEqual([11, 22, 33]);
	});

	it('refuses to start with a required parameter left empty', async () => {
		const type = new Probe(async () => [[], []]);
		type.description.properties = [
			{ displayName: 'Task', name: 'task', type: 'string', default: '', required: true },
		];
		await expect(runNode({ node: { type }, items })).rejects.toThrow(/Probe.*Parameter "Task" is required/s);
	});
});
