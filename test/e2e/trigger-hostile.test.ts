import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostile, SECRETS } from '../../sandbox';
import { CallbackTarget, callbackWorkflow } from './callbackWorkflow';
import { openStage } from './stage';
import type { Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});
beforeEach(() => stage.sandbox.reset());

const MARK = '{"type":"mark"}';
const MEGABYTE = 1024 * 1024;

const open = async (parameters = {}) =>
	await CallbackTarget.open(
		stage.driver,
		callbackWorkflow(stage.credentialFor('longlonglongTrigger'), parameters),
	);

/** Posts bytes as a stranger would. Returns the status of the answer. */
async function post(url: string, body: string | Buffer, type = 'application/json'): Promise<number> {
	const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': type } });
	await response.arrayBuffer();
	return response.status;
}

/** Nothing that is secret stands in n8n's log. The log of this run's n8n is everybody's. */
function expectNoSecretIn(text: string): void {
	for (const secret of SECRETS) expect(text.includes(secret)).toBe(false);
}

describe('strangers', () => {
	it('start nothing without the secret', async () => {
		const target = await open();
		const asked: number[] = [];
		for (const query of ['', '?secret=', '?secret=wrong', '?secret[]=sandbox-callback-secret', '?Secret=x']) {
			asked.push(await post(target.bareAddress + query, '{"type":"import_number","unique_id":"u"}'));
		}
		expect(asked).toEqual([401, 401, 401, 401, 401]);
		const opened = await fetch(target.bareAddress);
		expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining('It is alive')]);

		expect(await post(target.address, MARK)).toBe(200);
		const executions = await target.executions(1);
		await target.deactivate();
		expect(executions.map((execution) => execution.rows('Callback')[0]?.type)).toEqual(['mark']);
		expect(stage.log()).toContain('(HTTP 401): wrong or missing secret');
		expectNoSecretIn(stage.log());
	});
});

