import type { BenchStage, Measured } from './stage';
import { median, repeat } from './statistics';
import type { Way } from './workflows';
import { row } from './workflows';

const FEW = 10_000;
const MANY = 100_000;
const DELAY_MS = 50;
const WARM_ROWS = 1_000;
const MEGABYTE = 1024 * 1024;

export interface Growth {
	way: Way;
	/** Without the empty workflow's: of 10,000 and of 100,000 rows, and the one by the other. */
	fewMs: number;
	manyMs: number;
	timeRatio: number;
	/** Peak memory of a fresh n8n for 100,000 rows, above that of the empty workflow in another fresh one; and by the rows' own JSON. */
	memoryMb: number;
	memoryRatio: number;
	/** Peak memory of n8n in each round, megabytes: with the empty workflow, and this way. */
	peaksMb: Array<[empty: number, way: number]>;
}

/** Both sizes in one n8n process that did nothing before. */
async function freshRuns(
	stage: BenchStage,
	way: Way,
	heapMb: number,
): Promise<{ few: Measured; many: Measured }> {
	await stage.restart(`--max-old-space-size=${heapMb}`);
	await stage.run('customer', way, WARM_ROWS);
	const few = await stage.run('customer', way, FEW);
	const many = await stage.run('customer', way, MANY);
	return { few, many };
}

function show(jsonMb: number, { way, timeRatio, fewMs, manyMs, memoryMb, memoryRatio }: Growth): void {
	const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
	console.log(
		`${way.padEnd(8)}  ${FEW} rows ${seconds(fewMs)}, ${MANY} rows ${seconds(manyMs)}: x${timeRatio.toFixed(1)};` +
			`  memory +${memoryMb.toFixed(0)} MB: x${memoryRatio.toFixed(1)} of the rows' JSON (${jsonMb.toFixed(1)} MB)`,
	);
}

/**
 * 100,000 rows against 10,000 at 50 ms, in time and memory, by fresh n8n processes: in one that has run before, the heap of the earlier
 * runs hides what a run takes.
 * @param heapMb limit of n8n's heap: the more is allowed, the more V8 leaves where it is although nothing uses it any more
 */
export async function measureGrowth(
	stage: BenchStage,
	{ runs, ways, heapMb }: { runs: number; ways: Way[]; heapMb: number },
): Promise<{ jsonMb: number; growth: Growth[] }> {
	await stage.answerer.setDelay(DELAY_MS);
	const json = JSON.stringify(Array.from({ length: MANY }, (_, index) => row('customer', index)));
	const jsonMb = Buffer.byteLength(json) / MEGABYTE;
	const rounds = await repeat(runs, async () => {
		const empty = await freshRuns(stage, 'empty', heapMb);
		const byWay = new Map<
			Way,
			Omit<Growth, 'way' | 'memoryRatio' | 'peaksMb'> & { peaks: [number, number] }
		>();
		for (const way of ways) {
			const { few, many } = await freshRuns(stage, way, heapMb);
			const fewMs = few.ms - empty.few.ms;
			const manyMs = many.ms - empty.many.ms;
			const memoryMb = many.peakMb - empty.many.peakMb;
			const peaks: [number, number] = [empty.many.peakMb, many.peakMb];
			byWay.set(way, { fewMs, manyMs, timeRatio: manyMs / fewMs, memoryMb, peaks });
		}
		return byWay;
	});
	const growth = ways.map((way): Growth => {
		const middle = (key: 'fewMs' | 'manyMs' | 'timeRatio' | 'memoryMb') =>
			median(rounds.map((byWay) => byWay.get(way)?.[key] ?? NaN));
		const memoryMb = middle('memoryMb');
		const times = { fewMs: middle('fewMs'), manyMs: middle('manyMs'), timeRatio: middle('timeRatio') };
		const peaksMb = rounds.flatMap((byWay) => [byWay.get(way)?.peaks ?? []]) as Growth['peaksMb'];
		return { way, ...times, memoryMb, memoryRatio: memoryMb / jsonMb, peaksMb };
	});
	for (const line of growth) {
		show(jsonMb, line);
		const peaks = line.peaksMb.map(([empty, own]) => `${own.toFixed(0)} (${empty.toFixed(0)} empty)`);
		console.log(`          peaks in MB: ${peaks.join(', ')}`);
	}
	return { jsonMb, growth };
}
