import type { Sandbox } from '../../sandbox';
import { LONGLONGLONG, NXLINK, SECRETS, startSandbox } from '../../sandbox';
import { batch, longlonglongClient, nxlinkClient, send, type Wish } from './clients';

describe('the control API', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ settings: { finishAfterMs: 60_000 } });
	});
	afterEach(() => sandbox.reset());
	afterAll(() => sandbox.close());

	const control = async (path: string, wish: Wish = {}) => {
		const { status, text } = await send(`${sandbox.url}/_sandbox/${path}`, wish);
		return { status, text, json: JSON.parse(text) as Record<string, unknown> };
	};
	const post = (path: string, body: unknown) => control(path, { method: 'POST', body });
	const importOne = () =>
		longlonglongClient(sandbox)('user/async_customer', {
			method: 'POST',
			body: { data: [{ phone: '13012121211', sort: 0, name: '王伟' }] },
		});

	it('shows what came in, without a single secret', async () => {
		await importOne();
		await longlonglongClient(sandbox, 'another-secret-token')('token');
		const nxlink = nxlinkClient(sandbox, { algorithm: 'sha256' });
		await nxlink('batch_create', { method: 'POST', body: batch([{ full_name: 'a', email: 'a@b.c' }]) });
		await nxlink(`fields?app_key=${encodeURIComponent(NXLINK.appKey)}&tenant_id=123`);
		await nxlink('fields?app_key=wrong-app-key&tenant_id=123');
		sandbox.settings.callbackUrls = { default: `http://127.0.0.1:9/x?secret=${LONGLONGLONG.callbackSecret}` };
		await sandbox.deliverCallback({ kind: 'task', url: 'http://127.0.0.1:9/y?secret=other-callback-secret' });
		await sandbox.deliverCallback({ kind: 'task' });
		const secrets = [...SECRETS, 'another-secret-token', 'other-callback-secret', 'wrong-app-key'];
		for (const { headers } of sandbox.requests.all()) if (headers.sign) secrets.push(String(headers.sign));
		const ids = sandbox.requests.all().map(({ id }) => `requests/${id}`);
		const lists = [
			'requests',
			'customers',
			'batches',
			'callbacks',
			'storings',
			'nxlink-customers',
			'nxlink-storings',
		];
		for (const path of ['state', 'settings', ...ids, ...lists.map((what) => `list/${what}`)]) {
			const { status, text } = await control(path);
			expect(status).toBe(200);
			for (const secret of secrets) expect(text).not.toContain(secret);
		}
	});

	it('lists requests newest first, filtered and paged', async () => {
		for (let round = 0; round < 3; round++) await importOne();
		await longlonglongClient(sandbox)('user/customer/create');
		const rows = (query: string) => control(`list/requests?${query}`);
		expect((await rows('')).json.total).toBe(4);
		expect((await rows('path=async&limit=2')).json).toMatchObject({
			total: 3,
			rows: [{ method: 'POST' }, {}],
		});
		expect((await rows('path=async&limit=2&offset=2')).json.rows).toHaveLength(1);
		expect((await rows(`q=${encodeURIComponent('王伟')}`)).json.total).toBe(3);
		expect((await rows('method=GET&status=200')).json.total).toBe(1);
		const { id } = sandbox.requests.last('async')!;
		expect((await control(`requests/${id}`)).json).toMatchObject({
			tookEffect: true,
			headers: { authorization: '••••••', 'content-type': 'application/json' },
			body: expect.stringContaining('王伟') as string,
			code: '200',
			answer: expect.stringContaining('unique_id') as string,
		});
		expect((await control('requests/999')).status).toBe(404);
		expect((await rows('limit=many')).status).toBe(400);
	});

	it('keeps only the newest requests', async () => {
		sandbox.settings.logLength = 10;
		for (let round = 0; round < 25; round++) await longlonglongClient(sandbox)('token');
		expect(sandbox.requests.all()).toHaveLength(10);
		expect(sandbox.requests.count).toBe(25);
	});

	it('finishes pending work, seeds, and starts over', async () => {
		await importOne();
		expect((await control('state')).json).toMatchObject({ pendingWork: 1, longlonglong: { customers: 0 } });
		expect((await post('finish', {})).json).toMatchObject({ pendingWork: 0, longlonglong: { customers: 1 } });
		const seeded = await post('seed', {
			customers: 50_000,
			nxlinkCustomers: 10,
			numbers: 20,
			records: 5,
			tasks: 4,
		});
		expect(seeded.json).toMatchObject({
			longlonglong: { customers: 50_001, records: 5 },
			nxlink: { customers: 10 },
		});
		expect((await control('list/customers?q=13800000002')).json.total).toBe(1);
		expect((await control('list/numbers')).json.total).toBe(20);
		expect((await control('list/nxlink-customers?limit=1')).text).toContain('"id": "1214631327620775945"');
		expect((await post('seed', { customers: -1 })).status).toBe(400);
		sandbox.settings.finishAfterMs = 1;
		expect((await post('reset', {})).json).toMatchObject({ requests: 0, longlonglong: { customers: 0 } });
		expect(sandbox.settings.finishAfterMs).toBe(60_000);
	});

	it('changes settings, and refuses those that do not exist', async () => {
		const patch = (body: unknown) => control('settings', { method: 'PATCH', body });
		expect((await patch({ cursor: 'next', clockOffsetMs: -5 })).json).toMatchObject({ cursor: 'next' });
		expect(sandbox.settings.clockOffsetMs).toBe(-5);
		const wrong = [
			{ curser: 'next' },
			{ cursor: 'x' },
			{ clockOffsetMs: '5' },
			{ callbackUrls: { x: 'http://a' } },
		];
		for (const body of [...wrong, { callbackUrls: { task: 'a' } }, { stages: 'clue' }]) {
			const answer = await patch(body);
			expect([answer.status, typeof answer.json.error]).toEqual([400, 'string']);
		}
	});

	it('orders, lists and takes back faults', async () => {
		const fault = await post('faults', {
			kind: 'tooMany',
			pathPattern: 'tok.n$',
			retryAfter: 3,
			times: 'always',
		});
		expect(fault).toMatchObject({ status: 201, json: { path: 'tok.n$', times: 'always', fired: 0 } });
		expect((await longlonglongClient(sandbox)('token')).status).toBe(429);
		await post('faults', { kind: 'answer', hostile: 'html', path: '/other' });
		expect((await control('faults')).json).toMatchObject([{ fired: 1, firings: [{}] }, { kind: 'answer' }]);
		await control(`faults/${String(fault.json.id)}`, { method: 'DELETE' });
		expect((await longlonglongClient(sandbox)('token')).status).toBe(200);
		await control('faults', { method: 'DELETE' });
		expect(sandbox.faults.list()).toEqual([]);
		const wrong = [
			{},
			{ kind: 'x' },
			{ kind: 'slow' },
			{ kind: 'answer', hostile: 'x' },
			{ kind: 'slow', delayMs: 1, times: 'x' },
		];
		for (const body of wrong) expect((await post('faults', body)).status).toBe(400);
	});

	it('sends callbacks on demand, many at a time', async () => {
		expect((await post('callbacks', { kind: 'task' })).json.error).toContain('No address');
		sandbox.settings.callbackUrls = { default: 'http://127.0.0.1:9/' };
		sandbox.settings.callbackBlacklistMs = 0;
		expect((await post('callbacks', { kind: 'task', repeat: 120 })).json.outcomes).toEqual({
			unreachable: 120,
		});
		expect((await post('callbacks', { kind: 'x' })).status).toBe(400);
		expect((await control('blacklist', { method: 'DELETE' })).status).toBe(200);
		expect(sandbox.longlonglong.blacklist).toEqual([]);
	});

	it('starts and pauses tasks', async () => {
		const path = `tasks/${LONGLONGLONG.tasks.newPaused}`;
		expect((await control(path, { method: 'PATCH', body: { state: 'running' } })).status).toBe(200);
		expect(sandbox.longlonglong.tasks.get(LONGLONGLONG.tasks.newPaused)?.state).toBe('running');
		expect((await control(path, { method: 'PATCH', body: { state: 'x' } })).status).toBe(400);
		expect((await control('nothing')).status).toBe(404);
		expect((await control('list/nothing')).status).toBe(400);
	});
});
