import type {
	IDataObject,
	IHookFunctions,
	ILoadOptionsFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { gzipSync } from 'node:zlib';
import {
	activate,
	callWebhook,
	credentialTest,
	listSearch,
	loadOptions,
	resourceMapping,
	serveWebhook,
} from './harness';
import { listen, Probe, ProbeApi } from './probe';

let server: Awaited<ReturnType<typeof listen>>;
let answer: IDataObject = {};
let status = 200;

beforeAll(async () => {
	server = await listen((_, response) => {
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(answer));
	});
});
beforeEach(() => {
	server.requests.length = 0;
	status = 200;
	answer = { code: 0 };
});
afterAll(async () => await server.close());

const credentialTypes = [new ProbeApi()];
const credentials = () => ({ probeApi: { baseUrl: server.url, token: 'secret-token' } });

async function listTasks(context: ILoadOptionsFunctions, qs: IDataObject) {
	const url = `${server.url}/tasks`;
	await context.helpers.httpRequestWithAuthentication.call(context, 'probeApi', { url, qs });
}

class ProbeTrigger implements INodeType {
	description: INodeTypeDescription = {
		...new Probe(async () => []).description,
		displayName: 'Probe Trigger',
		name: 'probeTrigger',
		group: ['trigger'],
		inputs: [],
		outputs: ['main'],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'in' }],
	};

	methods = {
		listSearch: {
			async tasks(this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
				await listTasks(this, { filter, page: paginationToken });
				const name = this.getCurrentNodeParameter('text') as string;
				return { results: [{ name, value: '1' }], paginationToken: 2 as unknown as string };
			},
		},
		loadOptions: {
			async stages(this: ILoadOptionsFunctions) {
				return [{ name: this.getNodeParameter('text') as string, value: 0 }];
			},
		},
		resourceMapping: {
			async columns() {
				const field = { displayName: 'Phone', required: true, defaultMatch: false, display: true };
				return {
					fields: ['phone', 'phone', 'name'].map((id) => ({ ...field, id, type: 'string' as const })),
				};
			},
		},
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions) {
				return this.getWorkflowStaticData('node').url === this.getNodeWebhookUrl('default');
			},
			async create(this: IHookFunctions) {
				const url = this.getNodeWebhookUrl('default');
				const options = { method: 'POST' as const, url: `${server.url}/callbacks`, body: { url } };
				await this.helpers.httpRequestWithAuthentication.call(this, 'probeApi', options);
				this.getWorkflowStaticData('node').url = url;
				this.logger.info(`Registered for ${this.getActivationMode()}`);
				return true;
			},
			async delete(this: IHookFunctions) {
				delete this.getWorkflowStaticData('node').url;
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { secret, fail } = this.getQueryData() as IDataObject;
		if (fail) throw new Error('Broken inside');
		const { token } = await this.getCredentials<{ token: string }>('probeApi');
		if (secret !== token) {
			this.getResponseObject().status(401).json({ message: 'Wrong secret' });
			return { noWebhookResponse: true };
		}
		const body = this.getBodyData();
		if (body.ignored) return {};
		const seen = { body, raw: this.getRequestObject().rawBody.toString(), mode: this.getMode() };
		const text = this.getNodeParameter('text') as string;
		return {
			workflowData: [[{ json: { ...seen, text } }]],
			...(body.answer ? { webhookResponse: 'OK' } : {}),
		};
	}
}

const trigger = () => ({ type: new ProbeTrigger(), credentials: credentials(), credentialTypes });
const query = 'secret=secret-token';

