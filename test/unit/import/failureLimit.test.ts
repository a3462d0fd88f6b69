import fc from 'fast-check';
import { sleep } from 'n8n-workflow';

import { checkRows } from '../../../nodes/import/checkRows';
import type { ImportJob, ImportOptions, ImportReport } from '../../../nodes/import/importJob';
import { importRows } from '../../../nodes/import/importRows';
import type { Outcome } from '../../../nodes/import/outcome';
import { resultInFakeTime } from '../fakeTime';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const OPTIONS: ImportOptions = {
	...{ batchSize: 100, batchesAtOnce: 1, batchInterval: 0, maxTries: 1, retryWhenUnknown: false },
	...{ splitRefused: true, maxFailedPercent: 5 },
};

/**
 * What becomes of a row: it is invalid, cannot be read, repeats another one, cannot be written or only by itself, is refused by the platform, alone or
 * with its whole request, or is taken.
 */
type Kind = 'invalid' | 'unreadable' | 'twin' | 'unwritable' | 'loner' | 'refused' | 'rejected' | 'good';

const REFUSAL = {
	...({ kind: 'no', message: 'bad rows', code: '422' } as const),
	...{ retryable: false, deniesAllCalls: false, aboutRows: true },
};

/** Plays an import of such rows, and notes the items of each request. */
async function play(rows: Kind[], options: Partial<ImportOptions> = {}, endOnRefusal = false) {
	const sent: number[][] = [];
	const job: ImportJob<number[]> = {
		itemCount: rows.length,
		read: (id) => {
			if (rows[id] === 'unreadable') throw new Error('a bug');
			return { row: { id }, faults: rows[id] === 'invalid' ? [{ reason: 'bad', reasonCode: 'bad' }] : [] };
		},
		duplicateKeys: ({ id }) => [['phone', rows[Number(id)] === 'twin' ? 'same' : `own ${String(id)}`]],
		encode: (list) => {
			const kinds = list.map(({ id }) => rows[Number(id)]);
			if (kinds.includes('unwritable') || kinds.indexOf('loner') < kinds.lastIndexOf('loner'))
				throw new Error('no JSON');
			return JSON.stringify(list.map(({ id }) => id));
		},
		send: async (body) => {
			const ids = JSON.parse(body) as number[];
			sent.push(ids);
			await sleep(10);
			return ids.some((id) => rows[id] === 'rejected') ? REFUSAL : { kind: 'yes', answer: ids };
		},
		readOutcomes: (ids) =>
			ids.map((id): Outcome =>
				rows[id] === 'refused'
					? { status: 'failed', reason: 'refused', reasonCode: 'x' }
					: { status: 'imported' },
			),
	};
	const all = { ...OPTIONS, ...options };
	const control = { isCancelled: () => false, endOnRefusal, keepRows: false };
	const running = importRows(job, all, control);
	const report = await resultInFakeTime(running);
	const checked = await resultInFakeTime(checkRows(job, all, control));
	return { report, checked, sent };
}

const counts = ({ results }: ImportReport): Partial<Record<Outcome['status'], number>> => {
	const found: Partial<Record<Outcome['status'], number>> = {};
	for (const { outcome } of results) found[outcome.status] = (found[outcome.status] ?? 0) + 1;
	return found;
};
const rowsOf = (...parts: Array<[number, Kind]>): Kind[] =>
	parts.flatMap(([count, kind]) => new Array<Kind>(count).fill(kind));

describe('before sending', () => {
	it('with more invalid rows than allowed, nothing is sent, and nothing is thrown', async () => {
		const { report, sent } = await play(rowsOf([94, 'good'], [6, 'invalid']), {}, true);
		expect([sent, report.requests, report.refusal]).toEqual([[], 0, undefined]);
		expect(counts(report)).toEqual({ notSent: 94, invalid: 6 });
		expect(report.results[0]?.outcome).toEqual({
			status: 'notSent',
			reason:
				"The import stopped before this row: 6 of 100 rows are invalid or failed, more than the 5 % that 'Max Failed Rows' allows",
			reasonCode: 'tooManyFailed',
		});
	});

	it('with exactly as many as allowed, the others are sent', async () => {
		const { report } = await play(rowsOf([95, 'good'], [5, 'invalid']));
		expect(counts(report)).toEqual({ imported: 95, invalid: 5 });
	});

	it('duplicates do not count, neither as failures nor as rows', async () => {
		const many = await play(rowsOf([95, 'good'], [500, 'twin'], [5, 'invalid']));
		expect(counts(many.report)).toEqual({ imported: 96, duplicate: 499, invalid: 5 });
		const few = await play(rowsOf([1, 'twin'], [93, 'good'], [500, 'twin'], [6, 'invalid']));
		expect(counts(few.report)).toEqual({ notSent: 94, duplicate: 500, invalid: 6 });
	});

	it('a check says the same, and all is well without the option', async () => {
		const rows = rowsOf([94, 'good'], [6, 'invalid']);
		const { checked, report } = await play(rows);
		expect(checked).toEqual(report);
		const unlimited = await play(rows, { maxFailedPercent: undefined });
		expect(counts(unlimited.report)).toEqual({ imported: 94, invalid: 6 });
	});
});

