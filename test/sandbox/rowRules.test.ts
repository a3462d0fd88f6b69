import type { RowRule, Sandbox } from '../../sandbox';
import { LONGLONGLONG } from '../../sandbox';
import { batch, longlonglongClient, nxlinkClient, send, useSandbox } from './clients';

const TASK = `user/task/${LONGLONGLONG.tasks.classicPaused}`;
const CALLS = ['user/async_customer', `${TASK}/number`, `${TASK}/async_number`];
const DISLIKED: RowRule = { field: 'name', pattern: '^坏' };

describe('rules about rows that no document has', () => {
	let sandbox: Sandbox;
	let call: ReturnType<typeof longlonglongClient>;
	useSandbox((started) => {
		sandbox = started;
		call = longlonglongClient(started);
	});

	const rows = (...names: string[]) =>
		names.map((name, index) => ({ phone: String(13000000000 + index), name, sort: 0 }));
	const add = (path: string, data: unknown) =>
		call(path, { method: 'POST', body: { data, skip_error: true } });
	const upsert = (...seats: string[]) =>
		nxlinkClient(sandbox)('batch_create', {
			method: 'POST',
			body: batch(
				seats.map((remark, index) => ({ full_name: 'a', sms_phone: `86130${index}`, remark })),
				{ strict_binding: true },
			),
		});

	it.each(CALLS)('refuse a whole request of %s, whatever it wants', async (path) => {
		sandbox.settings.refusedRows = [DISLIKED];
		expect((await add(path, rows('好', '坏一', '坏二'))).json).toEqual({
			code: 422,
			status: 'error',
			message: { 'data.1.name': ['已选的属性无效。'], 'data.2.name': ['已选的属性无效。'] },
			data: [],
		});
		sandbox.finishPending();
		expect(sandbox.longlonglong.storings).toEqual([]);
		expect((await add(path, rows('好'))).json.code).toBe(200);
		sandbox.settings.refusedRows = [{ ...DISLIKED, code: 400, message: '数据有误' }];
		expect((await add(path, rows('坏'))).json).toMatchObject({ code: 400, message: '数据有误' });
	});

	it('refuse a whole batch_create, with a code of their own or as a wrong parameter', async () => {
		sandbox.settings.refusedRows = [{ field: 'remark', pattern: 'bad' }];
		expect((await upsert('fine', 'bad')).json).toMatchObject({
			code: 1002,
			message: 'Parameter error: customers[1].remark is not allowed',
			data: null,
		});
		sandbox.settings.refusedRows = [{ field: 'remark', pattern: 'bad', code: 12148, message: '归属坐席' }];
		expect((await upsert('bad')).json).toMatchObject({ code: 12148, message: '归属坐席' });
		expect(sandbox.nxlink.storings).toEqual([]);
		expect((await upsert('fine')).json.code).toBe(0);
	});

	it.each(['user/async_customer', `${TASK}/async_number`])(
		'refuse rows of %s after the request was taken',
		async (path) => {
			sandbox.settings.rowsRefusedLater = [{ ...DISLIKED, message: '号码无效' }];
			const { json } = await add(path, rows('好', '坏'));
			expect(json.code).toBe(200);
			sandbox.finishPending();
			expect([...sandbox.longlonglong.timesStored().keys()]).toEqual(['13000000000']);
			const { data } = (await call(`user/identification/${json.data.unique_id}`)).json;
			expect(data.fail_datas).toEqual([{ fail_data: '130***0001', fail_cause: '号码无效' }]);
		},
	);

	it('can be ordered from another process, and are checked', async () => {
		const patch = (body: object) =>
			send(`${sandbox.url}/_sandbox/settings`, { method: 'PATCH', body }).then(({ status }) => status);
		expect(await patch({ refusedRows: [DISLIKED] })).toBe(200);
		expect(sandbox.settings.refusedRows).toEqual([DISLIKED]);
		const wrong = [null, { field: 'name' }, { ...DISLIKED, pattern: '(' }, { ...DISLIKED, code: '1' }];
		for (const rule of [...wrong, { ...DISLIKED, message: 1 }])
			expect(await patch({ rowsRefusedLater: [rule] })).toBe(400);
	});
});

describe('lists', () => {
	let sandbox: Sandbox;
	useSandbox((started) => {
		sandbox = started;
	});

	/** What each of the three lists says of the phones in it. */
	async function listed(): Promise<unknown[][]> {
		const call = longlonglongClient(sandbox);
		const pool = await call('user/get_customer?page=1');
		const task = await call(`${TASK}/number?page=1`);
		const query = await nxlinkClient(sandbox)('query', {
			method: 'POST',
			body: { ...batch([]), customers: undefined, limit: 50 },
		});
		return [
			(pool.json.data as Array<{ phone?: unknown }>).map(({ phone }) => phone),
			(task.json.data as Array<{ number?: unknown }>).map(({ number }) => number),
			query.json.data.list.map(({ whats_app_phone: phone }) => phone),
		];
	}

	const seed = () => sandbox.seed({ customers: 1, numbers: 1, nxlinkCustomers: 1 });

	it('show phones as they are, or with their middle masked', async () => {
		seed();
		expect(await listed()).toEqual([['13300000000'], ['13300000000'], ['8613300000000']]);
		sandbox.settings.maskPhonesInLists = true;
		expect(await listed()).toEqual([['133***0000'], ['133***0000'], ['861***0000']]);
	});

	it('find a customer by his whole phone also where they mask it', async () => {
		seed();
		sandbox.settings.maskPhonesInLists = true;
		const found = await longlonglongClient(sandbox)('user/get_customer?page=1&phone=13300000000');
		expect(found.json.data).toMatchObject([{ phone: '133***0000' }]);
	});

	it('show what was stored only some time later', async () => {
		sandbox.settings.listedAfterMs = 60_000;
		await longlonglongClient(sandbox)(`${TASK}/number`, {
			method: 'POST',
			body: { data: [{ phone: '13000000001', sort: 0 }] },
		});
		await nxlinkClient(sandbox)('batch_create', {
			method: 'POST',
			body: batch([{ full_name: 'a', whats_app_phone: '8613000000001' }]),
		});
		expect(await listed()).toEqual([[], [], []]);
		sandbox.settings.listedAfterMs = 30_000;
		sandbox.settings.clockOffsetMs = 31_000; // less than what NXLink forgives a signature
		expect(await listed()).toEqual([['13000000001'], ['13000000001'], ['8613000000001']]);
	});
});
