import fc from 'fast-check';
import type * as N8nWorkflow from 'n8n-workflow';

import type * as Wait from '../../nodes/http/wait';
import { violations } from '../campaign/books';
import { Figures } from '../campaign/figures';
import type { SimulatedPlan } from './plans';
import { simulatedPlans } from './plans';
import { simulate } from './simulate';
import { storyOf } from './story';
import type * as Time from './time';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof N8nWorkflow>('n8n-workflow'),
	sleep: async (ms: number) => await jest.requireActual<typeof Time>('./time').sleep(ms),
}));
jest.mock('../../nodes/http/wait', () => {
	const actual = jest.requireActual<typeof Wait>('../../nodes/http/wait');
	return { ...actual, pause: jest.requireActual<typeof Time>('./time').noted(actual.pause) };
});

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
