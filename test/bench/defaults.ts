import type { BenchStage } from './stage';
import { median, repeat } from './statistics';

const ROWS = 5_000;
const ANSWER_TIMES_MS = [0, 50, 300, 1_000];
const BATCH_SIZES = [50, 100, 200];
const AT_ONCE = [1, 2, 5, 10, 20];
const INTERVALS_MS = [0, 100, 200];
/** Whoever waits longer than this for the answers alone needs no measurement. */
const LONGEST_WAIT_MS = 30_000;

export interface DefaultsLine {
	delayMs: number;
	batchSize: number;
	batchesAtOnce: number;
	batchInterval: number;
	seconds: number;
}

type Options = Omit<DefaultsLine, 'delayMs' | 'seconds'>;

/** All sizes and numbers at once without an interval, and the intervals for the largest batches. */
function choices(): Options[] {
	const sizes = BATCH_SIZES.flatMap((batchSize) =>
		AT_ONCE.map((batchesAtOnce) => ({ batchSize, batchesAtOnce, batchInterval: 0 })),
	);
	const [batchSize, batchesAtOnce] = [200, 5];
	const intervals = INTERVALS_MS.filter((interval) => interval > 0);
	return [...sizes, ...intervals.map((batchInterval) => ({ batchSize, batchesAtOnce, batchInterval }))];
}

/** The shared options over answer times: seconds for 5,000 rows. */
export async function measureDefaults(stage: BenchStage, runs: number): Promise<DefaultsLine[]> {
	const results: DefaultsLine[] = [];
	await stage.run('customer', 'empty', ROWS);
	await stage.run('customer', 'mapEach', ROWS);
	for (const delayMs of ANSWER_TIMES_MS) {
		for (const options of choices()) {
			if ((ROWS / options.batchSize / options.batchesAtOnce) * delayMs > LONGEST_WAIT_MS) continue;
			await stage.answerer.setDelay(delayMs);
			const all = await repeat(runs, async () => {
				const empty = await stage.run('customer', 'empty', ROWS);
				return (await stage.run('customer', 'mapEach', ROWS, { ...options })).ms - empty.ms;
			});
			const { mostUnderWay } = await stage.answerer.received();
			if (mostUnderWay > options.batchesAtOnce) throw new Error(`${mostUnderWay} requests were under way`);
			const seconds = median(all) / 1000;
			results.push({ delayMs, ...options, seconds });
			const { batchSize, batchesAtOnce, batchInterval } = options;
			console.log(
				`${delayMs} ms, ${batchSize} rows, ${batchesAtOnce} at once, every ${batchInterval} ms: ${seconds.toFixed(2)} s`,
			);
		}
	}
	return results;
}
