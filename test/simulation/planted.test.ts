import fc from 'fast-check';

import { violations } from '../campaign/books';
import type * as Mocks from './mocks';
import type { SimulatedPlan } from './plans';
import { simulatedPlans } from './plans';
import { BUGS } from './planted';
import type { Changes } from './simulate';
import { simulate } from './simulate';

jest.mock('n8n-workflow', () => jest.requireActual<typeof Mocks>('./mocks').n8nWorkflow());
jest.mock('../../nodes/http/wait', () => jest.requireActual<typeof Mocks>('./mocks').wait());

const SEEDS = [1, 2, 3, 4, 5];
/** Each bug must be found within this number of imports, for each seed. `npm test` simulates forty times as many. */
const WITHIN = 500;

/** The violations without those of the Summary, because the planted bugs change only the rows. */
const withoutSummary = (found: string[]): string[] => found.filter((text) => !text.startsWith('the Summary'));

/** The number of imports until one of them has a violation. */
async function importsUntilFound(changes: Changes, seed: number): Promise<number> {
	const details = await fc.check(
		fc.asyncProperty(simulatedPlans, async (plan: SimulatedPlan) => {
			return withoutSummary(violations(await simulate(plan, changes))).length === 0;
		}),
		{ seed, numRuns: WITHIN, endOnFailure: true },
	);
	return details.failed ? details.numRuns : Infinity;
}

it.each(Object.entries(BUGS))(
	'%s would be found',
	async (name, changes) => {
		const counts: number[] = [];
		for (const seed of SEEDS) counts.push(await importsUntilFound(changes, seed));
		process.stdout.write(`planted: ${name} is found after ${counts.join(', ')} imports\n`);
		expect(Math.max(...counts)).toBeLessThanOrEqual(WITHIN);
	},
	10 * 60_000,
);
