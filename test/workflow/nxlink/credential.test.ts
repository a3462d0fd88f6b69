import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';

import { NxlinkApi } from '../../../credentials/NxlinkApi.credentials';
import { NxlinkCustomer } from '../../../nodes/nxlink/NxlinkCustomer/NxlinkCustomer.node';
import { hostile, NXLINK } from '../../../sandbox';
import { credentialTest } from '../harness';
import { listen } from '../probe';
import { expectedSign, useSandbox } from './stage';

const sandbox = useSandbox();

/** Saves a credential as a person does, and gives what n8n says of it. */
async function save(changes: ICredentialDataDecryptedObject = {}): Promise<INodeCredentialTestResult> {
	const { accessKey, accessSecret, tenantId, appKey } = NXLINK;
	const right = { region: 'custom', baseUrl: sandbox().url, accessKey, accessSecret, appKey };
	return await credentialTest(new NxlinkApi(), { ...right, tenantId: String(tenantId), ...changes }, [
		new NxlinkCustomer(),
	]);
}

async function saveWhenAnswered(body: unknown, status = 200): Promise<INodeCredentialTestResult> {
	sandbox().faults.add({ kind: 'answer', path: '/fields', ...hostile.json(body), status });
	return await save();
}

it.each(['md5', 'sha256'] as const)(
	'is tested with one signed call that changes nothing (%s)',
	async (signAlgorithm) => {
		expect(await save({ signAlgorithm })).toEqual({ status: 'OK', message: 'Connection successful!' });
		const [request, ...more] = sandbox().requests.all();
		expect(more).toEqual([]);
		expect(request?.url).toBe(
			'/saas/cdp/openapi/customers/fields?tenant_id=123&app_key=46oKF%3Dos&is_preset=true',
		);
		expect(request?.headers.sign).toBe(expectedSign(request!, signAlgorithm));
	},
);

it.each([
	['the code as text', { codeAsString: true }],
	['errors with a status of their own', { errorStatus: 'matching' as const }],
])('succeeds with %s', async (_what, settings) => {
	Object.assign(sandbox().settings, settings);
	expect(await save()).toMatchObject({ status: 'OK' });
});

const SECRET = /'Access Secret' and 'Signature Algorithm'/;
const TENANT = /'Tenant ID' and 'App Key'/;

describe.each(['always200', 'matching'] as const)('tells the causes apart (%s)', (errorStatus) => {
	beforeEach(() => (sandbox().settings.errorStatus = errorStatus));

	it.each([
		['the secret', { accessSecret: 'wrong' }, SECRET],
		['the access key', { accessKey: 'wrong' }, /'Access Key' and 'Region'/],
		['the tenant', { tenantId: '999' }, TENANT],
		['the app key', { appKey: 'wrong' }, TENANT],
		['an app key that is empty', { appKey: '' }, TENANT],
		['a tenant that is no number', { tenantId: 'my team' }, /'Tenant ID' must be a number/],
		['a base URL that is none', { baseUrl: 'my server' }, /'Base URL' is not a URL/],
	])('%s', async (_what, changes, words) => {
		const { status, message } = await save(changes);
		expect(status).toBe('Error');
		expect(message).toMatch(words);
		for (const secret of [NXLINK.accessKey, NXLINK.accessSecret, NXLINK.appKey]) {
			expect(message).not.toContain(secret);
		}
	});

	it('the clock', async () => {
		sandbox().settings.clockOffsetMs = 5 * 60_000;
		expect(await save()).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/1004.*clock/) as string,
		});
	});
});

it.each([
	[{ code: 12001, message: 'no such team', data: null }, TENANT],
	[{ code: 20000, message: 'business error' }, TENANT],
	[{ code: 0, message: null, data: null }, TENANT],
	[{ code: 0, message: null, data: [] }, TENANT],
	[{ code: 1003, message: 'x' }, SECRET],
	[{ code: '1003', message: 'x' }, SECRET],
	[{ message: 'Not Found' }, /'Region' and 'Base URL'/],
	[{}, /'Region' and 'Base URL'/],
])('fails for the answer %j', async (body, words) => {
	const { status, message } = await saveWhenAnswered(body);
	expect(status).toBe('Error');
	expect(message).toMatch(words);
});

it('names the address where something else answers, or nothing', async () => {
	const page = await listen((_request, response) => response.end('<html>Welcome</html>'));
	expect((await save({ baseUrl: page.url })).message).toMatch(/'Region' and 'Base URL'/);
	await page.close();
	expect((await save({ baseUrl: page.url })).message).toMatch(/NXLink could not be reached.*'Base URL'/);
});
