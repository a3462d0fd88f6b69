import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { repository } from '../../scripts/host/paths';
import { floor } from './floor';
import { measureMapping } from './mapping';
import type { BenchStage, Measured } from './stage';
import { openBenchStage } from './stage';
import type { Target, Way } from './workflows';

/**
 * `npm run bench`: our nodes beside the floor and beside what people build without them, in one run of a real n8n. Prints a table with ratios
 * and writes `.run/bench.json`. `-- --runs 1` is quick; `-- --defaults` measures the shared options over answer times instead.
 */
const { values } = parseArgs({
	options: { runs: { type: 'string', default: '5' }, defaults: { type: 'boolean', default: false } },
});
const RUNS = Number(values.runs);
const AT_ONCE = 5;

interface Line {
	target: Target;
	rows: number;
	delayMs: number;
	way: Way | 'floor';
	/** Median of the runs, without what the empty workflow takes. Milliseconds. */
	ms: number;
	rowsPerSecond: number;
	/** Against the floor of the same target, rows and delay. */
	ratio: number;
	cpuMs?: number;
	/** Above the empty workflow's peak. Megabytes. */
	memoryMb?: number;
}

function median(numbers: number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function medians(runs: Measured[]): Measured {
	return {
		ms: median(runs.map(({ ms }) => ms)),
		cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
		peakMb: median(runs.map(({ peakMb }) => peakMb)),
	};
}

async function repeat<T>(times: number, work: () => Promise<T>): Promise<T[]> {
	const results: T[] = [];
	for (let run = 0; run < times; run++) results.push(await work());
	return results;
}

/** What is measured; the slow ways only as far as anybody would wait for them. */
const PLAN: Array<{ target: Target; rows: number; delays: number[]; ways: Way[]; runs: number }> = [
	{
		target: 'customer',
		rows: 1_000,
		delays: [0, 50],
		ways: ['mapEach', 'mapAuto', 'code', 'noCode'],
		runs: RUNS,
	},
	{ target: 'customer', rows: 10_000, delays: [0], ways: ['mapEach', 'mapAuto', 'code'], runs: RUNS },
	{
		target: 'customer',
		rows: 10_000,
		delays: [50],
		ways: ['mapEach', 'mapAuto', 'code', 'noCode'],
		runs: RUNS,
	},
	{
		target: 'customer',
		rows: 100_000,
		delays: [0, 50],
		ways: ['mapEach', 'mapAuto', 'code'],
		runs: Math.min(RUNS, 3),
	},
	{ target: 'number', rows: 10_000, delays: [0, 50], ways: ['mapEach', 'mapAuto', 'code'], runs: RUNS },
	{ target: 'nxlink', rows: 10_000, delays: [0, 50], ways: ['mapEach', 'mapAuto', 'code'], runs: RUNS },
];

async function measure(stage: BenchStage, print: (line: Line) => void): Promise<Line[]> {
	const lines: Line[] = [];
	for (const { target, rows, delays, ways, runs } of PLAN) {
		await stage.run(target, 'empty', rows);
		const empty = medians(await repeat(runs, async () => await stage.run(target, 'empty', rows)));
		for (const delayMs of delays) {
			await stage.setDelay(delayMs);
			const floorMs = median(
				await repeat(runs, async () => await floor(stage.answerer, target, rows, AT_ONCE)),
			);
			const add = (line: Omit<Line, 'target' | 'rows' | 'delayMs' | 'rowsPerSecond' | 'ratio'>) => {
				const rowsPerSecond = Math.round((rows / line.ms) * 1000);
				lines.push({ target, rows, delayMs, ...line, rowsPerSecond, ratio: line.ms / floorMs });
				print(lines[lines.length - 1] as Line);
			};
			add({ way: 'floor', ms: floorMs });
			for (const way of ways) {
				await stage.run(target, way, Math.min(rows, 1000)); // warm
				await stage.setDelay(delayMs);
				const times = way === 'noCode' && rows > 1_000 ? Math.min(runs, 3) : runs;
				const { ms, cpuMs, peakMb } = medians(
					await repeat(times, async () => await stage.run(target, way, rows)),
				);
				const received = await stage.received();
				if (received.rows !== rows * times) throw new Error(`${way}: ${received.rows} rows arrived`);
				add({ way, ms: ms - empty.ms, cpuMs: cpuMs - empty.cpuMs, memoryMb: peakMb - empty.peakMb });
			}
		}
	}
	return lines;
}

function show({ target, rows, delayMs, way, ms, rowsPerSecond, ratio, cpuMs, memoryMb }: Line): void {
	const cells = [
		target.padEnd(9),
		String(rows).padStart(7),
		`${delayMs} ms`.padStart(6),
		way.padEnd(8),
		`${(ms / 1000).toFixed(2)} s`.padStart(9),
		`${rowsPerSecond} rows/s`.padStart(14),
		`x${ratio.toFixed(2)}`.padStart(8),
		cpuMs === undefined ? '' : `cpu ${(cpuMs / 1000).toFixed(2)} s`.padStart(12),
		memoryMb === undefined ? '' : `mem +${Math.round(memoryMb)} MB`.padStart(13),
	];
	console.log(cells.join('  '));
}

/** The shared options over answer times: seconds for 5,000 rows, by batch size and batches at once. */
async function measureDefaults(stage: BenchStage): Promise<unknown[]> {
	const results: unknown[] = [];
	for (const delayMs of [0, 50, 300, 1000]) {
		for (const batchSize of [50, 100, 200]) {
			for (const batchesAtOnce of [1, 2, 5, 10, 20]) {
				await stage.setDelay(delayMs);
				const runs = await repeat(
					RUNS,
					async () => await stage.run('customer', 'mapEach', 5_000, { batchSize, batchesAtOnce }),
				);
				const empty = medians(await repeat(RUNS, async () => await stage.run('customer', 'empty', 5_000)));
				const seconds = (medians(runs).ms - empty.ms) / 1000;
				results.push({ delayMs, batchSize, batchesAtOnce, seconds });
				console.log(`${delayMs} ms, ${batchSize} rows, ${batchesAtOnce} at once: ${seconds.toFixed(2)} s`);
			}
		}
	}
	return results;
}

async function main(): Promise<void> {
	// First, since it keeps this process busy for longer than a connection is kept open.
	const mapping = values.defaults ? undefined : await measureMapping(RUNS);
	const stage = await openBenchStage(console.log);
	try {
		const results = values.defaults
			? { defaults: await measureDefaults(stage) }
			: { mapping, lines: await measure(stage, show) };
		await mkdir(join(repository, '.run'), { recursive: true });
		await writeFile(join(repository, '.run/bench.json'), JSON.stringify(results, null, 2));
		console.log('All figures: .run/bench.json');
	} finally {
		await stage.close();
	}
}

void main();
