import fc from 'fast-check';
import { sleep } from 'n8n-workflow';

import type { Reply } from '../../../nodes/http/reply';
import type { ImportJob, ImportOptions, ImportReport } from '../../../nodes/import/importJob';
import { importRows } from '../../../nodes/import/importRows';
import { RefusalLimit } from '../../../nodes/import/splitting';
import { resultInFakeTime } from '../fakeTime';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const OPTIONS: ImportOptions = {
	batchSize: 200,
	batchesAtOnce: 5,
	batchInterval: 0,
	maxTries: 1,
	retryWhenUnknown: false,
	splitRefused: true,
};

interface Scene {
	rows: number;
	/** Rows for which the platform refuses a whole request. */
	bad: number[];
	options?: Partial<ImportOptions>;
	endOnRefusal?: boolean;
	/** What the platform says to a request instead, by the number of the request. */
	instead?: Record<number, Reply<string>>;
	/** The cancel button, in milliseconds from the start. Each request takes 10. */
	cancelAt?: number;
}

const no = (about: Partial<Reply<string> & { kind: 'no' }>): Reply<string> => ({
	kind: 'no',
	...{ message: 'a bad row', code: '422', retryable: false, deniesAllCalls: false, aboutRows: true },
	...about,
});

/** Plays an import against a platform that takes a request whole or refuses it whole. */
async function play({ rows, bad, options, endOnRefusal = false, instead = {}, cancelAt = Infinity }: Scene) {
	const sent: number[][] = [];
	const starts: number[] = [];
	const stored: number[] = [];
	const badRows = new Set(bad);
	const began = Date.now();
	let underWay = 0;
	let mostUnderWay = 0;
	const job: ImportJob<string> = {
		itemCount: rows,
		read: (id) => ({ row: { id }, faults: [] }),
		duplicateKeys: () => [],
		encode: (list) => JSON.stringify(list.map(({ id }) => id)),
		send: async (body) => {
			const ids = JSON.parse(body) as number[];
			const reply = instead[sent.length];
			sent.push(ids);
			starts.push(Date.now() - began);
			mostUnderWay = Math.max(mostUnderWay, ++underWay);
			await sleep(10);
			underWay--;
			if (reply) return reply;
			if (ids.some((id) => badRows.has(id))) return no({ message: `a bad row of ${ids.length}` });
			stored.push(...ids);
			return { kind: 'yes', answer: 'taken' };
		},
		readOutcomes: (_answer, list) => list.map(() => ({ status: 'imported' })),
	};
	const isCancelled = () => Date.now() - began >= cancelAt;
	const running = importRows(job, { ...OPTIONS, ...options }, { isCancelled, endOnRefusal, keepRows: true });
	const report = await resultInFakeTime(running);
	expect(report.requests).toBe(sent.length);
	return { report, sent, starts, stored, mostUnderWay };
}

const having = (status: string, { results }: ImportReport): number[] =>
	results.flatMap(({ outcome }, item) => (outcome.status === status ? [item] : []));
const all = (rows: number): number[] => Array.from({ length: rows }, (_unused, row) => row);
const ascending = (list: number[]): number[] => [...list].sort((one, other) => one - other);

