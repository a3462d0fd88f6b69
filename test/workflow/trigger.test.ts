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

	it('a callback without a single call is passed through whole, as other', async () => {
		const { response, items } = await call({ body: { count: 0, data: [] } });
		expect(response).toMatchObject(ok);
		const deliveryId = expect.stringMatching(/^other:[0-9a-f]{32}$/) as string;
		expect(items?.map(({ json }) => json)).toEqual([{ count: 0, data: [], event: 'other', deliveryId }]);
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

	it.each([
		['a+b+c', 'secret=a+b+c'],
		['a+b+c', 'secret=a%2Bb%2Bc'],
		['a b', 'secret=a+b'],
		['50%25', 'secret=50%25'],
		['50%', 'secret=50%25'],
		['词/=?', 'secret=词/=?'],
		['词', `secret=${encodeURIComponent('词')}`],
	])('the secret %s matches the address that ends with ?%s', async (secret, query) => {
		const { response, items } = await call({ query, body: batch }, trigger(secret));
		expect(response).toMatchObject(ok);
		expect(items).toHaveLength(1);
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

	it.each([['12'], ['null'], ['"text"'], [''], ['{"type":"a=b"'], ['<a href="x=1">']])(
		'%s is answered with 400, starts nothing and leaves a line in the log',
		async (body) => {
			const headers = { 'content-type': 'text/plain' };
			const { response, items, logLines } = await call({ headers, body });
			expect(response).toMatchObject({ status: 400, text: expect.stringContaining('"code":400') });
			expect(items).toBeUndefined();
			expect(logLines.join('\n')).toMatch(
				/refused a callback at 20\d\d-.*Z \(HTTP 400\): the body is neither JSON nor a form/,
			);
			if (body.length > 4) expect(logLines.join('\n')).not.toContain(body);
		},
	);

	it.each([['[]'], ['[{"type":"import_number"},2]']])('the list %s is passed through whole', async (body) => {
		const { response, items } = await call({ headers: { 'content-type': 'application/json' }, body });
		expect(response).toMatchObject(ok);
		const deliveryId = expect.stringMatching(/^other:[0-9a-f]{32}$/) as string;
		expect(items?.map(({ json }) => json)).toEqual([
			{ payload: JSON.parse(body) as unknown, event: 'other', deliveryId },
		]);
	});

	it('a broken multipart form is answered with 400 by n8n', async () => {
		const headers = { 'content-type': 'multipart/form-data; boundary=x' };
		const { response, items } = await call({ headers, body: 'no form' });
		expect(response.status).toBe(400);
		expect(items).toBeUndefined();
	});

	const asForm = `type=import_number&mode=batch&unique_id=u-1&data=${encodeURIComponent('{"url":"http://x/y"}')}`;
	it.each([
		['application/x-www-form-urlencoded', asForm],
		['application/x-www-form-urlencoded; charset=utf-8', asForm],
		['text/plain', asForm],
		['', asForm],
		[
			'application/x-www-form-urlencoded',
			'type=import_number&mode=batch&unique_id=u-1&data[url]=http%3A%2F%2Fx%2Fy',
		],
	])('a form under the content type "%s" is read as its fields', async (type, body) => {
		const { response, items } = await call({ headers: { 'content-type': type }, body });
		expect(response).toMatchObject(ok);
		expect(items?.map(({ json }) => json)).toEqual([
			{ ...batch, event: 'numbersImported', deliveryId: 'import_number:u-1' },
		]);
	});

	it('a multipart form is read as its fields', async () => {
		const form = new FormData();
		for (const [name, value] of new URLSearchParams(asForm)) form.append(name, value);
		const encoded = new Response(form);
		const headers = { 'content-type': encoded.headers.get('content-type') ?? '' };
		const { response, items } = await call({ headers, body: Buffer.from(await encoded.arrayBuffer()) });
		expect(response).toMatchObject(ok);
		expect(items?.[0]?.json).toMatchObject({ ...batch, event: 'numbersImported' });
	});

	it('finished calls in a form are one item each', async () => {
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const body = 'count=2&data[0][callid]=c-1&data[0][task][name]=A&data[1][callid]=c-2';
		const { items } = await call({ headers, body });
		expect(items?.map(({ json }) => json)).toEqual([
			{ callid: 'c-1', task: { name: 'A' }, event: 'callFinished', deliveryId: 'c-1' },
			{ callid: 'c-2', event: 'callFinished', deliveryId: 'c-2' },
		]);
	});

	it.each([
		['a[__proto__][isAdmin]=true&type=x'],
		['__proto__[isAdmin]=true&type=x'],
		[`type=x&${'a'.repeat(10)}${'[a]'.repeat(20_000)}=1`],
		[`type=x&${Array.from({ length: 20_000 }, (_unused, index) => `a[${index * 7}]=1`).join('&')}`],
	])('the hostile form %.40s does no harm', async (body) => {
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const { response, items = [], error } = await call({ headers, body });
		expect([200, 400]).toContain(response.status);
		expect(error).toBeUndefined();
		for (const { json } of items) {
			const copy = Object.assign({}, json, json.a) as { isAdmin?: boolean };
			expect(copy.isAdmin).toBeUndefined();
		}
		expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
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

	it('greets a GET whose query has nothing of a callback', async () => {
		const { response, items } = await call({ method: 'GET', query: 'utm_source=mail&secret=x' });
		expect(response.text).toContain('It is alive');
		expect(items).toBeUndefined();
	});

	const inQuery = 'type=del_number&mode=single&unique_id=u-9&data[number]=13012121211';

	it.each([[inQuery], ['type=del_number&mode=single&unique_id=u-9&data={"number":"13012121211"}']])(
		'takes a callback by GET: %s',
		async (query) => {
			const { response, items } = await call(
				{ method: 'GET', query: `secret=${SECRET}&${query}` },
				trigger(SECRET),
			);
			expect(response).toMatchObject(ok);
			expect(items?.map(({ json }) => json)).toEqual([
				{
					type: 'del_number',
					mode: 'single',
					unique_id: 'u-9',
					data: { number: '13012121211' },
					event: 'numbersDeleted',
					deliveryId: 'del_number:u-9',
				},
			]);
		},
	);

	it('refuses a callback by GET without the secret', async () => {
		const { response, items, logLines } = await call({ method: 'GET', query: inQuery }, trigger(SECRET));
		expect(response.status).toBe(401);
		expect(items).toBeUndefined();
		expect(logLines.join('\n')).toContain('refused a callback');
	});

	it('is made of the id that n8n keeps with the node and one fixed word', async () => {
		const server = await serveWebhook({ ...trigger(), webhookId: '0b6f' });
		await server.close();
		expect(new URL(server.url).pathname).toBe('/webhook/0b6f/longlonglong');
	});
});

describe('Only This Account', () => {
	const OWN = 'own-account';
	const only = (userId = OWN): TestNode => {
		const node = trigger('', { options: { onlyThisAccount: true } });
		return { ...node, credentials: { longlonglongApi: { ...node.credentials?.longlonglongApi, userId } } };
	};
	const finished = (...ids: Array<[string, string]>) => ({
		count: ids.length,
		data: ids.map(([user, master], index) => ({
			callid: `c-${index}`,
			user_id: user,
			master_user_id: master,
		})),
	});

	it.each([
		['the account', { ...batch, user_id: OWN }, 1],
		['another account', { ...batch, user_id: 'other' }, 0],
		['no account', batch, 0],
		['a task of the account', { type: 1, task_data: { uuid: 't', user_id: OWN } }, 1],
		['a task of another account', { type: 1, task_data: { uuid: 't', user_id: 'other' } }, 0],
		['a sub-account', finished(['sub', OWN]), 1],
		['calls of two accounts', finished([OWN, OWN], ['other', 'other'], ['sub', OWN]), 2],
	])('a callback about %s gives %#', async (_what, body, count) => {
		const { response, items = [], logLines } = await call({ body }, only());
		expect(response).toMatchObject(ok);
		expect(items).toHaveLength(count);
		const dropped = JSON.stringify(body).includes('other') || count === 0;
		expect(logLines.join('\n').includes('of a callback for another account')).toBe(dropped);
	});

	it('without the option, callbacks for any account start the workflow', async () => {
		expect((await call({ body: { ...batch, user_id: 'other' } })).items).toHaveLength(1);
	});

	it('lets everything pass, with a warning, when the credential names no account', async () => {
		const { items, logLines } = await call({ body: { ...batch, user_id: 'other' } }, only(' '));
		expect(items).toHaveLength(1);
		expect(logLines.join('\n')).toContain("'Only This Account' has no effect");
	});
});
