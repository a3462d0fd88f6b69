import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run simulate -- --runs 1000000 --seed 7` runs imports on a simulated network in simulated time, and checks each (test/simulation).
 * It uses as many processes as the machine has cores. A violation ends it with a readable plan, and with the seed and the path that
 * reproduce it: `-- --seed 7 --path 12:3:0`.
 */
const { values } = parseArgs({
	options: { runs: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string' } },
});

const DEFAULT_RUNS = 20_000;
const LARGEST_SEED = 2 ** 30;
const simulation = join(__dirname, '../test/simulation');

/** Runs a part of the imports in a separate process. @returns its exit code */
async function simulateIn(...settings: Array<number | string>): Promise<number> {
	const execArgv = ['--require', join(simulation, 'inProcess.js')];
	const child = fork(join(simulation, 'worker.ts'), settings.map(String), { execArgv });
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});
}

async function main(): Promise<void> {
	const runs = Number(values.runs ?? DEFAULT_RUNS);
	const seed = Number(values.seed ?? Math.floor(Math.random() * LARGEST_SEED));
	if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs must be a whole number of 1 or more');
	if (values.path !== undefined) {
		process.exitCode = await simulateIn(runs, seed, values.path);
		return;
	}
	const startedAt = performance.now();
	const processes = Math.min(runs, availableParallelism());
	const codes = Array.from({ length: processes }, async (_unused, index) => {
		const share = Math.floor((runs + index) / processes);
		return await simulateIn(share, seed + index);
	});
	process.exitCode = Math.max(...(await Promise.all(codes)));
	if (process.exitCode !== 0) return;
	const seconds = (performance.now() - startedAt) / 1_000;
	const rate = Math.round(runs / seconds);
	console.log(`simulation: ${runs} imports in ${seconds.toFixed(1)} s, ${rate} a second, no violation`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
