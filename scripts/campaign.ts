import { runProject } from './jestRuns';

/**
 * `npm run campaign -- --runs 20000 --seed 7`: imports under random faults, with the books checked after each (test/campaign).
 * Prints the seed and the figures; a violation ends it with the seed and the path that bring it back. With `--survey yes` it goes on, and
 * lists at the end what was wrong, by kind.
 */
void runProject({
	name: 'campaign',
	settings: { runs: 'CAMPAIGN_RUNS', seed: 'CAMPAIGN_SEED', survey: 'CAMPAIGN_SURVEY' },
});
