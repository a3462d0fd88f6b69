import { LonglonglongApi } from '../../credentials/LonglonglongApi.credentials';
import { LonglonglongTrigger } from '../../nodes/longlonglong/LonglonglongTrigger/LonglonglongTrigger.node';
import { hostile, LONGLONGLONG } from '../../sandbox';
import type { TestNode } from './harness';
import { activate } from './harness';
import { useSandbox } from './import/importing';

const sandbox = useSandbox();

/** Where the harness says that n8n is. */
const ADDRESS = 'http://n8n.test/webhook/webhook-0/longlonglong';

function trigger(data = {}): TestNode {
	const credential = { baseUrl: sandbox.current.url, accessToken: LONGLONGLONG.token, ...data };
	return {
		type: new LonglonglongTrigger(),
		credentials: { longlonglongApi: credential },
		credentialTypes: [new LonglonglongApi()],
	};
}

function blacklist(url: string, releaseInMs: number): string {
	const blackoutAt = Date.now() - 60_000;
	const releaseAt = Date.now() + releaseInMs;
	sandbox.current.longlonglong.blacklist.push({ id: 1, url, blackoutAt, releaseAt });
	return new Date(releaseAt + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

const warnings = (logLines: string[]) => logLines.filter((line) => line.startsWith('warn'));

describe('switching the workflow on', () => {
	it('looks the address up on the blacklist, with the token', async () => {
		const { created, logLines } = await activate(trigger());
		expect(created).toBe(true);
		const asked = sandbox.current.requests.all().map(({ method, path }) => `${method} ${path}`);
		expect(asked).toEqual(['GET /agent-api/callback_blacklist']);
		expect(warnings(logLines)).toEqual([]);
	});

	it.each([
		['as it is', ADDRESS],
		['with the secret at its end', `${ADDRESS}?secret=our-secret`],
		['behind https', ADDRESS.replace('http:', 'https:')],
	])('warns until when the address is blocked, when it is listed %s', async (_how, url) => {
		const until = blacklist(url, 3_600_000);
		const { created, logLines, staticData, deactivate } = await activate(trigger());
		expect(created).toBe(true);
		expect(warnings(logLines)).toHaveLength(1);
		expect(warnings(logLines)[0]).toContain(`blacklist (拉黑中) until ${until}`);
		expect(logLines.join('\n')).not.toContain('our-secret');
		const releasedAt = Date.parse(`${until.replace(' ', 'T')}+08:00`);
		expect(staticData()).toEqual({ 'node:Longlonglong Trigger': { blacklistedUntil: until, releasedAt } });
		expect(await deactivate()).toBe(true);
		expect(staticData()).toEqual({ 'node:Longlonglong Trigger': {} });
	});

	it('says nothing of entries that were released or belong to another address', async () => {
		blacklist(ADDRESS, -1_000);
		blacklist(`${ADDRESS}2`, 3_600_000);
		blacklist('no address', 3_600_000);
		const { logLines } = await activate(trigger());
		expect(warnings(logLines)).toEqual([]);
	});

	it('forgets what an earlier activation found', async () => {
		const staticData = { 'node:Longlonglong Trigger': { blacklistedUntil: '2026-01-01 00:00:00' } };
		const again = await activate(trigger(), { activation: 'init', staticData });
		expect(again.staticData()).toEqual({ 'node:Longlonglong Trigger': {} });
	});

	it.each([
		['a wrong token', { accessToken: 'not-this-one' }],
		['nobody there', { baseUrl: 'http://127.0.0.1:9' }],
		['a base URL that is none', { baseUrl: 'ai.api' }],
	])('goes on with a warning when the look-up meets %s', async (_what, data) => {
		const { created, logLines } = await activate(trigger(data));
		expect(created).toBe(true);
		expect(warnings(logLines)).toHaveLength(1);
		expect(warnings(logLines)[0]).toContain('could not look up');
		expect(logLines.join('\n')).not.toContain('not-this-one');
	});

	it.each([
		['a page of HTML', hostile.html(200)],
		['a list of anything', hostile.json({ code: 200, data: [null, 7, { url: {}, status: [] }] })],
		['no list', hostile.json({ code: 200, data: 'x' })],
	])('goes on when the platform answers with %s', async (_what, answer) => {
		sandbox.current.faults.add({ kind: 'answer', ...answer });
		expect((await activate(trigger())).created).toBe(true);
	});

	it('asks nothing while a test event is listened for', async () => {
		const { created } = await activate(trigger(), { activation: 'manual' });
		expect(created).toBe(true);
		expect(sandbox.current.requests.all()).toEqual([]);
	});

	it('refuses Only This Account while the credential names no account', async () => {
		const node = trigger();
		const credential = { ...node.credentials?.longlonglongApi, userId: '' };
		await expect(
			activate({
				...node,
				parameters: { options: { onlyThisAccount: true } },
				credentials: { longlonglongApi: credential },
			}),
		).rejects.toThrow("'Only This Account' needs to know the account");
	});
});
