import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';

import { LonglonglongApi } from '../../../credentials/LonglonglongApi.credentials';
import { LonglonglongCustomer } from '../../../nodes/longlonglong/LonglonglongCustomer/LonglonglongCustomer.node';
import { LonglonglongTaskNumber } from '../../../nodes/longlonglong/LonglonglongTaskNumber/LonglonglongTaskNumber.node';
import { LonglonglongTrigger } from '../../../nodes/longlonglong/LonglonglongTrigger/LonglonglongTrigger.node';
import { hostile, LONGLONGLONG } from '../../../sandbox';
import { credentialTest } from '../harness';
import { useSandbox } from '../import/importing';
import { listen } from '../probe';

const sandbox = useSandbox();
const nodes = [new LonglonglongCustomer(), new LonglonglongTaskNumber(), new LonglonglongTrigger()];

/** Saves a credential as a person does, and gives what n8n says of it. */
async function save(changes: ICredentialDataDecryptedObject = {}): Promise<INodeCredentialTestResult> {
	const data = { baseUrl: sandbox.current.url, accessToken: LONGLONGLONG.token, ...changes };
	return await credentialTest(new LonglonglongApi(), data, nodes);
}

/** The platform answers the test with this body. */
async function saveWhenAnswered(body: unknown, status = 200): Promise<INodeCredentialTestResult> {
	sandbox.current.faults.add({ kind: 'answer', path: '/token', ...hostile.json(body), status });
	return await save();
}

it('is tested by each node that has it, with one call that changes nothing', async () => {
	for (const node of nodes) {
		sandbox.current.requests.clear();
		const data = { baseUrl: sandbox.current.url, accessToken: ` Bearer ${LONGLONGLONG.token} ` };
		const result = await credentialTest(new LonglonglongApi(), data, [node]);
		expect(result).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(sandbox.current.requests.all()).toMatchObject([
			{ method: 'GET', url: '/agent-api/token', status: 200 },
		]);
	}
});

it.each(['/', '/agent-api', '/agent-api/', '  '])('takes a base URL that ends with "%s"', async (ending) => {
	expect(await save({ baseUrl: sandbox.current.url + ending })).toMatchObject({ status: 'OK' });
});

describe('succeeds for', () => {
	it.each([
		{ code: 200, status: 'success', data: {} },
		{ code: 200, status: 'success' },
		{ code: 200 },
		{ code: '200', status: 'success' },
	])('%j', async (body) => {
		expect(await saveWhenAnswered(body)).toEqual({ status: 'OK', message: 'Connection successful!' });
	});
});

describe('fails for', () => {
	it.each([
		{ code: 1003 },
		{ code: 6001, status: 'fail', message: '失败' },
		{ code: 500, status: 'error', message: '系统错误' },
		{ code: 404 },
		{ code: 401, status: 'error', message: 'Unauthorized', data: [] },
		{ code: 403, status: 'error', message: 'Forbidden', data: [] },
		{ code: 0, message: 'success' },
		{ code: 200, status: 'error', message: '失败' },
		{ code: 200, status: 'fail' },
		{ code: 204, status: 'success' },
		{ code: null },
		{ code: 'success' },
		{ message: 'Unauthenticated.' },
		{},
		[{ code: 200, status: 'success' }],
		'200',
		null,
	])('%j', async (body) => {
		const { status, message } = await saveWhenAnswered(body);
		expect(status).toBe('Error');
		expect(message).toMatch(/\w/);
	});

	it.each([
		[401, { message: 'Unauthenticated.' }],
		[500, { code: 200, status: 'success' }],
		[302, { code: 200, status: 'success' }],
	])('HTTP status %i with %j', async (status, body) => {
		expect(await saveWhenAnswered(body, status)).toMatchObject({ status: 'Error' });
	});
});

describe('says', () => {
	it.each(['always200', 'matching'] as const)(
		'that the token is wrong, and not which (%s)',
		async (status) => {
			sandbox.current.settings.errorStatus = status;
			const { message } = await save({ accessToken: 'a-wrong-token' });
			expect(message).toBe(
				"Longlonglong answered with code 401: Unauthorized. Check 'Access Token' of the Longlonglong credential: it is the partner token (合作伙伴 token) and may have expired.",
			);
		},
	);

	it('the words of a code that nobody knows, without the token', async () => {
		const { message } = await saveWhenAnswered({
			code: 6001,
			status: 'fail',
			message: `${LONGLONGLONG.token} 已停用`,
		});
		expect(message).toBe('Longlonglong answered with code 6001: *** 已停用.');
	});

	it("that 'Base URL' is wrong where something else answers, or nothing", async () => {
		const page = await listen((_request, response) => response.end('<html>Welcome</html>'));
		expect((await save({ baseUrl: page.url })).message).toContain("'Base URL'");
		await page.close();
		expect((await save({ baseUrl: page.url })).message).toMatch(/could not be reached.*'Base URL'/);
		expect((await save({ baseUrl: 'not a URL' })).message).toMatch(/'Base URL' is not a URL/);
		expect((await saveWhenAnswered('', 404)).message).toContain("'Base URL'");
	});
});