const deep = (depth: number) => `{"type":"x","data":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe('bodies that no platform sends', () => {
	const refused: Array<[string, string | Buffer, number]> = [
		['a number', '12', 400],
		['a text', '"text"', 400],
		['null', 'null', 400],
		['nothing', '', 400],
		['broken JSON', '{"type":', 422],
		['lists in lists, a hundred thousand deep', deep(100_000), 400],
		['objects in objects, a hundred thousand deep', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000), 400],
		['more than n8n takes', `{"type":"x","note":"${'x'.repeat(17 * MEGABYTE)}"}`, 500],
	];

	it('are refused and start nothing', async () => {
		const target = await open();
		const answers: Array<[string, number]> = [];
		for (const [what, body] of refused) answers.push([what, await post(target.address, body)]);
		expect(answers).toEqual(refused.map(([what, , status]) => [what, status]));

		await post(target.address, MARK);
		const executions = await target.executions(1);
		await target.deactivate();
		expect(executions.map((execution) => execution.rows('Callback')[0]?.type)).toEqual(['mark']);
		expectNoSecretIn(stage.log());
	});

	it('are refused under a content type that n8n does not read, too', async () => {
		const target = await open();
		const answers: Array<[string, number]> = [];
		for (const [what, body] of refused) answers.push([what, await post(target.address, body, 'text/plain')]);
		const expected = refused.map(([what, , status]) => [what, status === 500 ? 500 : 400]);
		expect(answers).toEqual(expected);
		expect(await target.endedCount()).toBe(0);
		await target.deactivate();
	});

	it('are read when they are only odd', async () => {
		const target = await open();
		const invalid = Buffer.concat([
			Buffer.from('{"type":"bytes","note":"'),
			Buffer.from([0xff, 0xfe]),
			Buffer.from('"}'),
		]);
		const own = '{"type":"proto","__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}';
		const list = '[{"type":"import_number"}]';
		const bodies = [invalid, own, list, `{"type":"large","note":"${'x'.repeat(10 * MEGABYTE)}"}`];
		for (const body of bodies) expect(await post(target.address, body)).toBe(200);
		const form = new FormData();
		form.append('type', 'multipart');
		form.append('data', '{"number":"13012121211"}');
		expect((await fetch(target.address, { method: 'POST', body: form })).status).toBe(200);
		const urlencoded = 'application/x-www-form-urlencoded';
		expect(await post(target.address, 'type=urlencoded&data[number]=13012121211', urlencoded)).toBe(200);
		expect((await fetch(`${target.address}&type=query&data[number]=13012121211`)).status).toBe(200);
		const executions = await target.executions(bodies.length + 3);
		await target.deactivate();
		expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['success']));
		const byType = new Map(
			executions.flatMap((execution) => execution.rows('Callback')).map((row) => [row.type, row]),
		);
		expect(byType.get('bytes')?.note).toBe('\ufffd\ufffd');
		expect(Object.keys(byType.get('proto') ?? {})).toEqual(['type', 'constructor', 'event', 'deliveryId']);
		expect(byType.get('large')?.note).toHaveLength(10 * MEGABYTE);
		expect(byType.get(undefined)).toMatchObject({ event: 'other', payload: JSON.parse(list) as unknown });
		for (const type of ['multipart', 'urlencoded', 'query']) {
			expect(byType.get(type)).toMatchObject({ event: 'other', data: { number: '13012121211' } });
		}
	});
});

/** A server that no node has any business with; it notes what it is asked for, headers and all. */
async function openElsewhere() {
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(JSON.stringify([request.url, request.headers]));
		response.end('{"numbers":["1"]}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const close = async () => await new Promise<void>((resolve) => server.close(() => resolve()));
	return { asked, port, close };
}

describe('a link to numbers that leads elsewhere', () => {
	it('is not followed, and the token stays at home', async () => {
		const elsewhere = await openElsewhere();
		const { port } = elsewhere;
		const { host } = new URL(stage.sandbox.url);
		const target = await open({ options: { downloadNumbers: true } });
		const links = [
			`http://127.0.0.1:${port}/agent-api/download-number?key=x`,
			`http://localhost:${port}/agent-api/download-number?key=x`,
			`http://${host}@127.0.0.1:${port}/agent-api/download-number?key=x`,
			`//127.0.0.1:${port}/agent-api/download-number`,
			`http://127.0.0.1:${port}\\@${host}/agent-api/download-number`,
			'http://numbers.example.invalid/agent-api/download-number?key=x',
			'file:///etc/hostname',
			`file://${host}/agent-api/download-number`,
			`${stage.sandbox.url}/agent-api/token`,
			`${stage.sandbox.url}/agent-api/download-number/../../_sandbox/state`,
			'',
		];
		for (const [index, url] of links.entries()) {
			const payload = { type: 'import_number', mode: 'batch', unique_id: `u-${index}`, data: { url } };
			expect(await post(target.address, JSON.stringify(payload))).toBe(200);
		}
		const executions = await target.executions(links.length);
		await target.deactivate();
		await elsewhere.close();
		const items = executions.flatMap((execution) => execution.rows('Callback'));
		expect(items.map(({ numbers }) => numbers)).toEqual(links.map(() => undefined));
		expect(items.map(({ numbersError }) => numbersError)).toEqual(
			links.map(() => expect.any(String) as string),
		);
		expect(elsewhere.asked).toEqual([]);
		// Beside the look-up of the activation, which may still have been under way.
		const asked = stage.sandbox.requests.all();
		expect(asked.filter(({ path }) => path !== '/agent-api/callback_blacklist')).toEqual([]);
		expectNoSecretIn(JSON.stringify(executions.map(({ data }) => data)));
		expectNoSecretIn(stage.log());
	});

	it('is not followed when the platform itself sends there', async () => {
		const elsewhere = await openElsewhere();
		const target = await open({ options: { downloadNumbers: true } });
		const statuses = [301, 302, 303, 307, 308];
		for (const status of statuses) {
			const location = `http://127.0.0.1:${elsewhere.port}/agent-api/download-number?key=x`;
			stage.sandbox.faults.add({
				kind: 'answer',
				path: '/download-number',
				...hostile.redirect(location, status),
			});
			await stage.sandbox.deliverCallback({ kind: 'import_number', mode: 'batch', url: target.address });
			await target.untilEnded(statuses.indexOf(status) + 1);
		}
		const executions = await target.executions(statuses.length);
		await target.deactivate();
		await elsewhere.close();
		const items = executions.flatMap((execution) => execution.rows('Callback'));
		expect(items.map(({ numbersError }) => numbersError)).toEqual(
			statuses.map(() => expect.any(String) as string),
		);
		expect(elsewhere.asked).toEqual([]);
		expectNoSecretIn(JSON.stringify(executions.map(({ data }) => data)));
		expectNoSecretIn(stage.log());
	});

	it.each([
		['a page without end', hostile.hugeHtml(100)],
		['bytes that unpack to a hundred megabytes', hostile.gzipBomb(100)],
		['JSON too deep to read', hostile.deepJson()],
		['numbers that are no list', hostile.json({ numbers: { length: 1e9 } })],
	])('loses nothing but its numbers when the platform answers %s', async (_what, answer) => {
		const target = await open({ options: { downloadNumbers: true } });
		stage.sandbox.faults.add({ kind: 'answer', path: '/download-number', times: Infinity, ...answer });
		await stage.sandbox.deliverCallback({ kind: 'import_number', mode: 'batch', url: target.address });
		const [execution] = await target.executions(1);
		await target.deactivate();
		const [item] = execution?.rows('Callback') ?? [];
		expect(execution?.status).toBe('success');
		expect(item).toMatchObject({ event: 'numbersImported', numbersError: expect.any(String) as string });
		expectNoSecretIn(JSON.stringify(execution?.data));
	});
});
