import type { IDataObject } from 'n8n-workflow';
import { hostile } from '../../../../sandbox';
import { answerImport, contacts, phoneOf, runImport, useSandbox } from '../../import/importing';
import { CUSTOMER_UPSERT } from '../../import/records/nxlink';

const sandbox = useSandbox();

describe('failures by index of customer/upsert', () => {
	const importing = async (data: unknown) => {
		answerImport(
			CUSTOMER_UPSERT,
			sandbox.current,
			hostile.json({ code: 0, message: null, traceId: 't', data }),
		);
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

it.each([
	['refused', 4711, 'failed'],
	['in doubt', -1, 'unconfirmed'],
])('rows of a request that is %s carry its trace id', async (_what, code, status) => {
	answerImport(
		CUSTOMER_UPSERT,
		sandbox.current,
		hostile.json({ code, message: 'not these', traceId: 'trace-1', data: null }),
	);
	const setup = { rows: contacts(2), onError: 'continueRegularOutput' } as const;
	const { failed } = await runImport(CUSTOMER_UPSERT, sandbox.current, setup);
	expect(failed.map((row) => [row.status, row.traceId])).toEqual([1, 2].map(() => [status, 'trace-1']));
});
