import { textCleaner } from '../../../nodes/http/words';
import type { Outcome } from '../../../nodes/import/outcome';
import { cleanOutcomes, unconfirmedOutcome } from '../../../nodes/platform/rowReplies';

describe('a row whose reply contradicts itself', () => {
	it('is unconfirmed, and a row that was refused keeps the cause of the platform', () => {
		expect(unconfirmedOutcome({ status: 'imported' }, 'It counted 3.')).toEqual({
			status: 'unconfirmed',
			reason: 'It counted 3.',
			reasonCode: 'unaccounted',
		});
		expect(
			unconfirmedOutcome({ status: 'failed', reason: '空号', reasonCode: 'x' }, 'It counted 3.'),
		).toEqual({
			status: 'unconfirmed',
			reason: '空号 (It counted 3.)',
			reasonCode: 'unaccounted',
		});
	});
});

describe('what a platform says about single rows', () => {
	const clean = (...outcomes: Outcome[]) => cleanOutcomes(outcomes, textCleaner(['t0k3n-secret']));

	it('is shown without secrets and phone numbers', () => {
		const failed: Outcome = {
			status: 'failed',
			reason: '13800138000 is refused for t0k3n-secret',
			reasonCode: 'code t0k3n-secret',
			column: 'phone',
			details: { traceId: 't0k3n-secret' },
		};
		expect(clean(failed)).toEqual([
			{
				status: 'failed',
				reason: '***8000 is refused for ***',
				reasonCode: 'code ***',
				column: 'phone',
				details: { traceId: '***' },
			},
		]);
		expect(clean({ status: 'imported', details: { customerId: '1214631327620775936' } })).toEqual([
			{ status: 'imported', details: { customerId: '1214631327620775936' } },
		]);
		expect(clean({ status: 'accepted', details: { uniqueId: 't0k3n-secret' } })).toEqual([
			{ status: 'accepted', details: { uniqueId: '***' } },
		]);
	});

	it('has details only where there were any', () => {
		const failed: Outcome = { status: 'failed', reason: 'why', reasonCode: 'x' };
		expect(clean({ status: 'imported' }, failed)).toStrictEqual([{ status: 'imported' }, failed]);
	});

	it('costs memory only once for rows that share an outcome', () => {
		const shared: Outcome = { status: 'accepted', details: { uniqueId: 'u' } };
		const [first, second, other] = clean(shared, shared, { ...shared });
		expect(second).toBe(first);
		expect(other).not.toBe(first);
		expect(other).toEqual(first);
	});
});
