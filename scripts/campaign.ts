import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/**
 * `npm run campaign -- --runs 20000 --seed 7`: imports under random faults, with the books checked after each (test/campaign).
 * Prints the seed and the figures; a violation ends it with the seed and the path that bring it back.
 */
const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });

const { status } = spawnSync('npx', ['jest', '--selectProjects', 'campaign'], {
	stdio: 'inherit',
	env: {
		...process.env,
		...(values.runs !== undefined && { CAMPAIGN_RUNS: values.runs }),
		...(values.seed !== undefined && { CAMPAIGN_SEED: values.seed }),
	},
});
process.exitCode = status ?? 1;
