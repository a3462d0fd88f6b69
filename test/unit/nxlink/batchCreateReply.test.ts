import fc from 'fast-check';

import { isSuccess } from '../../../nodes/import/outcome';
import { batchCreateOutcomes } from '../../../nodes/nxlink/NxlinkCustomer/actions/customer/batchCreateReply';

const statuses = (data: unknown, count: number) =>
	batchCreateOutcomes({ data }, count).map(({ status }) => status);
const UNCONFIRMED = ['unconfirmed', 'unconfirmed'];

describe('a reply as documented', () => {
	it('gives each row its customer’s id, as text, or its reason', () => {
		const data = {
			totalCount: 3,
			successCount: 2,
			failCount: 1,
			failItems: [{ index: 1, errorCode: 12148, errorMessage: '归属坐席 x 不存在' }],
			successItems: [
				{ index: 0, customerId: '1214631327620775936', whatsAppPhone: null },
				{ index: 2, customerId: 42 },
			],
		};
		expect(batchCreateOutcomes({ data }, 3)).toEqual([
			{ status: 'imported', details: { customerId: '1214631327620775936' } },
			{ status: 'failed', reason: '归属坐席 x 不存在', reasonCode: '12148' },
			{ status: 'imported', details: { customerId: '42' } },
		]);
	});

	it('is believed by its counts when it names only what failed', () => {
		const data = { totalCount: 2, successCount: 1, failCount: 1, failItems: [{ index: 0 }] };
		expect(batchCreateOutcomes({ data }, 2)).toEqual([
			{ status: 'failed', reason: 'NXLink gave no reason', reasonCode: 'unknown' },
			{ status: 'imported' },
		]);
		expect(statuses({ successCount: '2', failCount: '0', successItems: null }, 2)).toEqual([
			'imported',
			'imported',
		]);
	});
});

describe('what a doubtful row says', () => {
	const items = (...indices: unknown[]) => indices.map((index) => ({ index }));
	const reasonsFor = (data: unknown, count: number) =>
		batchCreateOutcomes({ data }, count).map((outcome) => 'reason' in outcome && outcome.reason);

	it('is that the reply says nothing of it', () => {
		expect(batchCreateOutcomes({ data: null }, 1)).toEqual([
			{
				status: 'unconfirmed',
				reason: 'NXLink took the request, but its reply does not say what became of the rows',
				reasonCode: 'unaccounted',
			},
		]);
	});

	it('are the counts that do not fit the rows, and how many entries fit no row', () => {
		const beyond = { successCount: 2, failCount: 0, successItems: items(0, 2) };
		const counted =
			'NXLink counted 2 imported and 0 failed of 2 rows, and named 2 and 0, 1 of which fit no row';
		expect(reasonsFor(beyond, 2)).toEqual([counted, counted]);
	});

	it('is that it was named twice', () => {
		const twice = { successCount: 0, failCount: 2, failItems: items(0, 0) };
		const counted =
			'NXLink counted 0 imported and 2 failed of 2 rows, and named 0 and 2, 1 of which fit no row';
		expect(reasonsFor(twice, 2)).toEqual([`NXLink named this row twice in its reply (${counted})`, counted]);
	});
});

it('a customer without an ID is imported without one', () => {
	const data = { successCount: 2, failCount: 0, successItems: [{ index: 0 }, { index: 1, customerId: '' }] };
	expect(batchCreateOutcomes({ data }, 2)).toEqual([{ status: 'imported' }, { status: 'imported' }]);
});

describe('the trace id of a reply', () => {
	it('stands on the rows that failed or are in doubt, and on no other', () => {
		const data = { totalCount: 2, successCount: 1, failCount: 1, failItems: [{ index: 0 }] };
		const [refused, imported] = batchCreateOutcomes({ traceId: 'abc', data }, 2);
		expect(refused).toMatchObject({ status: 'failed', details: { traceId: 'abc' } });
		expect(imported).toEqual({ status: 'imported' });
		expect(batchCreateOutcomes({ traceId: 7, data: null }, 1)).toMatchObject([{ details: { traceId: '7' } }]);
	});
});

describe('lists that come as objects', () => {
	it('are read entry by entry', () => {
		const data = {
			...{ successCount: 1, failCount: 1, successItems: { 7: { index: 0, customerId: 42 } } },
			failItems: { 0: { index: 1, errorCode: 12148, errorMessage: { seat: ['no such seat'] } } },
		};
		expect(batchCreateOutcomes({ data }, 2)).toEqual([
			{ status: 'imported', details: { customerId: '42' } },
			{ status: 'failed', reason: 'seat: no such seat', reasonCode: '12148' },
		]);
	});
});

describe('a reply that says nothing of the rows leaves them unconfirmed', () => {
	it.each([null, undefined, '', [], 'ok', true, 0, 2, [{ index: 0 }], {}])('data %j', (data) => {
		expect(statuses(data, 2)).toEqual(UNCONFIRMED);
	});
});

