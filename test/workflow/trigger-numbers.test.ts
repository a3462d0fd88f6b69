import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { LonglonglongApi } from '../../credentials/LonglonglongApi.credentials';
import { LonglonglongTrigger } from '../../nodes/longlonglong/LonglonglongTrigger/LonglonglongTrigger.node';
import type { CallbackOrder } from '../../sandbox';
import { hostile, LONGLONGLONG } from '../../sandbox';
import type { TestNode } from './harness';
import { runNode, serveWebhook } from './harness';
import { useSandbox } from './import/importing';
import { listen } from './probe';

const sandbox = useSandbox();
const PHONES = ['13012121212', '13924667471', '13012121213'];
const DOWNLOAD = '/agent-api/download-number';

function trigger(downloadNumbers: boolean, data: IDataObject = {}): TestNode {
	const { url } = sandbox.current;
	return {
		type: new LonglonglongTrigger(),
		parameters: { options: { downloadNumbers } },
		credentials: { longlonglongApi: { baseUrl: url, accessToken: LONGLONGLONG.token, ...data } },
		credentialTypes: [new LonglonglongApi()],
	};
}

/** The items with which the callback starts the workflow, and what leaves the trigger. */
async function deliver(order: CallbackOrder, node: TestNode) {
	const server = await serveWebhook(node);
	const delivery = await sandbox.current.deliverCallback({ ...order, url: server.url });
	const { items = [] } = (await server.calls[0]) ?? {};
	await server.close();
	expect(delivery?.outcome).toBe('delivered');
	expect(downloads()).toEqual([]); // nothing is fetched before the platform has its answer
	const { outputs, error } = await runNode({ node, items, mode: 'webhook' });
	expect(error).toBeUndefined();
	return { items, output: outputs[0] ?? [], json: outputs[0]?.[0]?.json ?? {} };
}

const downloads = () => sandbox.current.requests.all(DOWNLOAD);

/** A callback whose numbers are said to be there. */
const linking = (url: string): CallbackOrder => ({
	kind: 'import_number',
	payload: { type: 'import_number', mode: 'batch', unique_id: 'u-1', data: { url } },
});

describe('the first step of the execution', () => {
	it('hands the items on as they are, and asks nobody, without Download Numbers', async () => {
		const { items, output } = await deliver(
			{ kind: 'api_customer_to_task', numbers: PHONES },
			trigger(false),
		);
		expect(output.map(({ json }) => json)).toEqual(items.map(({ json }) => json));
		expect(sandbox.current.requests.all()).toEqual([]);
	});

	it('shows until when the address is blocked, as the activation found it', async () => {
		const execute = new LonglonglongTrigger().execute;
		const run = async (blacklistedUntil: string) => {
			const type = Object.assign(new LonglonglongTrigger(), {
				async execute(this: IExecuteFunctions) {
					const releasedAt = Date.parse(`${blacklistedUntil}Z`);
					const memory = { blacklistedUntil, ...(!Number.isNaN(releasedAt) && { releasedAt }) };
					Object.assign(this.getWorkflowStaticData('node'), memory);
					return await execute.call(this);
				},
			});
			const { hints } = await runNode({ node: { ...trigger(false), type }, items: [{}] });
			return hints.map(({ message }) => message);
		};
		expect((await run('2999-01-01 00:00:00')).join()).toContain('(拉黑中) until 2999-01-01 00:00:00');
		expect((await run('an unknown time')).join()).toContain('until an unknown time');
		expect(await run('2020-01-01 00:00:00')).toEqual([]);
	});
});

