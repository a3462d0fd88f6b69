import type { FaultOrder, Sandbox } from '../../sandbox';
import { hostile, LONGLONGLONG, neverEnds } from '../../sandbox';
import type { Wish } from './clients';
import { longlonglongClient, useSandbox } from './clients';

const PATH = `user/task/${LONGLONGLONG.tasks.classicPaused}/number`;

describe('faults', () => {
	let sandbox: Sandbox;
	let call: ReturnType<typeof longlonglongClient>;
	let phone = 13000000000;
	useSandbox((started) => {
		sandbox = started;
		call = longlonglongClient(started);
	});

	const add = (more: Wish = {}) =>
		call(PATH, { method: 'POST', body: { data: [{ phone: String(phone++), sort: 0 }] }, ...more });
	const stored = () => sandbox.longlonglong.storings.length > 0;

	it.each<[FaultOrder, number]>([
		[{ kind: 'tooMany' }, 429],
		[{ kind: 'unavailable' }, 503],
		[{ kind: 'errorBefore' }, 500],
		[{ kind: 'errorBefore', status: 502 }, 502],
		[{ kind: 'answer', status: 418, body: 'teapot' }, 418],
	])('%j answers before anything took effect', async (order, status) => {
		sandbox.faults.add(order);
		expect((await add()).status).toBe(status);
		expect(stored()).toBe(false);
		expect(sandbox.requests.last()).toMatchObject({ status, fault: order.kind, tookEffect: false });
		expect((await add()).json.code).toBe(200);
	});

	it.each<[FaultOrder, number]>([
		[{ kind: 'errorAfter' }, 500],
		[{ kind: 'halfJson', ends: 'normally' }, 200],
		[{ kind: 'slow', delayMs: 30 }, 200],
		[{ kind: 'answer', takeEffect: true, ...hostile.html() }, 502],
	])('%j answers after it took effect', async (order, status) => {
		sandbox.faults.add(order);
		const answer = await add();
		expect(answer.status).toBe(status);
		expect(answer.json?.code).toBe(order.kind === 'slow' ? 200 : undefined);
		expect(stored()).toBe(true);
		expect(sandbox.requests.last()).toMatchObject({ fault: order.kind, tookEffect: true });
	});

	it.each<[FaultOrder, boolean]>([
		[{ kind: 'cutBefore' }, false],
		[{ kind: 'cutAfter' }, true],
		[{ kind: 'halfJson' }, true],
		[{ kind: 'halfJson', ends: 'never' }, true],
		[{ kind: 'noAnswer' }, false],
		[{ kind: 'noAnswer', takeEffect: true }, true],
	])('%j leaves the client without an answer; took effect: %s', async (order, effect) => {
		sandbox.faults.add(order);
		const waits = neverEnds(order);
		const signal = AbortSignal.timeout(waits ? 100 : 5_000);
		await expect(add({ signal })).rejects.toThrow();
		expect(signal.aborted).toBe(waits);
		expect(stored()).toBe(effect);
	});

	it('strike where they were ordered: path, method, after some, several times', async () => {
		const fault = sandbox.faults.add({
			kind: 'errorBefore',
			path: /\/number$/,
			method: 'post',
			after: 1,
			times: 2,
		});
		const statuses = [];
		for (let round = 0; round < 4; round++) {
			await call('token');
			statuses.push((await add()).status);
		}
		expect(statuses).toEqual([200, 500, 500, 200]);
		expect(fault).toMatchObject({ seen: 4 });
		expect(fault.firings).toHaveLength(2);
		expect(sandbox.faults.fired).toBe(2);
		expect(sandbox.requests.get(fault.firings[0]!.requestId)?.fault).toBe('errorBefore');
	});

	it('wait for their turn when two are due at once', async () => {
		sandbox.faults.add({ kind: 'errorBefore', status: 501 });
		sandbox.faults.add({ kind: 'errorBefore', status: 502, times: Infinity });
		expect([(await add()).status, (await add()).status, (await add()).status]).toEqual([501, 502, 502]);
		sandbox.faults.clear();
		expect((await add()).status).toBe(200);
	});

	it('say when to come back, in seconds, as a date by the server’s clock, or as nonsense', async () => {
		sandbox.settings.clockOffsetMs = 3_600_000;
		sandbox.faults.add({ kind: 'tooMany', retryAfter: 7 });
		sandbox.faults.add({ kind: 'unavailable', retryAfter: 7, retryAfterAs: 'date' });
		sandbox.faults.add({ kind: 'tooMany', retryAfter: 'soon' });
		expect((await add()).headers['retry-after']).toBe('7');
		const { headers } = await add();
		const distance = Date.parse(String(headers['retry-after'])) - Date.parse(String(headers.date));
		expect(distance).toBeGreaterThanOrEqual(6_000);
		expect(distance).toBeLessThanOrEqual(8_000);
		expect((await add()).headers['retry-after']).toBe('soon');
	});

	it('send hostile answers: huge, packed, endless', async () => {
		sandbox.faults.add({ kind: 'answer', ...hostile.hugeHtml(3) });
		expect((await add()).text.length).toBeGreaterThan(3 * 1024 * 1024);
		sandbox.faults.add({ kind: 'answer', ...hostile.gzipBomb(20) });
		const packed = await add();
		expect(packed.headers['content-encoding']).toBe('gzip');
		expect(packed.text.length).toBeLessThan(100_000);
		sandbox.faults.add({ kind: 'answer', ...hostile.redirect(`/agent-api/${PATH}`) });
		expect(await add()).toMatchObject({ status: 302, headers: { location: `/agent-api/${PATH}` } });
		sandbox.faults.add({ kind: 'answer', ...hostile.deepJson(5_000) });
		expect((await add()).text).toMatch(/^\{"code":200,"data":\[{5000}\]{5000}\}$/);
		expect(stored()).toBe(false);
	});

	it('leave a client that gives up in the middle without harm', async () => {
		sandbox.faults.add({ kind: 'answer', ...hostile.hugeHtml(500) });
		const headers = { authorization: `Bearer ${LONGLONGLONG.token}` };
		const answer = await fetch(`${sandbox.url}/agent-api/token`, { headers });
		await answer.body?.cancel();
		expect((await call('token')).json.code).toBe(200);
	});
});
