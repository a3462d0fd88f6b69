import { runProject } from './jestRuns';

/**
 * `npm run campaign -- --runs 20000 --seed 7`: runs imports under random faults, and checks after each that every row is accounted for (test/campaign).
 * It prints the seed and the figures. A violation ends it with the seed and the path that reproduce it. With `--survey yes` it goes on, and
 * lists the violations by kind at the end.
 */
void runProject({
	name: 'campaign',
	settings: { runs: 'CAMPAIGN_RUNS', seed: 'CAMPAIGN_SEED', survey: 'CAMPAIGN_SURVEY' },
});
