import fc from 'fast-check';

import type { ImportReport, RowResult } from '../../../nodes/import/importJob';
import { importOutputs, importSummary } from '../../../nodes/import/outputs';

const report = (results: RowResult[], requests = 1, repetitions = 0): ImportReport => ({
	results,
	requests,
	repetitions,
});
const failed = (status: 'failed' | 'invalid' | 'duplicate' | 'unconfirmed' | 'notSent') => ({
	status,
	reason: 'why',
	reasonCode: 'code',
});

describe('the two outputs', () => {
	it('carry each row’s own fields beside what became of it, paired with its item', () => {
		const results: RowResult[] = [
			{ row: { phone: '1' }, outcome: { status: 'accepted', details: { uniqueId: 'u' } }, batch: 0 },
			{ row: { phone: '2' }, outcome: failed('failed'), batch: 0 },
			{ row: {}, outcome: failed('invalid') },
			{ row: { phone: '4' }, outcome: { status: 'imported' }, batch: 7 },
		];
		expect(importOutputs(report(results))).toEqual([
			[
				{ json: { phone: '1', uniqueId: 'u', status: 'accepted', batch: 0 }, pairedItem: { item: 0 } },
				{ json: { phone: '4', status: 'imported', batch: 7 }, pairedItem: { item: 3 } },
			],
			[
				{
					json: { phone: '2', status: 'failed', reason: 'why', reasonCode: 'code', batch: 0 },
					pairedItem: { item: 1 },
				},
				{ json: { status: 'invalid', reason: 'why', reasonCode: 'code' }, pairedItem: { item: 2 } },
			],
		]);
	});

	it('hold every item exactly once, in the order of the input', () => {
		const outcome = fc.oneof(
			fc.constantFrom({ status: 'imported' as const }, { status: 'accepted' as const }),
			fc
				.constantFrom(
					'failed' as const,
					'invalid' as const,
					'duplicate' as const,
					'unconfirmed' as const,
					'notSent' as const,
				)
				.map(failed),
		);
		fc.assert(
			fc.property(fc.array(outcome, { maxLength: 50 }), (outcomes) => {
				const [success, failure] = importOutputs(
					report(outcomes.map((each, id) => ({ row: { id }, outcome: each }))),
				);
				const ids = [success, failure].map((items) => items.map(({ json }) => Number(json.id)));
				for (const list of ids) expect(list).toEqual([...list].sort((one, other) => one - other));
				expect(ids.flat().sort((one, other) => one - other)).toEqual(outcomes.map((_, id) => id));
				for (const { json, pairedItem } of [...success, ...failure])
					expect(pairedItem).toEqual({ item: json.id });
				expect(success.every(({ json }) => json.reason === undefined && json.error === undefined)).toBe(true);
				expect(failure.every(({ json }) => json.reason === 'why' && json.error === undefined)).toBe(true);
			}),
		);
	});
});

describe('the summary', () => {
	const many = (count: number, outcome: RowResult['outcome']) =>
		Array.from({ length: count }, () => ({ row: {}, outcome }));

	it.each([
		[report(many(1, { status: 'imported' })), '1 of 1 row imported in 1 request. 0.1 s.'],
		[
			report([...many(9_997, { status: 'accepted' }), ...many(3, failed('failed'))], 50, 2),
			'9,997 of 10,000 rows accepted in 50 requests; 3 failed. 2 requests of these repeated earlier ones. 0.1 s.',
		],
		[
			report(
				[
					...many(1, failed('notSent')),
					...many(2, failed('unconfirmed')),
					...many(1, failed('duplicate')),
					...many(1, failed('invalid')),
				],
				2,
				1,
			),
			'0 of 5 rows imported in 2 requests; 1 invalid, 1 skipped as duplicates, 2 unconfirmed, 1 not sent. 1 request of these repeated earlier ones. 0.1 s.',
		],
		[report([], 0), '0 of 0 rows imported in 0 requests. 0.1 s.'],
	])('%# says what became of the rows', (given, summary) => {
		expect(importSummary(given, 0.12)).toBe(summary);
	});
});
