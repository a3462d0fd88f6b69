import { hostile } from '../../sandbox';
import { longlonglongData, nxlinkData } from '../../scripts/playground/credentials';
import { openStage } from './stage';
import type { Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});
afterEach(() => stage.sandbox.reset());

describe("the test of a 'Longlonglong API' credential", () => {
	const test = async (changes: object = {}) =>
		await stage.driver.testCredential('longlonglongApi', {
			...longlonglongData(stage.sandbox.url),
			...changes,
		});

	it('succeeds with the right token', async () => {
		expect(await test()).toMatchObject({ status: 'OK' });
	});

	it.each([{ code: 1003 }, { code: 6001, status: 'fail' }, { code: 500 }, { code: 404 }])(
		'fails for the answer %j',
		async (body) => {
			stage.sandbox.faults.add({ kind: 'answer', path: '/token', ...hostile.json(body) });
			expect(await test()).toMatchObject({
				status: 'Error',
				message: expect.stringContaining(`answered with code ${body.code}`) as string,
			});
		},
	);

	it.each(['/', '/agent-api', '/agent-api/'])(
		'succeeds with a base URL that ends with %s',
		async (ending) => {
			expect(await test({ baseUrl: stage.sandbox.url + ending })).toMatchObject({ status: 'OK' });
		},
	);

	it.each(['always200', 'matching'] as const)(
		'names the token when it is wrong (%s)',
		async (errorStatus) => {
			stage.sandbox.settings.errorStatus = errorStatus;
			const { status, message } = await test({ accessToken: 'wrong' });
			expect(status).toBe('Error');
			expect(message).toMatch(/access token/i);
			expect(message).not.toContain('wrong');
		},
	);

	it("names 'Base URL' when something else answers there", async () => {
		const { status, message } = await test({ baseUrl: `${stage.driver.rest.url}/healthz?` });
		expect(status).toBe('Error');
		expect(message).toContain("'Base URL'");
	});

	it.each(['http://127.0.0.1:1', 'http://no-such-host.invalid', 'not a URL'])(
		'fails for %s',
		async (baseUrl) => {
			const { status, message } = await test({ baseUrl });
			expect(status).toBe('Error');
			expect(message).toContain("'Base URL'");
		},
	);
});

describe("the test of an 'Nxlink API' credential", () => {
	const test = async (changes: object = {}) =>
		await stage.driver.testCredential('nxlinkApi', { ...nxlinkData(stage.sandbox.url), ...changes });

	it.each(['md5', 'sha256'])('succeeds with %s signatures', async (signAlgorithm) => {
		expect(await test({ signAlgorithm })).toMatchObject({ status: 'OK' });
	});

	it.each([
		['the secret', { accessSecret: 'wrong' }, /secret/i],
		['the access key', { accessKey: 'wrong' }, /access key/i],
		['the tenant', { tenantId: '999' }, /'Tenant ID' and 'App Key'/],
		['the app key', { appKey: 'wrong' }, /'Tenant ID' and 'App Key'/],
	])('says that %s is wrong', async (_what, changes, words) => {
		const { status, message } = await test(changes);
		expect(status).toBe('Error');
		expect(message).toMatch(words);
	});

	it('says that the clock is wrong', async () => {
		stage.sandbox.settings.clockOffsetMs = 5 * 60_000;
		const { status, message } = await test();
		expect(status).toBe('Error');
		expect(message).toMatch(/clock/i);
	});
});
