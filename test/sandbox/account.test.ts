import type { Sandbox } from '../../sandbox';
import { LONGLONGLONG } from '../../sandbox';
import { send, useSandbox } from './clients';

describe("what a Longlonglong account's calls leave open", () => {
	let sandbox: Sandbox;
	useSandbox((started) => {
		sandbox = started;
	});

	const headers = { authorization: `Bearer ${LONGLONGLONG.token}` };
	const get = async (path: string, body?: unknown) =>
		(await send(`${sandbox.url}/agent-api${path}`, { headers, body })).json;
	const pool = async (query: string, body?: unknown) =>
		await get(`/user/${LONGLONGLONG.userId}/get_customer?page=1&${query}`, body);

	it('is how the end of the token is written, if at all', async () => {
		const day = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
		expect((await get('/token')).data).toEqual({ expires_at: expect.stringMatching(day) as string });
		Object.assign(sandbox.settings, { tokenEnd: 'seconds', tokenDays: 1 });
		const { token } = (await get('/token')).data as unknown as { token: { expired_time: number } };
		expect(Math.abs(token.expired_time - Date.now() / 1000 - 86_400)).toBeLessThan(60);
		sandbox.settings.tokenEnd = 'none';
		expect((await get('/token')).data).toEqual([]);
	});

	it('is whether a list names the page that came or the one that was asked for', async () => {
		sandbox.seed({ customers: 40 });
		sandbox.settings.maxPerPage = 15;
		const used = await pool('per_page=100');
		expect([used.data.length, used.meta.per_page, used.meta.last_page]).toEqual([15, '15', 3]);
		sandbox.settings.pageMeta = 'asked';
		const asked = await pool('per_page=100');
		expect([asked.data.length, asked.meta.per_page, asked.meta.last_page]).toEqual([15, '100', 1]);
	});

	it('is whether filters are read anywhere, and whether a GET may have a body', async () => {
		sandbox.seed({ customers: 5 });
		const [customer] = sandbox.longlonglong.customers.values();
		const phone = customer?.phone ?? '';
		expect((await pool(`phone=${phone}`)).data).toHaveLength(1);
		sandbox.settings.filtersFrom = 'none';
		expect((await pool(`phone=${phone}`, { phone })).data).toHaveLength(5);
		sandbox.settings.getBody = 'refused';
		expect(await pool('', { phone })).toMatchObject({ code: 400, status: 'error', data: [] });
		expect((await pool('')).code).toBe(200);
	});
});