describe('a reply that contradicts itself never calls a row imported', () => {
	const items = (...indices: unknown[]) => indices.map((index) => ({ index }));
	it.each([
		['counts of another request', { successCount: 3, failCount: 0 }],
		['a total of another request', { totalCount: 3, successCount: 2, failCount: 0 }],
		['counts that do not add up', { successCount: 1, failCount: 0 }],
		['a negative count', { successCount: 3, failCount: -1 }],
		['counts that are no whole numbers', { successCount: 1.5, failCount: 0.5 }],
		['counts that are no numbers', { successCount: [2], failCount: '' }],
		['true for a count', { successCount: true, failCount: true }],
		['a failure that is counted but not named', { successCount: 1, failCount: 1, failItems: [] }],
		['failures that are no objects', { successCount: 2, failCount: 0, failItems: [null] }],
		['fewer named than counted', { successCount: 2, failCount: 0, successItems: items(0) }],
		['a success named twice', { successCount: 2, failCount: 0, successItems: items(0, 0) }],
		['an index below the request', { successCount: 2, failCount: 0, successItems: items(0, -1) }],
		['an index beyond the request', { successCount: 2, failCount: 0, successItems: items(0, 2) }],
		['an index that is empty', { successCount: 2, failCount: 0, successItems: items(0, '') }],
		['an index that is null', { successCount: 2, failCount: 0, successItems: items(0, null) }],
		['an index that is no number', { successCount: 2, failCount: 0, successItems: items('0x1', '1e0') }],
		['an index with a fraction', { successCount: 2, failCount: 0, successItems: items(0, 0.5) }],
		['objects that cannot be written out', { successCount: { toString: null }, failCount: {} }],
	])('%s', (_, data) => {
		expect(statuses(data, 2)).toEqual(UNCONFIRMED);
	});

	it('a failure named twice says nothing of its row, and nothing of the others', () => {
		expect(statuses({ successCount: 0, failCount: 2, failItems: items(0, 0) }, 2)).toEqual(UNCONFIRMED);
	});

	it('a row named as both is neither', () => {
		const data = { successCount: 1, failCount: 1, successItems: items(0), failItems: items(0) };
		expect(statuses(data, 2)).toEqual(UNCONFIRMED);
	});

	it.each([
		['counts that say that all are in', { successCount: 2, failCount: 0 }, [1]],
		['an index of another row that is out of range', { successCount: 0, failCount: 2 }, [1, 2]],
	])('a row named as failed is in doubt with its cause beside %s', (_, counts, failed) => {
		const failItems = failed.map((index) => ({ index, errorCode: 12148, errorMessage: 'no such seat' }));
		const outcomes = batchCreateOutcomes({ data: { ...counts, failItems } }, 2);
		expect(outcomes.map(({ status }) => status)).toEqual(UNCONFIRMED);
		expect(outcomes[1]).toMatchObject({
			reason: expect.stringMatching(/^no such seat \(NXLink counted/),
			reasonCode: 'unaccounted',
		});
	});
});

describe('any reply at all', () => {
	const index = fc.oneof(
		fc.integer({ min: -1, max: 4 }),
		fc.constantFrom<unknown>('0', '1', '', null, 0.5, [], {}),
	);
	const entry = fc.oneof(
		fc.record({ index, customerId: fc.anything(), errorCode: fc.anything(), errorMessage: fc.anything() }),
		fc.constantFrom(null, 1, 'x'),
	);
	const entries = fc.oneof({ weight: 5, arbitrary: fc.array(entry, { maxLength: 5 }) }, fc.anything());
	const count = fc.oneof(
		{ weight: 5, arbitrary: fc.integer({ min: -1, max: 5 }) },
		fc.constantFrom<unknown>('2', '', null, true, [2]),
	);
	const reply = fc.record(
		{ totalCount: count, successCount: count, failCount: count, successItems: entries, failItems: entries },
		{ requiredKeys: ['successCount', 'failCount'] },
	);

	it('gives one outcome for each row, and calls imported only what its counts and lists bear out', () => {
		fc.assert(
			fc.property(
				fc.oneof({ weight: 9, arbitrary: reply }, fc.anything()),
				fc.integer({ min: 1, max: 4 }),
				(data, rows) => {
					const outcomes = batchCreateOutcomes({ data }, rows);
					expect(outcomes).toHaveLength(rows);
					const imported = outcomes.flatMap((outcome, position) => (isSuccess(outcome) ? [position] : []));
					if (imported.length === 0) return;
					const { successCount, failCount, failItems } = data as Record<string, unknown>;
					expect([imported.length, rows]).toEqual([
						Number(successCount),
						Number(successCount) + Number(failCount),
					]);
					const failures = (Array.isArray(failItems) ? failItems : []) as Array<{ index: unknown }>;
					expect(
						failures.map((failure) => Number(failure.index)).filter((failed) => imported.includes(failed)),
					).toEqual([]);
				},
			),
			{ numRuns: 3_000 },
		);
	});
});
