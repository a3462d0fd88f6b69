import { runProject } from './jestRuns';

/**
 * `npm run simulate -- --runs 1000000 --seed 7`: imports on a simulated network in simulated time, with the books checked after each
 * (test/simulation). A violation ends it with a plan that a person can read, and with the seed and the path that bring it back:
 * `-- --seed 7 --path 12:3:0`.
 */
runProject('simulation', { runs: 'SIMULATE_RUNS', seed: 'SIMULATE_SEED', path: 'SIMULATE_PATH' });
