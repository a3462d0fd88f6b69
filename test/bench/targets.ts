import type { Growth } from './growth';
import type { ImportLine } from './imports';
import type { Reading } from './reading';

/** What was measured; a part that was not is missing. */
export interface Results {
	mapping?: { ratio: number };
	lines?: ImportLine[];
	growth?: Growth[];
	reading?: Reading;
}

interface Goal {
	work: string;
	/** What was to be reached, in words, and whether it was. */
	wanted: string;
	value: number;
	reached: boolean;
}

const atMost = (work: string, limit: number, value: number): Goal => {
	return { work, wanted: `<= ${limit}`, value, reached: value <= limit };
};
const atLeast = (work: string, limit: number, value: number): Goal => {
	return { work, wanted: `>= ${limit}`, value, reached: value >= limit };
};

/** The benchmark's targets, all of them ratios within one run; without those of which nothing was measured. */
export function goals({ mapping, lines = [], growth = [], reading }: Results): Goal[] {
	const line = (way: string, rows = 10_000) =>
		lines.find(
			(candidate) =>
				candidate.way === way &&
				candidate.rows === rows &&
				candidate.target === 'customer' &&
				candidate.delayMs === 50,
		);
	const ratio = (way: string, rows?: number) => line(way, rows)?.ratio ?? NaN;
	const ours = ratio('mapEach');
	const mapEach = growth.find(({ way }) => way === 'mapEach');
	const all = [
		atMost('1,000 rows, 50 ms: against the floor', 1.8, ratio('mapEach', 1_000)),
		atMost('10,000 rows, 50 ms: against the floor', 1.15, ours),
		atLeast('the same: how often as fast as Edit Fields, Loop, Aggregate', 20, ratio('noCode') / ours),
		atMost('the same: against Code, HTTP Request', 1.5, ours / ratio('code')),
		atMost('100,000 rows, 50 ms: against the floor', 1.12, ratio('mapEach', 100_000)),
		atLeast("mapping 10,000 x 10: how often as fast as n8n's engine", 50, mapping?.ratio ?? NaN),
		atMost('100,000 rows against 10,000: time', 11, mapEach?.timeRatio ?? NaN),
		atMost("100,000 rows: memory against the rows' own JSON", 2.5, mapEach?.memoryRatio ?? NaN),
		atMost('reading 50,000 rows: against its page answers', 1.3, reading?.ratio ?? NaN),
	];
	return all.filter(({ value }) => !Number.isNaN(value));
}

/** The summary at the end of a run. */
export function showGoals(results: Results): void {
	console.log('\nTargets (ratios in this run)');
	for (const { work, wanted, value, reached } of goals(results)) {
		const cells = [work.padEnd(60), wanted.padStart(7), value.toFixed(2).padStart(8)];
		console.log(`  ${cells.join('  ')}  ${reached ? 'reached' : 'NOT REACHED'}`);
	}
}
