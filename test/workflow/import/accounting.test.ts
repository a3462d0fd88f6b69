import type { IDataObject } from 'n8n-workflow';
import type { FaultOrder } from '../../../sandbox';
import { hostile } from '../../../sandbox';
import { contacts, countBy, phoneOf, runImport, useSandbox } from './importing';
import type { ImportOperation } from './testedImports';
import { CUSTOMER_UPSERT, LONGLONGLONG_OPERATIONS, NUMBER_ADD, OPERATIONS } from './testedImports';

const sandbox = useSandbox();

/** What the platform answers to the import, whatever was sent. */
function answering({ path }: ImportOperation, answer: Partial<FaultOrder>): void {
	sandbox.current.faults.add({ kind: 'answer', path, times: Infinity, ...answer } as FaultOrder);
}

describe('masked failures of number/add', () => {
	const importing = async (phones: string[], data: IDataObject) => {
		answering(NUMBER_ADD, hostile.json({ code: 200, status: 'success', message: '', data }));
		const rows = phones.map((mobile) => ({ mobile, person: 'x' }));
		const { success, failed, summary } = await runImport(NUMBER_ADD, sandbox.current, { rows });
		const statuses = phones.map(
			(phone) => [...success, ...failed].find(({ mobile }) => mobile === phone)?.status,
		);
		return { statuses, success, failed, summary };
	};
	const refused = (mask: string, cause = '格式不正确。') => ({ fail_data: mask, fail_cause: cause });
	const PHONES = ['13800008179', '13900008179', '13811118179', '13700001234'];

	it('one that fits one row fails that row, with the platform’s cause', async () => {
		const { statuses, failed } = await importing(PHONES, {
			taskNumberCount: 3,
			fail_datas: [refused('139***8179')],
		});
		expect(statuses).toEqual(['imported', 'failed', 'imported', 'imported']);
		expect(failed).toMatchObject([{ reason: '格式不正确。', reasonCode: '格式不正确', batch: 0 }]);
	});

	it('as many as rows that fit fail all of these', async () => {
		const { statuses } = await importing(PHONES, {
			taskNumberCount: 2,
			fail_datas: [refused('138***8179'), refused('138***8179', '已经存在。')],
		});
		expect(statuses).toEqual(['failed', 'imported', 'failed', 'imported']);
	});

	it('of different causes are different reasons in the Summary', async () => {
		const { summary } = await importing(PHONES, {
			taskNumberCount: 1,
			fail_datas: [
				refused('139***8179'),
				refused('138***8179', '已经存在。'),
				refused('138***8179', '已经存在。'),
			],
		});
		expect(summary.reasons).toMatchObject([
			{ status: 'failed', reasonCode: '已经存在', rows: 2, firstItem: 0 },
			{ status: 'failed', reasonCode: '格式不正确', rows: 1, firstItem: 1 },
		]);
	});

	it('one that fits two rows leaves both unconfirmed, with the cause, and spoils no other', async () => {
		const { statuses, failed } = await importing(PHONES, {
			taskNumberCount: 3,
			fail_datas: [refused('138***8179')],
		});
		expect(statuses).toEqual(['unconfirmed', 'imported', 'unconfirmed', 'imported']);
		expect(failed[0]).toMatchObject({ reasonCode: 'ambiguous' });
		expect(failed[0]?.reason).toMatch(/138\*\*\*8179.*2 rows.*格式不正确。/);
	});

	it('as an object, as PHP sends a list with gaps, count all the same', async () => {
		const { statuses, failed } = await importing(PHONES, {
			taskNumberCount: 3,
			fail_datas: { 1: refused('139***8179') },
		});
		expect(statuses).toEqual(['imported', 'failed', 'imported', 'imported']);
		expect(failed).toMatchObject([{ reason: '格式不正确。' }]);
	});

	it.each<[string, IDataObject]>([
		['fewer imported than are left', { taskNumberCount: 2, fail_datas: [refused('137***1234')] }],
		['all imported, and one refused', { taskNumberCount: 4, fail_datas: [refused('137***1234')] }],
		['more imported than were sent', { taskNumberCount: 9, fail_datas: [] }],
		['a failure that fits no row', { taskNumberCount: 3, fail_datas: [refused('999***9999')] }],
		['no counts at all', {}],
		[
			'one row refused twice',
			{ taskNumberCount: 2, fail_datas: [refused('137***1234'), refused('137***1234')] },
		],
		[
			'two masks for one row',
			{ taskNumberCount: 2, fail_datas: [refused('137***1234'), refused('137*1234')] },
		],
		['a failure without a number', { taskNumberCount: 3, fail_datas: [null] }],
		[
			'a count that is true',
			{ taskNumberCount: true, fail_datas: ['', '', ''].map((mask) => refused(mask)) },
		],
	])('%s: every row is unconfirmed, a refused one with its cause', async (_what, data) => {
		const { statuses, failed } = await importing(PHONES, data);
		expect(statuses).toEqual(PHONES.map(() => 'unconfirmed'));
		const causes = JSON.stringify(data).includes('137*') ? ['13700001234'] : [];
		expect(
			failed.filter(({ reason }) => /^格式不正确。/.test(String(reason))).map(({ mobile }) => mobile),
		).toEqual(causes);
	});

	it('come from the platform itself: numbers that the task has already', async () => {
		await runImport(NUMBER_ADD, sandbox.current, { rows: contacts(2) });
		const { success, failed } = await runImport(NUMBER_ADD, sandbox.current, { rows: contacts(4) });
		expect(success.map(({ mobile }) => mobile)).toEqual([phoneOf(2), phoneOf(3)]);
		expect(failed).toMatchObject([0, 1].map((index) => ({ mobile: phoneOf(index), reason: '已经存在。' })));
		expect(countBy(failed, 'status')).toEqual({ failed: 2 });
	});

	it('are not enough when the platform drops a number without a word', async () => {
		sandbox.current.settings.duplicateNumbers = 'dropped';
		await runImport(NUMBER_ADD, sandbox.current, { rows: contacts(1) });
		const { success, failed } = await runImport(NUMBER_ADD, sandbox.current, { rows: contacts(3) });
		expect(success).toEqual([]);
		expect(countBy(failed, 'reasonCode')).toEqual({ unaccounted: 3 });
	});

	it('do not come with Skip Refused Rows off: the whole request is refused, in words', async () => {
		const rows = [...contacts(1), { mobile: '12', person: 'x' }];
		const options = { skipError: false };
		const { error } = await runImport(NUMBER_ADD, sandbox.current, { rows, options });
		expect(error).toMatchObject({ message: 'data.1.phone: 格式不正确。' });
	});
});

