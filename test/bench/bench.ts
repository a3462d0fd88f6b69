import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { runFolder } from '../../scripts/n8nHost/paths';
import { errorText } from '../../scripts/n8nHost/plainError';
import { whenToldToEnd } from '../../scripts/n8nHost/processes';
import { measureDefaults } from './defaults';
import { measureGrowth } from './growth';
import { measureHelper } from './helper';
import { measureImports } from './imports';
import { measureMapping } from './mapping';
import { profileImport } from './profile';
import { measureReading } from './reading';
import type { BenchStage } from './stage';
import { openBenchStage } from './stage';
import { showGoals } from './targets';

/**
 * `npm run bench`: our nodes beside the floor and beside what people build without them, in one run of a real n8n. Prints tables and, at
 * the end, what of the targets was reached; all figures go to `.run/bench*.json`.
 *
 * `-- --quick` measures what the targets need, once. `-- --runs 3` says how often everything is repeated. `-- --defaults` measures the
 * shared options over answer times instead, `-- --profile` where n8n's time goes.
 */
const { values } = parseArgs({
	options: {
		runs: { type: 'string' },
		quick: { type: 'boolean', default: false },
		defaults: { type: 'boolean', default: false },
		profile: { type: 'boolean', default: false },
	},
});

async function measureAll(stage: BenchStage, quick: boolean, runs: number): Promise<object> {
	const mapping = await measureMapping(runs);
	const helper = await measureHelper(stage.answerer, runs);
	const lines = await measureImports(stage, { runs, quick });
	const reading = await measureReading(stage, Math.min(runs, 3));
	const memory = await measureGrowth(stage, runs, quick ? ['mapEach'] : ['mapEach', 'code']);
	const results = { mapping, helper, lines, reading, ...memory };
	showGoals(results);
	return results;
}

async function main(): Promise<void> {
	whenToldToEnd(() => process.exit(1));
	const { quick, defaults, profile } = values;
	const runs = Number(values.runs ?? (quick || defaults ? 1 : 5));
	if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs must be a whole number of 1 or more`);
	const stage = await openBenchStage(console.log);
	const name = defaults ? 'bench-defaults' : profile ? 'bench-profile' : 'bench';
	const work = defaults
		? measureDefaults(stage, runs)
		: profile
			? profileImport(stage)
			: measureAll(stage, quick, runs);
	const results = await work.finally(async () => await stage.close());
	await mkdir(runFolder, { recursive: true });
	await writeFile(join(runFolder, `${name}.json`), JSON.stringify(results, null, 2));
	console.log(`\nAll figures: .run/${name}.json`);
	process.exit(0);
}

main().catch((error: unknown) => {
	console.error(errorText(error));
	process.exit(1);
});