describe('while sending', () => {
	it('the import stops when more failed than allowed, from 300 outcomes on', async () => {
		const { report, sent } = await play(rowsOf([20, 'refused'], [980, 'good']));
		expect(sent).toHaveLength(3);
		expect(counts(report)).toEqual({ failed: 20, imported: 280, notSent: 700 });
		expect(report.results[999]?.outcome).toMatchObject({ reasonCode: 'tooManyFailed' });
	});

	it.each(['invalid', 'unreadable'] as const)(
		'the number of outcomes from which this holds includes rows that were %s on the way',
		async (kind) => {
			const { report } = await play(rowsOf([9, kind], [7, 'refused'], [284, 'good'], [900, 'good']));
			// 9 + 7 of 309 at the third request.
			expect(counts(report)).toEqual({ invalid: 9, failed: 7, imported: 293, notSent: 891 });
		},
	);

	it('rows that are invalid further on do not count yet', async () => {
		const { report } = await play(rowsOf([960, 'good'], [40, 'invalid']));
		expect(counts(report)).toEqual({ imported: 960, invalid: 40 });
	});

	it.each(['unwritable', 'loner'] as const)(
		'rows that cannot be written (%s) count as invalid',
		async (kind) => {
			const { report } = await play(rowsOf([100, kind], [900, 'good']));
			expect(counts(report)).toEqual({ invalid: 100, imported: 200, notSent: 700 });
		},
	);

	it('a stop tells of each row what became of it, also when the platform took none, for which the node would throw', async () => {
		const rows = rowsOf([297, 'invalid'], [3, 'rejected']);
		const { report } = await play(rows, { maxFailedPercent: 99 }, true);
		expect([report.refusal, counts(report)]).toEqual([undefined, { invalid: 297, failed: 3 }]);
	});

	it('duplicates on the way do not count', async () => {
		const { report } = await play(rowsOf([21, 'twin'], [979, 'good']));
		expect(counts(report)).toEqual({ imported: 980, duplicate: 20 });
	});

	it('a short import is sent whole', async () => {
		const { report } = await play(rowsOf([150, 'refused'], [149, 'good']));
		expect(counts(report)).toEqual({ failed: 150, imported: 149 });
	});
});

describe('any rows at all', () => {
	const rows = fc
		.array(
			fc.tuple(
				fc.integer({ min: 1, max: 120 }),
				fc.oneof(
					{ weight: 6, arbitrary: fc.constant('good' as const) },
					fc.constantFrom<Kind>('invalid', 'twin', 'refused', 'unwritable'),
				),
			),
			{ maxLength: 12 },
		)
		.map((parts) => rowsOf(...parts));
	const options = fc.record({
		maxFailedPercent: fc.oneof(fc.nat(100), fc.constantFrom(0.5, 33.3)),
		batchSize: fc.integer({ min: 1, max: 90 }),
		batchesAtOnce: fc.integer({ min: 1, max: 5 }),
	});

	it('no more rows travel than those under way when the line is crossed', async () => {
		const check = async (
			kinds: Kind[],
			given: Required<Pick<ImportOptions, 'maxFailedPercent'>> & Partial<ImportOptions>,
		) => {
			const { report, checked, sent } = await play(kinds, given);
			const { maxFailedPercent, batchSize = 1, batchesAtOnce = 1 } = given;
			const tooMany = (failures: number, of: number) => failures * 100 > maxFailedPercent * of;
			const twins = kinds.filter((kind) => kind === 'twin').length;
			const invalid = kinds.filter((kind) => kind === 'invalid').length;
			const duplicates = Math.max(0, twins - 1);
			const stops = report.results.some(
				({ outcome }) => 'reasonCode' in outcome && outcome.reasonCode === 'tooManyFailed',
			);
			if (tooMany(invalid, kinds.length - duplicates)) {
				expect([sent, counts(report).notSent ?? 0]).toEqual([[], kinds.length - duplicates - invalid]);
				expect(checked).toEqual(report);
				return;
			}
			expect(checked.results.map(({ outcome }) => outcome.status === 'invalid')).toEqual(
				report.results.map(
					({ outcome }, item) =>
						outcome.status === 'invalid' || (outcome.status === 'notSent' && kinds[item] === 'unwritable'),
				),
			);
			// After which request the share is too large, when they are answered one by one in their order.
			let outcomes = 0;
			let failures = 0;
			let crossed: number | undefined;
			let next = 0;
			sent.forEach((ids, index) => {
				const end = (ids.at(-1) ?? 0) + 1;
				for (; next < end; next++) {
					const kind = kinds[next];
					if (kind === 'twin' && !ids.includes(next)) continue;
					outcomes++;
					if (kind !== 'good' && kind !== 'twin') failures++;
				}
				if (outcomes >= 300 && tooMany(failures, outcomes)) crossed ??= index;
			});
			if (crossed === undefined) return;
			if (batchesAtOnce === 1)
				expect([crossed, stops || counts(report).notSent === undefined]).toEqual([sent.length - 1, true]);
			else {
				const after = sent.slice(crossed + 1).flat().length;
				expect(after).toBeLessThanOrEqual((batchesAtOnce - 1) * batchSize);
			}
		};
		await fc.assert(fc.asyncProperty(rows, options, check), {
			numRuns: Number(process.env.IMPORT_RUNS ?? 300),
		});
	}, 120_000);
});
