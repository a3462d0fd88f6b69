import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../sandbox';
import { LONGLONGLONG, startSandbox } from '../../sandbox';
import { longlonglongClient, send } from './clients';

const { tasks, userId } = LONGLONGLONG;

interface Payload {
	type: string | number;
	mode: string;
	unique_id: string;
	user_id: string;
	task_id: string;
	data: { url: string; number: string };
}

describe('callbacks', () => {
	let sandbox: Sandbox;
	let call: ReturnType<typeof longlonglongClient>;
	let receiver: Receiver;
	beforeAll(async () => {
		sandbox = await startSandbox();
		call = longlonglongClient(sandbox);
		receiver = await startReceiver();
	});
	beforeEach(() => {
		sandbox.settings.callbackUrls = { default: `${receiver.url}/hook?secret=${LONGLONGLONG.callbackSecret}` };
	});
	afterEach(() => {
		sandbox.reset();
		Object.assign(receiver, { received: [], status: 200, delayMs: 0 });
	});
	afterAll(async () => {
		await receiver.close();
		await sandbox.close();
	});

	it('come after a move into a task, and bring an address with the numbers', async () => {
		sandbox.seed({ customers: 3 });
		const { json } = await call(`user/customer_to_task/${tasks.classicPaused}`);
		sandbox.finishPending();
		await sandbox.callbacksIdle();
		const [{ method, url, type, body }] = receiver.received as [Received];
		expect([method, type, url]).toEqual([
			'POST',
			'application/json',
			`/hook?secret=${LONGLONGLONG.callbackSecret}`,
		]);
		const payload = JSON.parse(body) as Payload;
		expect(payload).toEqual({
			mode: 'batch',
			type: 'api_customer_to_task',
			unique_id: json.data.unique_id,
			user_id: userId,
			task_id: tasks.classicPaused,
			data: { url: expect.stringContaining(`${sandbox.url}/agent-api/download-number?key=`) as string },
		});
		const numbers = await send(payload.data.url);
		expect(numbers.json).toEqual({ numbers: ['13300000000', '13000000001', '13800000002'] });
		sandbox.settings.downloadNeedsToken = true;
		expect((await send(payload.data.url)).json.code).toBe(401);
		expect((await call('download-number?key=unknown')).json.code).toBe(404);
	});

	it('come after imports', async () => {
		const body = { data: [{ phone: '13012121211', sort: 0 }] };
		await call('user/async_customer', { method: 'POST', body });
		await call(`user/task/${tasks.classicPaused}/async_number`, { method: 'POST', body });
		sandbox.finishPending();
		await sandbox.callbacksIdle();
		expect(sandbox.deliveries.map(({ kind, outcome }) => [kind, outcome])).toEqual([
			['async_customer', 'delivered'],
			['async_number', 'delivered'],
		]);
	});

	it('come on demand, in every documented form', async () => {
		sandbox.seed({ numbers: 2 });
		const payloadOf = async (order: Parameters<Sandbox['deliverCallback']>[0]): Promise<unknown> =>
			JSON.parse((await sandbox.deliverCallback(order))?.payload ?? '');
		expect(await payloadOf({ kind: 'import_number', uniqueId: 'u' })).toEqual({
			mode: 'single',
			type: 'import_number',
			unique_id: 'u',
			user_id: userId,
			task_id: tasks.classicPaused,
			data: { number: '13012121212' },
		});
		expect(await payloadOf({ kind: 'del_number', mode: 'batch' })).toMatchObject({
			mode: 'batch',
			type: 'del_number',
			data: { url: expect.stringContaining('key=') as string },
		});
		expect(await payloadOf({ kind: 'task', taskId: tasks.newPaused })).toMatchObject({
			type: 1,
			mode: 'saas_web',
			task_data: { uuid: tasks.newPaused, start: 0, start_str: '暂停', user_type: 4 },
		});
		const calls = (await payloadOf({ kind: 'call', count: 2 })) as {
			count: number;
			data: Array<{ callid: string }>;
		};
		expect(calls).toMatchObject({
			count: 2,
			data: [{ number_data: { number: '13300000000' } }, { type: 4 }],
		});
		expect(sandbox.longlonglong.records.has(calls.data[0]!.callid)).toBe(true);
		expect(await payloadOf({ kind: 'other' })).toMatchObject({ type: 'sms_report' });
		expect(receiver.received).toHaveLength(5);
	});

	it('can be anything, with any Content-Type', async () => {
		await sandbox.deliverCallback({ kind: 'other', payload: '[[[', contentType: 'text/plain' });
		await sandbox.deliverCallback({ kind: 'other', payload: { type: 7 }, contentType: '' });
		expect(receiver.received.map(({ type, body }) => [type, body])).toEqual([
			['text/plain', '[[['],
			[undefined, '{"type":7}'],
		]);
	});

	it('go nowhere when no address is set, and to an address of their own when one is', async () => {
		sandbox.settings.callbackUrls = { task: `${receiver.url}/task` };
		expect(await sandbox.deliverCallback({ kind: 'call' })).toBeUndefined();
		await sandbox.deliverCallback({ kind: 'task' });
		expect(receiver.received[0]?.url).toBe('/task');
	});

	it.each([
		['does not answer 200', { status: 201 }, 'refused'],
		['redirects', { status: 302 }, 'refused'],
		['is too slow', { delayMs: 300 }, 'tooSlow'],
	])('put an address that %s on the blacklist, where it gets nothing', async (_what, behaviour, outcome) => {
		sandbox.settings.callbackTimeoutMs = 100;
		Object.assign(receiver, behaviour);
		expect(await sandbox.deliverCallback({ kind: 'other' })).toMatchObject({ outcome });
		expect(await sandbox.deliverCallback({ kind: 'task' })).toMatchObject({ outcome: 'blacklisted' });
		expect(receiver.received).toHaveLength(1);
		const { json } = await call('callback_blacklist');
		expect(json.message).toBe('查看黑名单成功');
		expect(json.data[0]).toMatchObject({
			id: 1,
			url: sandbox.settings.callbackUrls.default,
			status: 0,
			status_str: '拉黑中',
		});
		sandbox.settings.clockOffsetMs = 2 * 60 * 60 * 1000 + 1000;
		expect((await call('callback_blacklist')).json.data[0]).toMatchObject({
			status: 1,
			status_str: '已释放',
		});
		Object.assign(receiver, { status: 200, delayMs: 0 });
		expect(await sandbox.deliverCallback({ kind: 'task' })).toMatchObject({
			outcome: 'delivered',
			status: 200,
		});
	});

	it('report an address where nobody listens', async () => {
		sandbox.settings.callbackUrls = { default: 'http://127.0.0.1:9/hook' };
		expect(await sandbox.deliverCallback({ kind: 'other' })).toMatchObject({ outcome: 'unreachable' });
	});
});

interface Received {
	method: string | undefined;
	url: string | undefined;
	type: string | undefined;
	body: string;
}

interface Receiver {
	url: string;
	received: Received[];
	status: number;
	delayMs: number;
	close(): Promise<unknown>;
}

async function startReceiver(): Promise<Receiver> {
	const server: Server = createServer((req, res) => {
		void textOf(req).then((body) => {
			receiver.received.push({ method: req.method, url: req.url, type: req.headers['content-type'], body });
			setTimeout(
				() => res.writeHead(receiver.status, { location: '/elsewhere' }).end('{}'),
				receiver.delayMs,
			);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const receiver: Receiver = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received: [],
		status: 200,
		delayMs: 0,
		close: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(resolve));
		},
	};
	return receiver;
}

async function textOf(req: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}
