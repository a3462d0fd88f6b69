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
import type { Way } from './workflows';

/**
 * `npm run bench`: our nodes beside the floor and beside what people build without them, in one run of a real n8n. Prints tables and, at
 * the end, what of the targets was reached; all figures go to `.run/bench*.json`.
 *
 * `-- --quick` measures what the targets need, once. `-- --runs 3` says how often everything is repeated. `-- --defaults` measures the
 * shared options over answer times instead, `-- --profile` where n8n's time goes. `-- --only imports` measures one part, for a machine
 * that is not free for long: mapping, helper, imports, reading or memory; with `--rows 1000`, only imports of that many rows, and with
 * `--heap 400`, memory under a heap limit of 400 MB instead of 1,024.
 */
const { values } = parseArgs({
	options: {
		runs: { type: 'string' },
		quick: { type: 'boolean', default: false },
		defaults: { type: 'boolean', default: false },
		profile: { type: 'boolean', default: false },
		only: { type: 'string' },
		rows: { type: 'string' },
		heap: { type: 'string', default: '1024' },
	},
});

const PARTS = ['mapping', 'helper', 'imports', 'reading', 'memory'];

async function measureParts(stage: BenchStage, quick: boolean, runs: number): Promise<object> {
	const wanted = (part: string) => values.only === undefined || values.only === part;
	const ways: Way[] = quick ? ['mapEach'] : ['mapEach', 'code'];
	const heapMb = Number(values.heap);
	const results = {
		...(wanted('mapping') && { mapping: await measureMapping(runs) }),
		...(wanted('helper') && { helper: await measureHelper(stage.answerer, runs) }),
		...(wanted('imports') && { lines: await measureImports(stage, { runs, quick, rows: values.rows }) }),
		...(wanted('reading') && { reading: await measureReading(stage, Math.min(runs, 3)) }),
		...(wanted('memory') && (await measureGrowth(stage, { runs, ways, heapMb }))),
	};
	showGoals(results);
	return results;
}

async function main(): Promise<void> {
	whenToldToEnd(() => process.exit(1));
	const { quick, defaults, profile, only } = values;
	if (only !== undefined && !PARTS.includes(only))
		throw new Error(`--only must be one of ${PARTS.join(', ')}`);
	const runs = Number(values.runs ?? (quick || defaults ? 1 : 5));
	if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs must be a whole number of 1 or more`);
	const stage = await openBenchStage(console.log);
	const name = defaults ? 'bench-defaults' : profile ? 'bench-profile' : only ? `bench-${only}` : 'bench';
	const work = defaults
		? measureDefaults(stage, runs)
		: profile
			? profileImport(stage)
			: measureParts(stage, quick, runs);
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
