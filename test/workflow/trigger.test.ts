import type { IDataObject } from 'n8n-workflow';
import { LonglonglongApi } from '../../credentials/LonglonglongApi.credentials';
import { LonglonglongTrigger } from '../../nodes/longlonglong/LonglonglongTrigger/LonglonglongTrigger.node';
import type { CallbackKind } from '../../sandbox';
import { LONGLONGLONG } from '../../sandbox';
import type { TestNode, WebhookRequest } from './harness';
import { callWebhook, serveWebhook } from './harness';
import { useSandbox } from './import/importing';

const sandbox = useSandbox();

const SECRET = 'a-word-of-our-own';
const batch = { type: 'import_number', mode: 'batch', unique_id: 'u-1', data: { url: 'http://x/y' } };

function trigger(callbackSecret = '', parameters: IDataObject = {}): TestNode {
	return {
		type: new LonglonglongTrigger(),
		parameters,
		credentials: {
			longlonglongApi: { baseUrl: sandbox.current.url, accessToken: LONGLONGLONG.token, callbackSecret },
		},
		credentialTypes: [new LonglonglongApi()],
	};
}

const call = async (request: WebhookRequest, node = trigger()) => await callWebhook(node, { request });
const ok = { status: 200, text: '{"code":200,"message":"ok"}' };

