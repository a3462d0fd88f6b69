import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { LONGLONGLONG, startSandbox } from '../../sandbox';
import { readJson, writeJson } from '../../sandbox/json';
import { phpQuery } from '../../sandbox/longlonglong/input';
import { longlonglongClient, send } from './clients';

describe('the sandbox', () => {
	it('closes at once, with answers outstanding and work pending', async () => {
		const sandbox = await startSandbox();
		const call = longlonglongClient(sandbox);
		await call('user/async_customer', {
			method: 'POST',
			body: { data: [{ phone: '13012121211', sort: 0 }] },
		});
		sandbox.faults.add({ kind: 'noAnswer' });
		sandbox.faults.add({ kind: 'slow', delayMs: 60_000 });
		const waiting = [call('token'), call('token')].map((answer) => expect(answer).rejects.toThrow());
		while (sandbox.faults.fired < 2) await new Promise((resolve) => setTimeout(resolve, 5));
		await sandbox.close();
		await Promise.all(waiting);
	});

	it('listens on the loopback address only, on the port asked for', async () => {
		const first = await startSandbox();
		expect(new URL(first.url).hostname).toBe('127.0.0.1');
		await expect(startSandbox({ port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
		await first.close();
	});

	it('serves the platforms below a prefix when it has one, and not beside it', async () => {
		const sandbox = await startSandbox({ settings: { pathPrefix: '/oem' } });
		const headers = { authorization: `Bearer ${LONGLONGLONG.token}` };
		expect((await send(`${sandbox.url}/oem/agent-api/token`, { headers })).json.code).toBe(200);
		expect((await send(`${sandbox.url}/agent-api/token`, { headers })).status).toBe(404);
		await sandbox.close();
	});

	it('refuses what no platform knows, and bodies that are too large', async () => {
		const sandbox = await startSandbox({ settings: { maxBodyBytes: 1000 } });
		expect((await send(`${sandbox.url}//agent-api/token`)).status).toBe(404);
		expect((await send(`${sandbox.url}/agent-api/user/%ZZ/task`)).status).toBe(400);
		const large = await longlonglongClient(sandbox)('user/async_customer', {
			method: 'POST',
			body: 'x'.repeat(1001),
		});
		expect(large.status).toBe(413);
		await sandbox.close();
	});

	it('does nothing for a request that breaks off in its body', async () => {
		const sandbox = await startSandbox();
		const socket = connect(sandbox.port, '127.0.0.1');
		socket.write('POST /agent-api/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half":');
		while (sandbox.requests.count === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		socket.destroy();
		while (sandbox.requests.last()?.durationMs === undefined)
			await new Promise((resolve) => setTimeout(resolve, 5));
		expect(sandbox.requests.last()).toMatchObject({ status: undefined, tookEffect: false });
		await sandbox.close();
	});

	it('runs from the command line until it is told to end', async () => {
		const cli = path.join(__dirname, '../../sandbox/cli.ts');
		const child = spawn(process.execPath, ['--import', 'tsx', cli, '--port', '0'], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const [line] = (await once(child.stdout, 'data')) as [Buffer];
		const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line.toString())?.[0] ?? '';
		expect((await send(`${url}/_sandbox/state`)).status).toBe(200);
		expect((await send(`${url}/`)).text).toContain('<!doctype html>');
		child.kill('SIGTERM');
		expect(await once(child, 'exit')).toEqual([0, null]);
	}, 30_000);
});

describe('JSON with 64-bit integers', () => {
	it('keeps every digit in both directions', () => {
		const text =
			'{"id":1214631327620775937,"small":7,"text":"1214631327620775937 \\" 99999999999999999","f":0.12345678901234567}';
		const value = readJson(text) as Record<string, unknown>;
		expect(value).toMatchObject({
			id: 1214631327620775937n,
			small: 7,
			text: '1214631327620775937 " 99999999999999999',
		});
		expect(writeJson({ id: value.id, list: [-9007199254740993n] })).toBe(
			'{"id":1214631327620775937,"list":[-9007199254740993]}',
		);
		expect(() => readJson('{')).toThrow(SyntaxError);
	});
});

describe('a query string', () => {
	it.each([
		['a=1&b=', { a: '1', b: '' }],
		['a[]=1&a[]=2', { a: ['1', '2'] }],
		['a[1]=y&a[0]=x', { a: ['x', 'y'] }],
		['c[0][id]=i&c[0][value]=%E8%85%BE%E8%AE%AF', { c: [{ id: 'i', value: '腾讯' }] }],
		['a%5B0%5D=x&a%5Bk%5D=y', { a: { 0: 'x', k: 'y' } }],
		['[x]=1&a=%5B', { '[x]': '1', a: '[' }],
	])('%s is read as PHP reads it', (query, expected) => {
		expect(phpQuery(query)).toEqual(expected);
	});

	it('cannot reach the prototype of anything', () => {
		const input = phpQuery('__proto__[polluted]=1&a[__proto__][polluted]=1&constructor[x]=1');
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(Object.keys(input)).toContain('__proto__');
	});
});