describe('failures by index of customer/upsert', () => {
	const importing = async (data: unknown) => {
		answering(CUSTOMER_UPSERT, hostile.json({ code: 0, message: null, traceId: 't', data }));
		const { success, failed } = await runImport(CUSTOMER_UPSERT, sandbox.current, { rows: contacts(3) });
		const statuses = contacts(3).map(
			({ mobile }) => [...success, ...failed].find((row) => row.mobile === mobile)?.status,
		);
		return { statuses, success, failed };
	};
	const fail = (index: unknown) => ({ index, errorCode: 12148, errorMessage: 'no seat' });
	const good = (index: unknown) => ({ index, customerId: `90${String(index)}`, whatsAppPhone: null });

	it('fail exactly the rows they name', async () => {
		const { statuses, failed } = await importing({
			...{ totalCount: 3, successCount: 2, failCount: 1 },
			...{ failItems: [fail(1)], successItems: [good(0), good(2)] },
		});
		expect(statuses).toEqual(['imported', 'failed', 'imported']);
		expect(failed).toMatchObject([{ reason: 'no seat', reasonCode: '12148' }]);
	});

	it.each<[string, IDataObject]>([
		['counts that do not add up', { successCount: 3, failCount: 1, failItems: [fail(1)] }],
		['a total that is not ours', { totalCount: 7, successCount: 3, failCount: 0 }],
		['an index that does not exist', { successCount: 2, failCount: 1, failItems: [fail(3)] }],
		['an index that is no number', { successCount: 2, failCount: 1, failItems: [fail([1])] }],
		['an index that is missing', { successCount: 2, failCount: 1, failItems: [{}] }],
		[
			'an index named twice',
			{ successCount: 1, failCount: 2, failItems: [fail(1), fail(1)], successItems: [good(0)] },
		],
		[
			'an index named as both',
			{ successCount: 2, failCount: 1, failItems: [fail(1)], successItems: [good(0), good(1)] },
		],
		['a count that is true', { successCount: 2, failCount: true, failItems: [fail(1)] }],
		[
			'an object for a list, with entries that are none',
			{ successCount: 3, failCount: 0, failItems: {}, successItems: { 0: 'x' } },
		],
		[
			'an index beyond the request beside one that fits, as of a platform that counts from 1',
			{ successCount: 1, failCount: 2, failItems: [fail(1), fail(3)], successItems: [good(0)] },
		],
	])('%s: every row is unconfirmed, a refused one with its cause', async (_what, data) => {
		const { statuses, failed } = await importing({ totalCount: 3, failItems: [], successItems: [], ...data });
		expect(statuses).toEqual(['unconfirmed', 'unconfirmed', 'unconfirmed']);
		const named = JSON.stringify(data.failItems ?? []).includes('"index":1,') && !/twice|both/.test(_what);
		const refused = failed.filter(({ reason }) => /^no seat/.test(String(reason)));
		expect(refused.map(({ mobile }) => mobile)).toEqual(named ? [phoneOf(1)] : []);
	});

	it('carry the trace id of their request, by which NXLink’s support finds it', async () => {
		const { success, failed } = await importing({
			...{ totalCount: 3, successCount: 2, failCount: 1 },
			...{ failItems: [fail(1)], successItems: [good(0), good(2)] },
		});
		expect(failed).toMatchObject([{ traceId: 't' }]);
		expect(success.map(({ traceId }) => traceId)).toEqual([undefined, undefined]);
	});
});