describe('a request that is refused for its rows', () => {
	it('is halved until the bad row stands alone', async () => {
		const { report, sent } = await play({ rows: 8, bad: [5] });
		expect(sent).toEqual([all(8), [0, 1, 2, 3], [4, 5, 6, 7], [4, 5], [6, 7], [4], [5]]);
		expect([having('failed', report), having('imported', report)]).toEqual([[5], [0, 1, 2, 3, 4, 6, 7]]);
		expect(report.results[5]).toEqual({
			row: { id: 5 },
			outcome: { status: 'failed', reason: 'a bad row of 1', reasonCode: '422' },
			batch: 6,
		});
		expect(report.results.map(({ batch }) => batch)).toEqual([1, 1, 1, 1, 5, 6, 4, 4]);
		expect([report.requests, report.repetitions, report.refusal]).toEqual([7, 0, undefined]);
	});

	it('with 3 bad rows among 1,000: exactly these fail, for at most 48 requests more', async () => {
		const three = fc.uniqueArray(fc.nat(999), { minLength: 3, maxLength: 3 });
		const neighbours = fc.nat(997).map((first) => [first, first + 1, first + 2]);
		await fc.assert(
			fc.asyncProperty(fc.oneof(three, neighbours), fc.boolean(), async (bad, endOnRefusal) => {
				const { report, sent, stored } = await play({ rows: 1_000, bad, endOnRefusal });
				expect([report.refusal, having('failed', report)]).toEqual([undefined, ascending(bad)]);
				expect(having('imported', report)).toEqual(ascending(stored));
				expect(stored).toHaveLength(997);
				expect(sent.length).toBeLessThanOrEqual(5 + 48);
			}),
			{ numRuns: 100 },
		);
	});

	it.each([[all(1_000)], [all(1_000).filter((row) => row !== 700)]])(
		'with all rows bad, or all but one: at most 60 requests, and the platform’s words',
		async (bad) => {
			for (const batchesAtOnce of [1, 5, 20]) {
				const options = { batchesAtOnce };
				const { report, sent } = await play({ rows: 1_000, bad, options });
				expect(sent.length).toBeLessThanOrEqual(60);
				expect([...having('failed', report), ...having('imported', report)]).toHaveLength(1_000);
				const reason = expect.stringMatching(/^a bad row of \d+$/) as string;
				expect(report.results[0]?.outcome).toMatchObject({ reason, reasonCode: '422' });
				const thrown = await play({ rows: 1_000, bad: all(1_000), options, endOnRefusal: true });
				expect(thrown.sent.length).toBeLessThanOrEqual(60);
				expect(thrown.report.refusal).toMatchObject({ message: 'a bad row of 200', code: '422' });
			}
		},
	);

	it('is the error of the node also when so few rows are refused that they can all be tried alone', async () => {
		const { report, sent, stored } = await play({ rows: 3, bad: [0, 1, 2], endOnRefusal: true });
		expect(report.refusal).toMatchObject({ message: 'a bad row of 3' });
		expect([sent.length, stored]).toEqual([5, []]);
	});

	it('is no error of the node when a single row of it was accepted', async () => {
		const { report } = await play({ rows: 3, bad: [0, 1], endOnRefusal: true });
		expect([report.refusal, having('failed', report), having('imported', report)]).toEqual([
			undefined,
			[0, 1],
			[2],
		]);
	});

	it('is not split when that is switched off', async () => {
		const options = { splitRefused: false, batchSize: 4 };
		const { report, sent } = await play({ rows: 8, bad: [1], options });
		expect(sent).toEqual([
			[0, 1, 2, 3],
			[4, 5, 6, 7],
		]);
		expect(having('failed', report)).toEqual([0, 1, 2, 3]);
		const thrown = await play({ rows: 8, bad: [1, 5], options, endOnRefusal: true });
		expect([thrown.sent.length, thrown.report.refusal?.code]).toEqual([2, '422']);
	});

	it.each<[string, Reply<string>, string]>([
		['a refusal that is not about rows', no({ aboutRows: false }), 'failed'],
		['an unknown answer', { kind: 'unknown', message: 'no answer', code: 'ETIMEDOUT' }, 'unconfirmed'],
	])('is not split any further after %s', async (_what, reply, status) => {
		const { report, sent } = await play({ rows: 8, bad: [5], instead: { 2: reply } });
		expect(sent).toEqual([all(8), [0, 1, 2, 3], [4, 5, 6, 7]]);
		expect([having('imported', report), having(status, report)]).toEqual([
			[0, 1, 2, 3],
			[4, 5, 6, 7],
		]);
	});

	it('is not split when an earlier try of it may have taken effect', async () => {
		const { report, sent } = await play({
			rows: 8,
			bad: [5],
			instead: { 0: { kind: 'unknown', message: 'no answer', code: 'ETIMEDOUT' } },
			options: { retryWhenUnknown: true, maxTries: 2 },
			endOnRefusal: true,
		});
		expect([sent.length, report.refusal, having('unconfirmed', report)]).toEqual([2, undefined, all(8)]);
	});

	it('has halves that are repeated as any request is', async () => {
		const instead = { 1: no({ code: '429', retryable: true, aboutRows: false }) };
		const { report, sent } = await play({ rows: 4, bad: [3], instead, options: { maxTries: 2 } });
		expect(sent.slice(0, 3)).toEqual([all(4), [0, 1], [0, 1]]);
		expect([report.requests, report.repetitions, having('failed', report)]).toEqual([6, 1, [3]]);
	});

	it('has failed with all its rows when the import is cancelled before its halves are sent', async () => {
		const { report, sent } = await play({
			rows: 16,
			bad: [5],
			cancelAt: 15,
			options: { batchSize: 8, batchesAtOnce: 1 },
		});
		expect(sent).toEqual([all(8), [0, 1, 2, 3]]);
		expect(having('imported', report)).toEqual([0, 1, 2, 3]);
		expect(report.results.slice(4, 8)).toEqual(
			[4, 5, 6, 7].map((id) => ({
				row: { id },
				outcome: { status: 'failed', reason: 'a bad row of 8', reasonCode: '422' },
				batch: 0,
			})),
		);
		expect(having('notSent', report)).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
	});
});

