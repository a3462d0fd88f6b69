import fc from 'fast-check';

import { violations } from '../campaign/books';
import { Figures } from '../campaign/figures';
import type * as Mocks from './mocks';
import type { SimulatedPlan } from './plans';
import { simulatedPlans } from './plans';
import { simulate } from './simulate';
import { storyOf } from './story';

jest.mock('n8n-workflow', () => jest.requireActual<typeof Mocks>('./mocks').n8nWorkflow());
jest.mock('../../nodes/http/wait', () => jest.requireActual<typeof Mocks>('./mocks').wait());

const RUNS = Number(process.env.SIMULATE_RUNS ?? 20_000);
const SEED = Number(process.env.SIMULATE_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Of a failure that is to be looked at again. */
const PATH = process.env.SIMULATE_PATH;

const figures = new Figures();

async function check(plan: SimulatedPlan): Promise<void> {
	const observed = await simulate(plan);
	const found = violations(observed);
	figures.note(observed, found);
	if (found.length > 0) throw new Error([...found, '', storyOf({ ...observed, plan })].join('\n'));
}

afterAll(() => {
	process.stdout.write(`${figures.lines(`simulation: seed ${SEED}`).join('\n')}\n`);
});

it(
	`keeps exact books in ${RUNS} simulated imports (seed ${SEED})`,
	async () => {
		const reporter = (details: fc.RunDetails<[SimulatedPlan]>) => {
			if (!details.failed) return;
			const { seed, counterexamplePath: path, errorInstance } = details;
			throw new Error(
				`Seed ${seed}, path ${path}, after ${details.numRuns} imports:\n${(errorInstance as Error).message}`,
			);
		};
		const property = fc.asyncProperty(simulatedPlans, check);
		await fc.assert(property, {
			seed: SEED,
			numRuns: RUNS,
			reporter,
			...(PATH !== undefined && { path: PATH, endOnFailure: true }),
		});
	},
	24 * 60 * 60_000,
);