describe.each(OPERATIONS)('$name meets a hostile answer', (operation) => {
	const { successCode: code, believes } = operation;
	const taken = (data: unknown) => hostile.json({ code, status: 'success', message: null, data });

	it.each([null, '', [], 'done', 7, {}, { unique_id: null }, { unique_id: {} }, { successCount: 'x' }])(
		'data %j: the rows are not called imported',
		async (data) => {
			answering(operation, taken(data));
			const { success, failed } = await runImport(operation, sandbox.current, { rows: contacts(2) });
			if (believes(data)) {
				expect(success).toHaveLength(2);
				return;
			}
			expect(countBy(failed, 'status')).toEqual({ unconfirmed: 2 });
			expect(failed[0]?.reasonCode).toBe('unaccounted');
		},
	);

	it.each([
		['no JSON', { body: 'OK' }],
		['an empty body', hostile.empty()],
		['half a JSON', { body: '{"code":200,"sta' }],
		['a list', hostile.json([])],
		['no code', hostile.json({ status: 'success', data: {} })],
		['a code of a wrong type', hostile.json({ code: [], status: 'success', data: {} })],
		['a code of true', hostile.json({ code: true, data: {} })],
		['an empty code', hostile.json({ code: '', data: {} })],
		['a success that failed', hostile.json({ code, status: 'success', message: '', data: {} }, 400)],
		['a server error', hostile.json({ code: 500, message: 'oops' })],
		['a proxy’s page', hostile.html()],
		['a redirect to itself', hostile.redirect('/')],
		['JSON too deep', hostile.deepJson()],
		['a few KB that unpack to 100 MB', hostile.gzipBomb()],
		['100 MB of HTML', hostile.hugeHtml()],
	])('%s: unconfirmed, sent once, no crash', async (_what, answer) => {
		answering(operation, { ...answer, times: 1 });
		const { success, failed, requests } = await runImport(operation, sandbox.current, { rows: contacts(2) });
		if (believes({}) && success.length > 0) expect(_what).toBe('JSON too deep');
		else expect(countBy(failed, 'status')).toEqual({ unconfirmed: 2 });
		expect(requests).toHaveLength(1);
		for (const { reason } of failed) expect(String(reason).length).toBeLessThan(300);
	});
});

describe.each(LONGLONGLONG_OPERATIONS)('$name', (operation) => {
	it('reads messages that are an object of field → words', async () => {
		const message = Object.fromEntries(
			Array.from({ length: 9 }, (_unused, index) => [`data.${index}.phone`, ['格式不正确。']]),
		);
		answering(operation, hostile.json({ code: 422, status: 'error', message, data: [] }));
		const { error } = await runImport(operation, sandbox.current, { rows: contacts(9) });
		expect(error?.message).toMatch(/^data\.0\.phone: 格式不正确。; .* and 4 more$/);
	});

	it('says no more than needed when the platform says too much', async () => {
		answering(operation, hostile.json({ code: 422, status: 'error', message: 'x'.repeat(100_000) }));
		const { failed } = await runImport(operation, sandbox.current, {
			rows: contacts(2),
			onError: 'continueRegularOutput',
		});
		expect(String(failed[0]?.reason).length).toBeLessThan(2_000);
	});
});