describe('any bad rows at all', () => {
	const scene = fc.integer({ min: 1, max: 150 }).chain((rows) =>
		fc.record({
			rows: fc.constant(rows),
			bad: fc.oneof(
				fc.uniqueArray(fc.nat(rows - 1)),
				fc.nat(rows - 1).map((first) => all(rows).slice(first, first + 40)),
			),
			options: fc.record({
				batchSize: fc.integer({ min: 1, max: 40 }),
				batchesAtOnce: fc.integer({ min: 1, max: 5 }),
				batchInterval: fc.constantFrom(0, 0, 25),
			}),
			endOnRefusal: fc.boolean(),
		}),
	);

	it('fail, what is stored is called imported, and pace and bounds are kept', async () => {
		const check = async (given: Required<Pick<Scene, 'rows' | 'bad' | 'endOnRefusal'>> & Scene) => {
			const { report, sent, starts, stored, mostUnderWay } = await play(given);
			const { batchSize = 1, batchesAtOnce = 1, batchInterval = 0 } = given.options ?? {};
			expect(mostUnderWay).toBeLessThanOrEqual(batchesAtOnce);
			starts.forEach((at, index) =>
				expect(at - (starts[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(batchInterval),
			);
			const batches = Math.ceil(given.rows / batchSize);
			expect(sent.length).toBeLessThanOrEqual(batches + 16 * given.bad.length);
			if (report.refusal) {
				expect([given.endOnRefusal, stored]).toEqual([true, []]);
				return;
			}
			expect(ascending(stored)).toEqual(having('imported', report));
			const failed = having('failed', report);
			expect(failed).toEqual(expect.arrayContaining(given.bad));
			expect(stored.length + failed.length).toBe(given.rows);
			if (given.bad.length <= 3) expect(failed).toEqual(ascending(given.bad));
		};
		const numRuns = Number(process.env.IMPORT_RUNS ?? 300);
		await fc.assert(fc.asyncProperty(scene, check), { numRuns });
	}, 120_000);
});

describe('refusals in a row', () => {
	const refusal = no({}) as Parameters<RefusalLimit['narrowsDown']>[0];
	const narrowed = (limit: RefusalLimit, times: number) =>
		all(times).filter(() => limit.narrowsDown(refusal)).length;

	it('are narrowed down 19 times, and again after a request that was taken', () => {
		const limit = new RefusalLimit(true);
		expect(narrowed(limit, 30)).toBe(19);
		limit.accepted();
		expect(narrowed(limit, 30)).toBe(19);
	});

	it('are told by the first of them', () => {
		const limit = new RefusalLimit(true);
		expect(limit.firstRefusal).toBeUndefined();
		limit.narrowsDown(refusal);
		limit.narrowsDown({ ...refusal });
		expect(limit.firstRefusal).toBe(refusal);
	});
});
