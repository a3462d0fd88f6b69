import fc from 'fast-check';

import { violations } from '../campaign/books';
import { Figures } from '../campaign/figures';
import type { SimulatedPlan } from './plans';
import { simulatedPlans } from './plans';
import { simulate } from './simulate';
import { storyOf } from './story';

/*
 * A process of `npm run simulate`, which loads ./inProcess.js first. Its arguments are the number of imports, the seed and, to reproduce a
 * failure, its path.
 */
const [runs, seed, path] = process.argv.slice(2);

const figures = new Figures();

async function check(plan: SimulatedPlan): Promise<void> {
	const observed = await simulate(plan);
	const found = violations(observed);
	figures.note(observed, found);
	if (found.length > 0) throw new Error([...found, '', storyOf({ ...observed, plan })].join('\n'));
}

async function main(): Promise<void> {
	const details = await fc.check(fc.asyncProperty(simulatedPlans, check), {
		seed: Number(seed),
		numRuns: Number(runs),
		...(path !== undefined && { path, endOnFailure: true }),
	});
	console.log(figures.lines(`simulation: seed ${seed}`).join('\n'));
	if (!details.failed) return;
	process.exitCode = 1;
	const { counterexamplePath, errorInstance, numRuns } = details;
	console.error(`Seed ${seed}, path ${counterexamplePath}, after ${numRuns} imports:`);
	console.error((errorInstance as Error).message);
}

void main();
