import type { ImportJob } from '../../../nodes/import/importJob';
import type { Failed } from '../../../nodes/import/outcome';
import { accountFor, doubted, outcomeOf, OutcomeRecord } from '../../../nodes/import/outcomes';

const FAILED: Failed = { status: 'failed', reason: '空号', reasonCode: 'x' };
const batch = (...items: number[]) => ({ items, rows: items.map((id) => ({ id })) });

describe('the record of an import', () => {
	it('gives each row one outcome: the first one stands', () => {
		const record = new OutcomeRecord(3, true);
		record.set(1, FAILED, { id: 1 }, 0);
		record.setAll(batch(0, 1), { status: 'imported' }, 7);
		expect(record.settled).toBe(2);
		record.setRest({ status: 'notSent', reason: 'cancelled', reasonCode: 'cancelled' });
		expect(record.settled).toBe(3);
		expect(record.results).toEqual([
			{ row: { id: 0 }, outcome: { status: 'imported' }, batch: 7 },
			{ row: { id: 1 }, outcome: FAILED, batch: 0 },
			{ row: {}, outcome: { status: 'notSent', reason: 'cancelled', reasonCode: 'cancelled' } },
		]);
	});

	it('keeps the rows only when it is told to', () => {
		const record = new OutcomeRecord(2, false);
		record.setAll(batch(0, 1), { status: 'imported' }, 0);
		expect(record.results).toStrictEqual([
			{ outcome: { status: 'imported' }, batch: 0 },
			{ outcome: { status: 'imported' }, batch: 0 },
		]);
	});

	it('counts the rows of a status, in all or in some of them', () => {
		const record = new OutcomeRecord(4, false);
		record.setAll(batch(0, 1, 2), FAILED);
		expect([record.count('failed'), record.count('failed', [2, 3]), record.count('imported')]).toEqual([
			3, 1, 0,
		]);
	});
});

describe('what a reply says about each row of its request', () => {
	it('is that a no has failed, with the advice and the trace ID of the platform', () => {
		const no = {
			...({ kind: 'no', message: 'Not paused', code: '6007', advice: 'Pause it.', traceId: 'abc' } as const),
			...{ retryable: false, deniesAllCalls: false, aboutRows: false },
		};
		expect(outcomeOf(no)).toEqual({
			...{ status: 'failed', reason: 'Not paused', reasonCode: '6007', advice: 'Pause it.' },
			details: { traceId: 'abc' },
		});
	});

	it('is that nobody knows otherwise, with no more than the reply has', () => {
		expect(outcomeOf({ kind: 'unknown', message: 'no answer', code: 'ETIMEDOUT' })).toStrictEqual({
			...{ status: 'unconfirmed', reason: 'no answer', reasonCode: 'ETIMEDOUT' },
		});
	});

	it('is in doubt when an earlier try may have taken effect', () => {
		expect(doubted(FAILED)).toEqual({
			status: 'unconfirmed',
			reason: '空号 (an earlier try may have taken effect)',
			reasonCode: 'x',
		});
	});
});

describe('the rows of a request that was taken', () => {
	const account = (said: unknown) =>
		accountFor({ readOutcomes: () => said } as unknown as ImportJob<string>, 'answer', batch(0, 1));
	const nothing = {
		status: 'unconfirmed',
		reason: 'The reply says nothing about this row',
		reasonCode: 'unaccounted',
	};

	it('are what the reply says', () => {
		expect(account([{ status: 'imported' }, FAILED])).toEqual([{ status: 'imported' }, FAILED]);
		expect(account([{ status: 'accepted' }, { ...FAILED, status: 'unconfirmed' }])).toHaveLength(2);
	});

	it.each<[unknown]>([
		[undefined],
		['ok'],
		[[{ status: 'imported' }]],
		[{ 0: { status: 'imported' }, length: 2 }],
	])('are unconfirmed when the reply says %j', (said) => {
		expect(account(said)).toEqual([nothing, nothing]);
	});

	it.each(['notSent', 'invalid', 'duplicate', 'checked', 'fine', undefined])(
		'cannot have become %s after they travelled',
		(status) => {
			expect(account([{ status }, { status: 'imported' }])).toEqual([nothing, { status: 'imported' }]);
		},
	);

	it('are unconfirmed when the reply cannot be read', () => {
		const broken = {
			readOutcomes: () => {
				throw new Error('no list');
			},
		} as unknown as ImportJob<string>;
		const unread = { ...nothing, reason: 'The reply could not be read: no list' };
		expect(accountFor(broken, 'answer', batch(0, 1))).toEqual([unread, unread]);
	});
});
