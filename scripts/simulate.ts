import { runProject } from './jestRuns';

/**
 * `npm run simulate -- --runs 1000000 --seed 7`: imports on a simulated network in simulated time, with the books checked after each
 * (test/simulation), in as many processes as the machine has cores. A violation ends it with a plan that a person can read, and with
 * the seed and the path that bring it back: `-- --seed 7 --path 12:3:0`.
 */
const settings = { runs: 'SIMULATE_RUNS', seed: 'SIMULATE_SEED', path: 'SIMULATE_PATH' };

void runProject({ name: 'simulation', settings, shared: true }, ['simulation/simulation']);
