import type { Alteration, FaultOrder, Sandbox } from '../../sandbox';
import { LONGLONGLONG, NXLINK, startSandbox } from '../../sandbox';
import { batch, longlonglongClient, nxlinkClient } from './clients';

const TASK = `user/task/${LONGLONGLONG.tasks.classicPaused}`;

describe('answers that are odd', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ settings: { rowErrors: 'failItems' } });
	});
	afterEach(() => sandbox.reset());
	afterAll(() => sandbox.close());

	const alter = (...alterations: Alteration[]) => sandbox.faults.add({ kind: 'altered', alterations });
	/** Two good numbers and a bad one between them. */
	const add = () =>
		longlonglongClient(sandbox)(`${TASK}/number`, {
			method: 'POST',
			body: {
				skip_error: true,
				data: ['13000000001', '911abc8179', '13000000002'].map((phone) => ({ phone, sort: 0 })),
			},
		});
	/** A good customer, and a bad one. */
	const upsert = () =>
		nxlinkClient(sandbox)('batch_create', {
			method: 'POST',
			body: batch([{ full_name: 'a', sms_phone: '8613000000001' }, { full_name: 'b' }]),
		});

	it('still tell of work that was done', async () => {
		alter('otherStatus');
		expect((await add()).json).toMatchObject({ code: 200, status: 'fail', data: { taskNumberCount: 2 } });
		expect(sandbox.requests.last()).toMatchObject({ fault: 'altered', tookEffect: true });
		expect(sandbox.longlonglong.timesStored('task').size).toBe(2);
	});

	it('begin with a byte order mark', async () => {
		alter('byteOrderMark');
		const { text, headers } = await add(); // the client takes the mark off
		expect(text).toMatch(/^\{"code":200,/);
		expect(Number(headers['content-length'])).toBe(Buffer.byteLength(`\uFEFF${text}`));
	});

	it('contradict themselves in their counts', async () => {
		alter('countTooHigh');
		alter('countTooLow');
		expect((await add()).json.data).toMatchObject({ taskNumberCount: 3, fail_datas: [{}] });
		sandbox.longlonglong.tasks.get(LONGLONGLONG.tasks.classicPaused)?.numbers.clear();
		expect((await add()).json.data).toMatchObject({ taskNumberCount: 1, fail_datas: [{}] });
		alter('countTooHigh');
		expect((await upsert()).json.data).toMatchObject({ totalCount: 2, successCount: 2, failCount: 1 });
	});

	it('call a row a failure that they count as stored', async () => {
		alter('falseFailure');
		expect((await add()).json.data).toMatchObject({
			taskNumberCount: 2,
			fail_datas: [{}, { fail_data: '130***0001' }],
		});
		alter('falseFailure');
		expect((await upsert()).json.data).toMatchObject({
			successCount: 1,
			failItems: [{ index: 1 }, { index: 0 }],
		});
	});

	it('have an object with keys where a list belongs', async () => {
		alter('keyedFailures');
		expect((await add()).json.data.fail_datas).toEqual({
			1: { fail_data: '911***8179', fail_cause: '格式不正确。' },
		});
		alter('keyedFailures');
		expect((await upsert()).json.data.failItems).toMatchObject({ 1: { index: 1 } });
	});

	it('give the batch number as a number', async () => {
		alter('numericId');
		const { json } = await longlonglongClient(sandbox)('user/async_customer', {
			method: 'POST',
			body: { data: [{ phone: '13000000001', sort: 0 }] },
		});
		expect(json.data).toEqual({ unique_id: expect.any(Number) as number });
	});

	it('count NXLink’s indexes from 1, or name one that there is not', async () => {
		alter('indexesFromOne');
		alter('indexOutOfRange');
		const first = (await upsert()).json.data;
		expect([first.failItems, first.successItems]).toMatchObject([[{ index: 2 }], [{ index: 1 }]]);
		const second = (await upsert()).text;
		expect(second).toMatch(/"failItems":\[\{"index":1001,/);
		expect(second).toContain('"customerId":1214631327620775936'); // all 19 digits
	});

	it('say secrets and the phones of the request, of rows and of whole requests', async () => {
		alter('secretsInTexts', 'phonesInTexts');
		const [failure] = (await add()).json.data.fail_datas as Array<{ fail_cause: string }>;
		const { token, callbackSecret } = LONGLONGLONG;
		for (const said of [token, callbackSecret, '13000000001', '13000000002'])
			expect(failure?.fail_cause).toContain(said);
		alter('secretsInTexts');
		expect((await upsert()).json.data.failItems[0]?.errorMessage).toContain(NXLINK.appKey);
		sandbox.settings.refusedRows = [{ field: 'name', pattern: '^x$' }];
		alter('phonesInTexts');
		const data = Array.from({ length: 60 }, (_row, index) => ({
			phone: String(13100000000 + index),
			name: 'x',
			sort: 0,
		}));
		const refused = await longlonglongClient(sandbox)(`${TASK}/number`, { method: 'POST', body: { data } });
		const [said = ''] = (refused.json.message as Record<string, string[]>)['data.0.name'] ?? [];
		expect(said.match(/131\d{8}/g)).toHaveLength(40);
	});

	it('have no words', async () => {
		alter('noWords');
		expect((await add()).json).toMatchObject({
			message: '',
			data: { fail_datas: [{ fail_data: '911***8179', fail_cause: '' }] },
		});
	});

	it.each<[FaultOrder, number, object]>([
		[{ kind: 'tooMany', errorBody: 'envelope' }, 429, { code: 429, message: '请求过于频繁' }],
		[{ kind: 'tooMany', errorBody: 'envelope', httpStatus: 200 }, 200, { code: 429 }],
		[{ kind: 'unavailable', errorBody: 'wordless' }, 503, { code: 503, message: '' }],
		[{ kind: 'errorBefore', errorBody: 'wordless' }, 500, { code: 500, message: '' }],
		[{ kind: 'errorAfter', errorBody: 'envelope', status: 502, httpStatus: 200 }, 200, { code: 502 }],
	])('%j is said in the envelope of either platform', async (order, status, envelope) => {
		sandbox.faults.add({ ...order, times: 2 });
		const ofTask = await add();
		expect([ofTask.status, ofTask.json]).toMatchObject([status, { ...envelope, status: 'error', data: [] }]);
		const ofCustomers = await upsert();
		expect([ofCustomers.status, ofCustomers.json]).toMatchObject([status, { ...envelope, data: null }]);
		expect(ofCustomers.json.traceId).toMatch(/^[0-9a-f]{32}$/);
	});

	it('name the time to come back in one of three headers, as a duration, a date or a timestamp', async () => {
		const now = Math.floor(Date.now() / 1000);
		sandbox.faults.add({ kind: 'tooMany', retryAfter: 7, retryAfterIn: 'RateLimit-Reset' });
		const timestamp = { retryAfterIn: 'X-RateLimit-Retry-After', retryAfterAs: 'timestamp' } as const;
		sandbox.faults.add({ kind: 'unavailable', retryAfter: 7, ...timestamp });
		expect((await add()).headers).toMatchObject({ 'ratelimit-reset': '7' });
		const { headers } = await add();
		expect(headers['retry-after']).toBeUndefined();
		const moment = Number(headers['x-ratelimit-retry-after']);
		expect(moment).toBeGreaterThanOrEqual(now + 7);
		expect(moment).toBeLessThan(now + 60);
	});
});