describe('webhook', () => {
	it('starts the workflow with what the node makes of the request', async () => {
		const node = { ...trigger(), parameters: { text: '={{ $json.body.name }}!' } };
		const { response, items } = await callWebhook(node, { request: { query, body: { name: '王芳' } } });
		expect(response).toMatchObject({ status: 200, text: '{"message":"Workflow was started"}' });
		const raw = '{"name":"王芳"}';
		expect(items).toEqual([{ json: { body: { name: '王芳' }, raw, mode: 'webhook', text: '王芳!' } }]);
	});

	it('answers as the node says, or for it', async () => {
		const own = await callWebhook(trigger(), { request: { query, body: { answer: true } } });
		expect(own.response.text).toBe('OK');
		const ignored = await callWebhook(trigger(), { request: { query, body: { ignored: true } } });
		expect(ignored.response.text).toBe('{"message":"Webhook call received"}');
		expect(ignored.items).toBeUndefined();
		const refused = await callWebhook(trigger(), { request: { query: 'secret=x', body: {} } });
		expect(refused.response).toMatchObject({ status: 401, text: '{"message":"Wrong secret"}' });
		expect(refused.result).toEqual({ noWebhookResponse: true });
	});

	it('answers 422, 500 and 404 in the node’s place', async () => {
		const headers = { 'content-type': 'application/json' };
		const notJson = await callWebhook(trigger(), { request: { query, headers, body: '{"half' } });
		expect(notJson.response.status).toBe(422);
		expect(notJson.response.text).toContain('Failed to parse request body');
		const broken = await callWebhook(trigger(), { request: { query: 'fail=1' } });
		expect(broken.response.status).toBe(500);
		expect(broken.response.text).not.toContain('Broken inside');
		expect(broken.error?.message).toBe('Broken inside');
		const get = await callWebhook(trigger(), { request: { method: 'GET', query } });
		expect(get.response.status).toBe(404);
		const large = { query, headers, body: JSON.stringify({ text: 'x'.repeat(2_000_000) }) };
		expect((await callWebhook(trigger(), { payloadSizeMax: 1, request: large })).response.status).toBe(500);
	});

	it('gives a node of version 1 the raw body of any content type, unpacked', async () => {
		const headers = { 'content-type': 'application/octet-stream', 'content-encoding': 'gzip' };
		const request = { query, headers, body: gzipSync('plain') };
		const node = { ...trigger(), type: Object.assign(new ProbeTrigger(), { webhook: rawOnly }) };
		expect((await callWebhook(node, { request })).items).toEqual([
			{ json: { raw: 'plain', body: 'undefined' } },
		]);
	});

	it('serves several calls', async () => {
		const { url, calls, close } = await serveWebhook(trigger(), { mode: 'manual' });
		const send = async () => await fetch(`${url}?${query}`, { method: 'POST', body: 'text' });
		await Promise.all([send(), send()]);
		const done = await Promise.all(calls);
		expect(done.map(({ items }) => items?.[0]?.json.mode)).toEqual(['manual', 'manual']);
		await close();
	});
});

async function rawOnly(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const body = typeof (this.getBodyData() as unknown);
	return { workflowData: [[{ json: { raw: this.getRequestObject().rawBody.toString(), body } }]] };
}

describe('activation', () => {
	it('registers once, keeps its static data and gives it up again', async () => {
		const first = await activate(trigger());
		expect([first.existed, first.created]).toEqual([false, true]);
		expect(server.requests.map(({ url, body }) => [url, body])).toEqual([
			['/callbacks?plain=yes', '{"url":"http://n8n.test/webhook/webhook-0/in"}'],
		]);
		expect(server.requests[0]?.headers['x-token']).toBe('secret-token');
		expect(first.logLines.join()).toContain('Registered for activate');
		const again = await activate(trigger(), { activation: 'init', staticData: first.staticData() });
		expect([again.existed, again.created]).toEqual([true, undefined]);
		expect(await again.deactivate()).toBe(true);
		expect(again.staticData()).toEqual({ 'node:Probe Trigger': {} });
	});
});

describe('lists for the editor', () => {
	it('searches with the node’s parameters and credential', async () => {
		const found = await listSearch({ ...trigger(), parameters: { text: 'Task' } }, 'tasks', 'a b', '1');
		expect(found).toEqual({ results: [{ name: 'Task', value: '1' }], paginationToken: '2' });
		expect(server.requests[0]?.url).toBe('/tasks?filter=a%20b&page=1&plain=yes');
		expect(server.requests[0]?.headers['x-token']).toBe('secret-token');
	});

	it('loads options and columns', async () => {
		expect(await loadOptions(trigger(), 'stages')).toEqual([{ name: 'nothing', value: 0 }]);
		const { fields } = await resourceMapping(trigger(), 'columns');
		expect(fields.map(({ id }) => id)).toEqual(['phone', 'name']);
		await expect(listSearch(trigger(), 'none')).rejects.toThrow('has no listSearch method named "none"');
	});
});

describe('credential test', () => {
	const press = async () => await credentialTest(new ProbeApi(), { baseUrl: server.url });

	it('judges by the rules, by the status and by the connection', async () => {
		expect(await press()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(server.requests[0]).toMatchObject({ method: 'GET', url: '/token?plain=yes' });
		expect(server.requests[0]?.headers['x-token']).toBe('default-token');
		answer = { code: 1003 };
		expect(await press()).toEqual({ status: 'Error', message: 'Wrong secret' });
		status = 403;
		expect(await press()).toEqual({ status: 'Error', message: 'Forbidden' });
		expect(await credentialTest(new ProbeApi(), {})).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});

	it('asks a supported node for testedBy', async () => {
		const node: INodeType = new Probe(async () => []);
		node.description.credentials = [{ name: 'probeApi', testedBy: 'probe' }];
		node.methods = {
			credentialTest: { probe: async ({ data }) => ({ status: 'Error', message: String(data?.token) }) },
		};
		const type = Object.assign(new ProbeApi(), { test: undefined });
		expect(await credentialTest(type, {}, [node])).toEqual({ status: 'Error', message: 'default-token' });
	});
});
