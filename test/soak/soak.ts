import './typescriptFirst';

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { runFolder } from '../../scripts/n8nHost/paths';
import { errorText } from '../../scripts/n8nHost/plainError';
import { whenToldToEnd } from '../../scripts/n8nHost/processes';
import { CallbackTarget, callbackWorkflow } from '../e2e/callbackWorkflow';
import { randomNumbers } from '../simulation/time';
import { callbackViolations, importViolations, readViolations, strangerViolations } from './books';
import { Figures } from './figures';
import type { Health } from './health';
import { healthViolations, rssMb, takeHealth } from './health';
import { SoakHost } from './host';
import { CALLBACK_CREDENTIAL, LISTS } from './lists';
import { drawKinds } from './plans';
import type { Plant } from './plant';
import { plantInBooks, plantInProcess, PLANTS } from './plant';
import type { Course, RoundLog } from './round';
import { Round } from './round';
import { arrivalPath, arrivalWorkflow, importWorkflow, readWorkflow } from './workflows';

/**
 * `npm run soak`: imports, stops, reads and callbacks at once in a real n8n, against a sandbox with faults, for 30 minutes in rounds. After
 * each round the books are checked; at the end, whether the n8n process has kept memory, connections or files.
 *
 * `-- --minutes 30`, `--seed 7`. `--warm-up 5`: after so many minutes the memory counts. `--plant <defect>` shows that it can fail.
 */
const { values } = parseArgs({
	options: {
		minutes: { type: 'string', default: '30' },
		seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
		'warm-up': { type: 'string', default: '5' },
		plant: { type: 'string' },
	},
});

const ROUND_MS = 30_000;
/** Node keeps an idle connection open for 5 s. */
const QUIET_MS = 7_000;
const SAMPLE_MS = 3_000;
const MOST_SHOWN = 20;
/** The phones of earlier rows are those of customers that the sandbox is seeded with. */
const FIRST_ROW = 10_000;

const print = (line: string) => console.log(line);

function positive(name: 'minutes' | 'warm-up' | 'seed'): number {
	const number = Number(values[name]);
	if (!(number >= 0)) throw new Error(`--${name} must be a number`);
	return number;
}

function plantsWanted(): Plant[] {
	return (values.plant?.split(',') ?? []).map((name) => {
		const known = PLANTS.find((plant) => plant === name);
		if (!known) throw new Error(`--plant takes ${PLANTS.join(', ')}`);
		return known;
	});
}

async function prepare(host: SoakHost, seed: number): Promise<Course> {
	const kinds = drawKinds(seed);
	for (const [index, { plan }] of kinds.entries())
		await host.provide(importWorkflow(`import-${index}`, plan, host.credentials));
	for (const [path, { plan }] of new Map(kinds.map((kind) => [arrivalPath(kind.plan.operation), kind])))
		await host.provide(arrivalWorkflow(path, plan, host.credentials));
	for (const list of Object.keys(LISTS)) await host.provide(readWorkflow(list, host.credentials));
	const credential = host.credentials.find(({ type }) => type === CALLBACK_CREDENTIAL);
	if (!credential) throw new Error('There is no credential for the trigger');
	const target = await CallbackTarget.open(host.driver, callbackWorkflow(credential));
	await sleep(1_000);
	await host.forgetExecutions();
	return { host, kinds, target, seed, random: randomNumbers(seed), nextRow: FIRST_ROW, nextImport: 0 };
}

/** All that is wrong with what a round has seen. */
function bookViolations({ imports, reads, callbacks, store }: RoundLog): string[] {
	return [
		...imports.flatMap((run) =>
			[...importViolations(run, store)].map((what) => `${run.plan.operation}: ${what}`),
		),
		...reads.flatMap((run) => [...readViolations(run)]),
		...strangerViolations(imports, store),
		...callbackViolations(callbacks.deliveries, callbacks.texts),
	];
}

/** The rounds of a run. @returns what the process held at the quiet moment after each, and what was wrong */
async function runRounds(course: Course, figures: Figures): Promise<{ moments: Health[]; wrong: string[] }> {
	const { host } = course;
	const startedAt = Date.now();
	const endAt = startedAt + positive('minutes') * 60_000;
	const plants = plantsWanted();
	const moments: Health[] = [];
	const wrong: string[] = [];
	for (let number = 0; Date.now() < endAt; number++) {
		const log = await new Round(course, number).run(Math.min(endAt, Date.now() + ROUND_MS));
		await host.forgetExecutions();
		await plantInProcess(plants, host);
		const requests = host.sandbox.requests.count;
		await sleep(QUIET_MS);
		const place = { pid: host.n8n.pid, inspector: host.inspector, sandboxPort: host.sandbox.port };
		const health = await takeHealth(place, (Date.now() - startedAt) / 60_000);
		moments.push(health);
		plantInBooks(plants, log);
		const found = bookViolations(log);
		if (host.sandbox.requests.count > requests) found.push('requests came after everything had ended');
		wrong.push(...found);
		figures.add(log);
		print(figures.roundLine(number, log, health));
		for (const what of found.slice(0, MOST_SHOWN)) print(`    WRONG ${what}`);
	}
	return { moments, wrong };
}

async function main(): Promise<void> {
	whenToldToEnd(() => process.exit(1));
	const seed = positive('seed');
	print(`Soak of ${values.minutes} minutes, seed ${seed}${values.plant ? `, planted: ${values.plant}` : ''}`);
	const host = await SoakHost.open(print);
	const figures = new Figures();
	let peakMb = 0;
	const sampler = setInterval(() => (peakMb = Math.max(peakMb, rssMb(host.n8n.pid))), SAMPLE_MS);
	try {
		const { moments, wrong } = await runRounds(await prepare(host, seed), figures);
		wrong.unshift(...healthViolations(moments, positive('warm-up')));
		for (const line of figures.lines(moments, positive('warm-up'), peakMb)) print(line);
		print(wrong.length === 0 ? 'Nothing is wrong.' : `${wrong.length} things are wrong:`);
		for (const what of wrong.slice(0, MOST_SHOWN)) print(`  ${what}`);
		await mkdir(runFolder, { recursive: true });
		await writeFile(join(runFolder, 'soak.json'), JSON.stringify({ seed, moments, peakMb, wrong }, null, 2));
		if (wrong.length > 0) process.exitCode = 1;
	} finally {
		clearInterval(sampler);
		await host.close();
	}
}

main().then(
	() => process.exit(),
	(error: unknown) => {
		console.error(errorText(error));
		process.exit(1);
	},
);