describe('Download Numbers', () => {
	it('adds the numbers of a batch', async () => {
		const order: CallbackOrder = { kind: 'api_customer_to_task', numbers: PHONES };
		const { items, output } = await deliver(order, trigger(true));
		expect(output.map(({ json }) => json)).toEqual([{ ...items[0]?.json, numbers: PHONES }]);
		expect(downloads()).toHaveLength(1);
	});

	it('works when the platform wants the token for it', async () => {
		sandbox.current.settings.downloadNeedsToken = true;
		const { json } = await deliver({ kind: 'del_number', numbers: PHONES }, trigger(true));
		expect(json.numbers).toEqual(PHONES);
	});

	it('asks a busy platform again', async () => {
		sandbox.current.faults.add({ kind: 'unavailable', path: DOWNLOAD, retryAfter: 0 });
		const { json } = await deliver({ kind: 'import_number', numbers: PHONES }, trigger(true));
		expect(json.numbers).toEqual(PHONES);
		expect(downloads()).toHaveLength(2);
	});

	it('adds the one number of a single callback without asking', async () => {
		const { json } = await deliver({ kind: 'import_number', mode: 'single' }, trigger(true));
		expect(json.numbers).toEqual(['13012121212']);
		expect(sandbox.current.requests.all()).toEqual([]);
	});

	it('adds the one number of a single callback also when it comes as a JSON number', async () => {
		const payload = {
			type: 'import_number',
			mode: 'single',
			unique_id: 'u-2',
			data: { number: 13012121212 },
		};
		const { json } = await deliver({ kind: 'import_number', payload }, trigger(true));
		expect(json.numbers).toEqual(['13012121212']);
		expect(json.numbersError).toBeUndefined();
	});

	it.each([['task'], ['other'], ['call']] as const)('leaves a %s callback as it is', async (kind) => {
		const { items, output } = await deliver({ kind }, trigger(true));
		expect(output.map(({ json }) => json)).toEqual(items.map(({ json }) => json));
		expect(sandbox.current.requests.all()).toEqual([]);
	});

	it('is not led astray by calls that carry links', async () => {
		const url = `${sandbox.current.url}${DOWNLOAD}?key=x`;
		const payload = { count: 1, data: [{ callid: 'c-1', data: { url } }] };
		const { json } = await deliver({ kind: 'call', payload }, trigger(true));
		expect(json.numbersError).toBeUndefined();
		expect(sandbox.current.requests.all()).toEqual([]);
	});
});

describe('an item keeps its callback and says why it has no numbers', () => {
	it.each([
		['a file', 'file:///etc/passwd'],
		['text', 'not an address'],
		['nothing', ''],
		['another call of the platform', `{own}/agent-api/token?key=1`],
		['a call that the path hides', `{own}${DOWNLOAD}/../token`],
		["the credential's host with another port", `http://127.0.0.1:9${DOWNLOAD}?key=1`],
		['a name of this machine', `http://localhost:{port}${DOWNLOAD}?key=1`],
		["an address that only begins with the credential's", `{own}.example.com${DOWNLOAD}?key=1`],
		["the credential's host as a user name", `http://127.0.0.1:{port}@example.com${DOWNLOAD}?key=1`],
	])('when the link leads to %s, which is never asked', async (_what, link) => {
		const { url, port } = sandbox.current;
		const link2 = link.replace('{own}', url).replace('{port}', String(port));
		const { items, json } = await deliver(linking(link2), trigger(true));
		expect(json).toEqual({ ...items[0]?.json, numbersError: expect.any(String) });
		expect(sandbox.current.requests.all()).toEqual([]);
	});

	it('when the link leads to another host, which never sees the token', async () => {
		const other = await listen();
		const { json } = await deliver(linking(`${other.url}${DOWNLOAD}?key=1`), trigger(true));
		expect(json.numbersError).toContain("the credential's host is");
		expect(other.requests).toEqual([]);
		await other.close();
	});

	it('when the platform redirects elsewhere, which never sees the token', async () => {
		const other = await listen();
		sandbox.current.faults.add({ kind: 'answer', path: DOWNLOAD, ...hostile.redirect(other.url) });
		const { json } = await deliver(linking(`${sandbox.current.url}${DOWNLOAD}?key=1`), trigger(true));
		expect(json.numbersError).toContain('redirects');
		expect(other.requests).toEqual([]);
		await other.close();
	});

	it.each([
		['an answer of a hundred megabytes', hostile.hugeHtml()],
		['a bomb of gzip', hostile.gzipBomb()],
		['a page of HTML', hostile.html()],
		['nothing', hostile.empty()],
		['no list', hostile.json({ numbers: 'many' })],
	])('when the platform answers with %s', async (_what, answer) => {
		sandbox.current.faults.add({ kind: 'answer', path: DOWNLOAD, ...answer });
		const { items, json } = await deliver(linking(`${sandbox.current.url}${DOWNLOAD}?key=1`), trigger(true));
		expect(json).toEqual({ ...items[0]?.json, numbersError: expect.any(String) });
	});

	it.each([
		['the key has run out', {}],
		['nobody answers', { baseUrl: 'http://127.0.0.1:9' }],
		['the base URL is none', { baseUrl: 'ai.api' }],
	])('when %s', async (_what, data) => {
		const url = String((data as IDataObject).baseUrl ?? sandbox.current.url);
		const { json } = await deliver(linking(`${url}${DOWNLOAD}?key=gone`), trigger(true, data));
		expect(json).toMatchObject({ event: 'numbersImported', numbersError: expect.stringMatching(/\w/) });
		expect(JSON.stringify(json)).not.toContain(LONGLONGLONG.token);
	});
});
