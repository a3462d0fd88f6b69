import fc from 'fast-check';

import type { ImportReport, RowResult } from '../../../nodes/import/importJob';
import type { Failed, FailedStatus, Outcome } from '../../../nodes/import/outcome';
import type { ImportFacts } from '../../../nodes/import/summary';
import { importSummary } from '../../../nodes/import/summary';

const FACTS: ImportFacts = {
	startedAt: Date.UTC(2025, 2, 14, 1, 2, 3, 4),
	finishedAt: Date.UTC(2025, 2, 14, 1, 2, 7, 100),
	operation: 'import',
	checkOnly: false,
	warnings: [],
	target: {},
};

const report = (outcomes: Outcome[], requests = 1, repetitions = 0): ImportReport => ({
	results: outcomes.map((outcome): RowResult => ({ row: {}, outcome })),
	requests,
	repetitions,
});
const failed = (status: FailedStatus, rest: Partial<Failed> = {}): Failed => ({
	...{ status, reason: 'why', reasonCode: 'code' },
	...rest,
});
const many = (count: number, outcome: Outcome): Outcome[] => new Array<Outcome>(count).fill(outcome);

it('has everything about an import', () => {
	const outcomes: Outcome[] = [
		{ status: 'accepted', details: { uniqueId: 'b' } },
		failed('invalid', { reasonCode: 'required', column: 'phone', reason: 'A phone is required' }),
		{ status: 'accepted', details: { uniqueId: 'a' } },
		{ status: 'accepted', details: { uniqueId: 'b' } },
		failed('invalid', { reasonCode: 'required', column: 'name', reason: 'A name is required' }),
		failed('invalid', { reasonCode: 'required', column: 'name', reason: 'A name is required' }),
	];
	const target = { taskId: 't', userId: 'u' };
	const summary = importSummary(report(outcomes, 2, 1), { ...FACTS, warnings: ['Look.'], target });
	expect(summary).toEqual({
		text: '3 of 6 rows accepted in 2 requests; 3 invalid. 1 request of these repeated earlier ones. 4.1\u00A0s.',
		...{ rows: 6, success: 3, failed: 3, counts: { accepted: 3, invalid: 3 } },
		reasons: [
			{
				...{ status: 'invalid', reasonCode: 'required', column: 'name', reason: 'A name is required' },
				...{ rows: 2, firstItem: 4 },
			},
			{
				...{ status: 'invalid', reasonCode: 'required', column: 'phone', reason: 'A phone is required' },
				...{ rows: 1, firstItem: 1 },
			},
		],
		warnings: ['Look.'],
		...{ requests: 2, repetitions: 1, uniqueIds: ['b', 'a'], seconds: 4.1 },
		...{ startedAt: '2025-03-14T01:02:03.004Z', finishedAt: '2025-03-14T01:02:07.100Z' },
		...{ operation: 'import', checkOnly: false, taskId: 't', userId: 'u' },
	});
});

it('groups what is wrong, not how it is worded: five duplicates are one reason', () => {
	const duplicates = [0, 4, 1, 2, 9].map((first) =>
		failed('duplicate', { reasonCode: 'duplicate', reason: `Item ${first} has the same phone` }),
	);
	const { reasons } = importSummary(report([{ status: 'imported' }, ...duplicates]), FACTS);
	expect(reasons).toEqual([
		{
			...{ status: 'duplicate', reasonCode: 'duplicate', reason: 'Item 0 has the same phone' },
			...{ rows: 5, firstItem: 1 },
		},
	]);
});

it('names the 20 most frequent reasons, the first item of each, and reasons of the same size in the order of the input', () => {
	const drawn = fc.array(fc.tuple(fc.nat(30), fc.constantFrom('a', 'b', undefined)), { maxLength: 200 });
	fc.assert(
		fc.property(drawn, (codes) => {
			const outcomes = codes.map(([code, column]) =>
				failed('failed', { reasonCode: String(code), ...(column && { column }) }),
			);
			const { reasons } = importSummary(report(outcomes), FACTS);
			const same = (one: number, other: number) => String(codes[one]) === String(codes[other]);
			const rowsLike = (index: number) => codes.filter((_code, other) => same(index, other)).length;
			const firsts = codes
				.map((_code, index) => index)
				.filter((index) => codes.findIndex((_code, other) => same(index, other)) === index)
				.sort((one, other) => rowsLike(other) - rowsLike(one) || one - other);
			expect(reasons.map(({ firstItem }) => firstItem)).toEqual(firsts.slice(0, 20));
			expect(reasons.map(({ rows }) => rows)).toEqual(firsts.slice(0, 20).map(rowsLike));
		}),
	);
});

describe('the text', () => {
	it.each([
		[report(many(1, { status: 'imported' })), '1 of 1 row imported in 1 request. 4.1\u00A0s.'],
		[
			report([...many(9_997, { status: 'accepted' }), ...many(3, failed('failed'))], 50, 2),
			'9,997 of 10,000 rows accepted in 50 requests; 3 failed. 2 requests of these repeated earlier ones. 4.1\u00A0s.',
		],
		[
			report(
				[failed('notSent'), ...many(2, failed('unconfirmed')), ...[failed('duplicate'), failed('invalid')]],
				2,
				1,
			),
			'0 of 5 rows imported in 2 requests; 1 invalid, 1 skipped as a duplicate, 2 unconfirmed, 1 not sent. 1 request of these repeated earlier ones. 4.1\u00A0s.',
		],
		[report([], 0), '0 of 0 rows imported in 0 requests. 4.1\u00A0s.'],
		[
			report(many(2, failed('duplicate'))),
			'0 of 2 rows imported in 1 request; 2 skipped as duplicates. 4.1\u00A0s.',
		],
	])('%# says what became of the rows', (given, text) => {
		expect(importSummary(given, FACTS).text).toBe(text);
	});

	it('never says that an import took no time, nor less', () => {
		for (const finishedAt of [FACTS.startedAt, FACTS.startedAt - 5_000])
			expect(importSummary(report([]), { ...FACTS, finishedAt }).seconds).toBe(0.1);
	});
});

it('names 20 reasons at most', () => {
	const outcomes = Array.from({ length: 25 }, (_unused, index) =>
		failed('failed', { reasonCode: `${index}` }),
	);
	expect(importSummary(report(outcomes), FACTS).reasons).toHaveLength(20);
});