describe('callbacks that the platform sends', () => {
	const cases: Array<[CallbackKind, IDataObject, string, RegExp]> = [
		['api_customer_to_task', {}, 'customersMovedToTask', /^api_customer_to_task:[0-9a-f-]{36}$/],
		['import_number', { mode: 'single' }, 'numbersImported', /^import_number:[0-9a-f-]{36}$/],
		['import_number', { mode: 'batch' }, 'numbersImported', /^import_number:[0-9a-f-]{36}$/],
		['del_number', {}, 'numbersDeleted', /^del_number:[0-9a-f-]{36}$/],
		['task', { taskEvent: 2 }, 'taskChanged', new RegExp(`^2:${LONGLONGLONG.tasks.classicPaused}$`)],
		['other', {}, 'other', /^other:[0-9a-f]{32}$/],
		['async_customer', {}, 'other', /^other:[0-9a-f]{32}$/],
	];

	it.each(cases)('%s %j starts the workflow as %s', async (kind, wish, event, deliveryId) => {
		const server = await serveWebhook(trigger());
		const delivery = await sandbox.current.deliverCallback({ kind, url: server.url, ...wish });
		const { items } = (await server.calls[0]) ?? {};
		await server.close();
		expect(delivery).toMatchObject({ outcome: 'delivered', status: 200 });
		const payload = JSON.parse(delivery?.payload ?? '') as IDataObject;
		expect(items).toEqual([{ json: { ...payload, event, deliveryId: expect.stringMatching(deliveryId) } }]);
	});

	it('a callback of three finished calls is three items', async () => {
		const server = await serveWebhook(trigger());
		const delivery = await sandbox.current.deliverCallback({ kind: 'call', url: server.url, count: 3 });
		const { items = [] } = (await server.calls[0]) ?? {};
		await server.close();
		const { data } = JSON.parse(delivery?.payload ?? '') as { data: IDataObject[] };
		expect(items.map(({ json }) => json)).toEqual(
			data.map((row) => ({ ...row, event: 'callFinished', deliveryId: row.callid })),
		);
	});

	it('the result of an import reaches the workflow by itself', async () => {
		const server = await serveWebhook(trigger());
		sandbox.current.settings.callbackUrls = { default: server.url };
		const { url } = sandbox.current;
		await fetch(`${url}/agent-api/user/${LONGLONGLONG.userId}/async_customer`, {
			method: 'POST',
			headers: { authorization: `Bearer ${LONGLONGLONG.token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ data: [{ phone: '13012121212', sort: 0 }] }),
		});
		sandbox.current.finishPending();
		await sandbox.current.callbacksIdle();
		const { items } = (await server.calls[0]) ?? {};
		await server.close();
		expect(items?.map(({ json }) => json.event)).toEqual(['other']);
		expect(sandbox.current.deliveries.map(({ outcome }) => outcome)).toEqual(['delivered']);
	});

	it('are answered by n8n, as soon as it has stored the execution: 200 means that it cannot get lost', async () => {
		const { response, result } = await call({ body: batch });
		expect(response).toMatchObject(ok);
		expect(result?.noWebhookResponse).toBeUndefined();
		expect(result?.workflowData?.[0]).toHaveLength(1);
	});
});

describe('Trigger On', () => {
	it.each([
		[[], true],
		[['numbersImported', 'other'], true],
		[['numbersDeleted', 'callFinished'], false],
	])('%j starts the workflow on imported numbers: %s', async (events, starts) => {
		const { response, items } = await call({ body: batch }, trigger('', { events }));
		expect(response).toMatchObject(ok);
		expect(items !== undefined).toBe(starts);
	});

	it('a callback without a single call starts nothing', async () => {
		const { response, items } = await call({ body: { count: 0, data: [] } });
		expect(response).toMatchObject(ok);
		expect(items).toBeUndefined();
	});
});

describe('the secret of the address', () => {
	it('takes a callback that carries it', async () => {
		const { response, items } = await call({ query: `secret=${SECRET}`, body: batch }, trigger(SECRET));
		expect(response).toMatchObject(ok);
		expect(items).toHaveLength(1);
		expect(JSON.stringify(items)).not.toContain(SECRET);
	});

	it.each([
		[''],
		['secret='],
		['secret=wrong'],
		[`secret=${SECRET}x`],
		[`Secret=${SECRET}`],
		[`secret[]=${SECRET}`],
		[`secret[a]=${SECRET}`],
		[`secret=${SECRET}&secret=${SECRET}`],
	])('refuses "%s" with 401 and starts nothing', async (query) => {
		const { response, items, logLines } = await call({ query, body: batch }, trigger(SECRET));
		expect(response).toMatchObject({ status: 401, text: '{"code":401,"message":"wrong or missing secret"}' });
		expect(items).toBeUndefined();
		expect(logLines.join('\n')).toContain('refused a callback');
		expect(logLines.join('\n')).not.toContain(SECRET);
	});

	it('is looked at before the body', async () => {
		const { response } = await call({ body: 'no JSON' }, trigger(SECRET));
		expect(response.status).toBe(401);
	});

	it('may be anything when the credential has none', async () => {
		expect((await call({ query: 'secret=x', body: batch })).response).toMatchObject(ok);
	});

	it('nothing is taken while the credential cannot be read', async () => {
		const node = { ...trigger(SECRET), credentials: {} };
		const { response, items, logLines } = await call({ query: `secret=${SECRET}`, body: batch }, node);
		expect(response.status).toBe(503);
		expect(items).toBeUndefined();
		expect(logLines.join('\n')).toContain('cannot read its credential');
	});
});

describe('bodies', () => {
	const text = JSON.stringify(batch);

	it.each([
		['application/json; charset=utf-8'],
		['text/plain'],
		['application/x-www-form-urlencoded'],
		['application/octet-stream'],
		['nonsense'],
		[''],
	])('JSON under the content type "%s" is read', async (type) => {
		const { response, items } = await call({ headers: { 'content-type': type }, body: Buffer.from(text) });
		expect(response).toMatchObject(ok);
		expect(items?.[0]?.json).toMatchObject(batch);
	});

	it('JSON without a content type is read', async () => {
		const server = await serveWebhook(trigger());
		await sandbox.current.deliverCallback({ kind: 'call', url: server.url, contentType: '' });
		const { items } = (await server.calls[0]) ?? {};
		await server.close();
		expect(items).toHaveLength(1);
	});

	it.each([['[]'], ['[{"type":"import_number"}]'], ['12'], ['null'], ['"text"'], ['']])(
		'%s is answered with 400 and starts nothing',
		async (body) => {
			const headers = { 'content-type': 'text/plain' };
			const { response, items } = await call({ headers, body });
			expect(response).toMatchObject({ status: 400, text: expect.stringContaining('"code":400') });
			expect(items).toBeUndefined();
		},
	);

	it('a form is answered with 400', async () => {
		const headers = { 'content-type': 'multipart/form-data; boundary=x' };
		const { response } = await call({ headers, body: '--x--\r\n' });
		expect(response.status).toBe(400);
	});

	it.each([
		['deep lists', `{"data":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 400],
		['deep objects', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`, 400],
		['ten megabytes of text', JSON.stringify({ ...batch, data: { note: '好'.repeat(3_500_000) } }), 200],
		['ten megabytes of broken JSON', `{"n":12345678901234567,"s":"${'\\"'.repeat(5_000_000)}`, 400],
	])('survives %s', async (_what, body, status) => {
		const headers = { 'content-type': 'text/plain' };
		const { response, error } = await call({ headers, body });
		expect(response.status).toBe(status);
		expect(error).toBeUndefined();
	});

	it('carries no prototype into the workflow', async () => {
		const body = '{"type":"x","__proto__":{"isAdmin":true},"data":{"__proto__":{"isAdmin":true}}}';
		const { items = [] } = await call({ headers: { 'content-type': 'application/json' }, body });
		const json = items[0]?.json ?? {};
		expect(Object.keys(json)).toEqual(['type', 'data', 'event', 'deliveryId']);
		const copy = Object.assign({}, json, json.data) as { isAdmin?: boolean };
		expect(copy.isAdmin).toBeUndefined();
	});

	it('keeps ids of 64 bits digit by digit', async () => {
		const body = '{"count":1,"data":[{"callid":1214631327620775937}]}';
		const { items } = await call({ headers: { 'content-type': 'application/json' }, body });
		expect(items?.[0]?.json).toMatchObject({
			callid: '1214631327620775937',
			deliveryId: '1214631327620775937',
		});
	});
});

describe('the address', () => {
	it('tells a person who opens it that it lives, and starts nothing', async () => {
		const { response, items } = await call({ method: 'GET' }, trigger(SECRET));
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toContain('text/plain');
		expect(response.text).toContain('It is alive');
		expect(items).toBeUndefined();
	});

	it('is made of the id that n8n keeps with the node and one fixed word', async () => {
		const server = await serveWebhook({ ...trigger(), webhookId: '0b6f' });
		await server.close();
		expect(new URL(server.url).pathname).toBe('/webhook/0b6f/longlonglong');
	});
});
