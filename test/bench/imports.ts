import { floor } from './floor';
import type { BenchStage } from './stage';
import { median, repeat } from './statistics';
import type { Target, Way } from './workflows';

const AT_ONCE = 5;
const WARM_ROWS = 1_000;

/** One way to bring so many rows to one target, medians of all runs. */
export interface ImportLine {
	target: Target;
	rows: number;
	delayMs: number;
	way: Way | 'floor';
	runs: number;
	/** Without what the empty workflow takes. */
	ms: number;
	rowsPerSecond: number;
	/** Against the floor just before or after. */
	ratio: number;
	/** Of n8n's process, without what the empty workflow takes. */
	cpuMs?: number;
}

interface Plan {
	target: Target;
	rows: number;
	delayMs: number;
	ways: Way[];
	runs: number;
}

/** What is measured; the slow ways only as far as anybody would wait for them. */
function plans(runs: number, quick: boolean): Plan[] {
	const ours: Way[] = ['mapEach', 'mapAuto'];
	const fewer = Math.ceil(runs / 2);
	const main: Plan[] = [
		{ target: 'customer', rows: 10_000, delayMs: 50, ways: [...ours, 'code'], runs },
		{ target: 'customer', rows: 10_000, delayMs: 50, ways: ['noCode'], runs: 1 },
	];
	if (quick) {
		return [
			{ target: 'customer', rows: 1_000, delayMs: 50, ways: ours, runs },
			...main,
			{ target: 'customer', rows: 100_000, delayMs: 50, ways: ours, runs },
		];
	}
	return [
		{ target: 'customer', rows: 1_000, delayMs: 0, ways: [...ours, 'code', 'noCode'], runs },
		{ target: 'customer', rows: 1_000, delayMs: 50, ways: [...ours, 'code', 'noCode'], runs },
		{ target: 'customer', rows: 10_000, delayMs: 0, ways: [...ours, 'code'], runs },
		...main,
		{ target: 'customer', rows: 100_000, delayMs: 0, ways: [...ours, 'code'], runs: fewer },
		{ target: 'customer', rows: 100_000, delayMs: 50, ways: [...ours, 'code'], runs: fewer },
		...(['number', 'nxlink'] as const).flatMap((target) =>
			[0, 50].map((delayMs) => ({ target, rows: 10_000, delayMs, ways: [...ours, 'code' as const], runs })),
		),
	];
}

interface Sample {
	ms: number;
	ratio: number;
	cpuMs?: number;
}

/** The empty workflow, the floor and each way once, right after each other, so that they meet the same machine. */
async function round(stage: BenchStage, { target, rows, delayMs, ways }: Plan): Promise<Map<string, Sample>> {
	const empty = await stage.run(target, 'empty', rows);
	const floorMs = await floor(stage.answerer.url, target, rows, AT_ONCE);
	const samples = new Map<string, Sample>([['floor', { ms: floorMs, ratio: 1 }]]);
	for (const way of ways) {
		await stage.answerer.setDelay(delayMs);
		const measured = await stage.run(target, way, rows);
		const { rows: arrived, mostUnderWay } = await stage.answerer.received();
		if (arrived !== rows) throw new Error(`${way}: ${arrived} rows arrived`);
		if (way.startsWith('map') && mostUnderWay > AT_ONCE)
			throw new Error(`${way}: ${mostUnderWay} requests were under way at once`);
		const ms = measured.ms - empty.ms;
		samples.set(way, { ms, ratio: ms / floorMs, cpuMs: measured.cpuMs - empty.cpuMs });
	}
	return samples;
}

async function measurePlan(stage: BenchStage, plan: Plan): Promise<ImportLine[]> {
	const { target, rows, delayMs, ways, runs } = plan;
	await stage.answerer.setDelay(0);
	for (const way of ['empty', ...ways] as Way[]) await stage.run(target, way, Math.min(rows, WARM_ROWS));
	await stage.answerer.setDelay(delayMs);
	const rounds = await repeat(runs, async () => await round(stage, plan));
	return (['floor', ...ways] as const).map((way): ImportLine => {
		const middle = (key: keyof Sample) => median(rounds.map((samples) => samples.get(way)?.[key] ?? NaN));
		const ms = middle('ms');
		const line = { target, rows, delayMs, way, runs, ms, ratio: middle('ratio') };
		const rowsPerSecond = Math.round((rows / ms) * 1000);
		return { ...line, rowsPerSecond, ...(way !== 'floor' && { cpuMs: middle('cpuMs') }) };
	});
}

function show({ target, rows, delayMs, way, ms, rowsPerSecond, ratio, cpuMs, runs }: ImportLine): void {
	const cells = [
		target.padEnd(9),
		String(rows).padStart(7),
		`${delayMs} ms`.padStart(6),
		way.padEnd(8),
		`${(ms / 1000).toFixed(2)} s`.padStart(9),
		`${rowsPerSecond} rows/s`.padStart(14),
		`x${ratio.toFixed(2)}`.padStart(8),
		(cpuMs === undefined ? '' : `cpu ${(cpuMs / 1000).toFixed(2)} s`).padStart(12),
		`of ${runs}`.padStart(5),
	];
	console.log(cells.join('  '));
}

/**
 * The three imports beside the floor and what people build without them. `quick` measures what the targets need, `rows` only imports of
 * that many rows.
 */
export async function measureImports(
	stage: BenchStage,
	{ runs, quick, rows }: { runs: number; quick: boolean; rows?: string },
): Promise<ImportLine[]> {
	const lines: ImportLine[] = [];
	const wanted = plans(runs, quick).filter((plan) => rows === undefined || plan.rows === Number(rows));
	for (const plan of wanted) {
		const measured = await measurePlan(stage, plan);
		measured.forEach(show);
		lines.push(...measured);
	}
	return lines;
}
