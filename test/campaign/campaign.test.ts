import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { startSandbox } from '../../sandbox';
import { packageCredentials, packageNodes } from '../packageParts';
import type { RunOptions, TestNode } from '../workflow/harness';
import { runNode } from '../workflow/harness';
import { GUESTS } from '../workflow/import/testedImports';
import type { Observed } from './books';
import { violations } from './books';
import { skip, startClock, stopClock, takePauses } from './clock';
import type { DrawnImport } from './drawnImports';
import { furtherPhones, GUEST_IMPORTS, importOf, PACKAGE_IMPORTS, storedPhones } from './drawnImports';
import { Figures } from './figures';
import { missingRecords } from './inventory';
import { arrivalParametersOf, parametersOf, settingsOf } from './parameters';
import type { Plan } from './plan';
import { plansFor } from './plan';
import type { Questions } from './questions';
import { askedRows, canAskAfter } from './questions';
import { FINDS } from './seeds';

jest.mock('../../nodes/http/wait', () => ({
	...jest.requireActual<object>('../../nodes/http/wait'),
	pause: async (ms: number) => await skip(ms),
}));

const RUNS = Number(process.env.CAMPAIGN_RUNS ?? 2000);
const SEED = Number(process.env.CAMPAIGN_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Counts what is wrong in all runs, by kind, instead of ending at the first. */
const SURVEY = process.env.CAMPAIGN_SURVEY !== undefined;
/** Milliseconds in which a failure is made smaller. */
const SHRINKING_MS = 60_000;

/** See environment.ts. */
declare const setMachineZone: (zone: string) => void;

const figures = new Figures();
let sandbox: Sandbox;
let runs = 0;
/** The moment, by the process's own clock, after which nothing smaller is tried any more. */
let shrinksUntil = Infinity;

const aMoment = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** A node of which one knows when its work is really over: the engine lets go of it when the cancel button is pressed. */
function watch(type: INodeType): { type: INodeType; end(): Promise<unknown> } {
	let work: Promise<unknown> = Promise.resolve();
	const watched = Object.create(type) as INodeType;
	watched.execute = async function (this: IExecuteFunctions) {
		const outputs = type.execute?.call(this) ?? Promise.resolve([]);
		work = outputs.catch(() => []);
		return (await outputs) as INodeExecutionData[][];
	};
	return { type: watched, end: async () => await work };
}

/** Settles once the platform has got so many requests, or the run is over. */
async function arrivals(count: number, isOver: () => boolean): Promise<void> {
	while (sandbox.requests.count < count && !isOver()) await aMoment(1);
}

/** A node's run in the workflow of a plan, at the address of the run. */
async function runWith(
	plan: Plan,
	address: string,
	more: Pick<TestNode, 'type' | 'parameters'> & RunOptions & { items?: IDataObject[] },
) {
	const { type, parameters, ...options } = more;
	const { credential } = importOf(plan.operation).tested;
	return await runNode({
		items: plan.rows.map(({ json }) => json),
		timezone: plan.zone,
		...options,
		node: {
			type,
			parameters,
			onError: plan.onError,
			credentials: { [credential.name]: { baseUrl: address, ...credential.data } },
			credentialTypes: [credential.type],
		},
	});
}

/** Checks the rows without sending them. */
async function checkBefore(plan: Plan, address: string): Promise<Questions> {
	if (!plan.checksFirst) return {};
	const parameters = { ...parametersOf(plan), checkOnly: true };
	const { type } = importOf(plan.operation).tested;
	const checked = await runWith({ ...plan, onError: 'stopWorkflow' }, address, { type, parameters });
	sandbox.finishPending();
	const written = sandbox.requests.all().filter(({ tookEffect }) => tookEffect).length;
	return { checked, checkWrote: written + storedPhones(plan.operation, sandbox).size };
}

/** Asks which of the rows have arrived, on a day on which nothing goes wrong. */
async function askAfter(plan: Plan, address: string): Promise<Questions> {
	if (!plan.asksAfter || !canAskAfter(plan)) return {};
	sandbox.faults.clear();
	sandbox.settings.clockOffsetMs = 0;
	const { type } = importOf(plan.operation).tested;
	const parameters = arrivalParametersOf(plan);
	const items = askedRows(plan).map(({ json }) => json);
	const asking = { ...plan, onError: 'stopWorkflow' as const };
	return { arrival: await runWith(asking, address, { type, parameters, items }) };
}

async function run(plan: Plan): Promise<Observed> {
	sandbox.reset();
	// Under a path of its own, lest a request that an earlier run gave up on a busy machine is taken for one of this run.
	const pathPrefix = `/run-${++runs}`;
	const address = sandbox.url + pathPrefix;
	Object.assign(sandbox.settings, settingsOf(plan), { pathPrefix });
	setMachineZone(plan.machineZone);
	const before = await checkBefore(plan, address);
	sandbox.requests.clear();
	for (const fault of plan.faults) sandbox.faults.add(fault);
	const { cancelAfter } = plan;
	const watched = watch(importOf(plan.operation).tested.type);
	let over = false;
	takePauses();
	const result = await runWith(plan, address, {
		type: watched.type,
		parameters: parametersOf(plan),
		...(cancelAfter !== undefined && { cancelAfter: arrivals(cancelAfter, () => over) }),
	});
	over = true;
	await watched.end();
	const pauses = takePauses();
	// A request that the cancel button cut off may still be on its way to the sandbox.
	if (cancelAfter !== undefined) await aMoment(5);
	sandbox.finishPending();
	// The engine's own error for a pressed button says nothing of the node.
	if (result.executionStatus === 'canceled') delete result.error;
	const stored = storedPhones(plan.operation, sandbox);
	const storedFurther = furtherPhones(plan.operation, sandbox);
	const requests = sandbox.requests.all(`${pathPrefix}/`);
	const faults = sandbox.faults.list();
	const after = await askAfter(plan, address);
	return { plan, result, stored, storedFurther, requests, faults, pauses, ...before, ...after };
}

async function check(plan: Plan): Promise<void> {
	const observed = await run(plan);
	const found = violations(observed);
	figures.note(observed, found);
	if (SURVEY) return;
	const { rows, ...rest } = plan;
	const about = { ...rest, rows: rows.length };
	expect({ about, found: found.slice(0, 10) }).toEqual({ about, found: [] });
}

/** Checks a drawn plan. Once one has failed, smaller ones are tried for a while only, so that the failure is reported in time. */
async function checkDrawn(plan: Plan): Promise<void> {
	if (performance.now() > shrinksUntil) return;
	try {
		await check(plan);
	} catch (failure) {
		shrinksUntil = Math.min(shrinksUntil, performance.now() + SHRINKING_MS);
		throw failure;
	}
}

beforeAll(async () => {
	startClock();
	sandbox = await startSandbox({ guests: GUESTS });
});

afterAll(async () => {
	stopClock();
	await sandbox.close();
	process.stdout.write(`${figures.lines(`campaign: seed ${SEED}`, SURVEY).join('\n')}\n`);
});

it('has a record of every node, import and credential of package.json', () => {
	expect(missingRecords(packageNodes(), packageCredentials())).toEqual([]);
});

for (const { what, plan } of FINDS) {
	it(`keeps the books of an earlier find: ${what}`, async () => await check(plan));
}

/** The share of the runs that platforms of the tests get, in addition. */
const GUEST_SHARE = 0.1;

const DRAWN: Array<{ what: string; imports: DrawnImport[]; runs: number }> = [
	{ what: 'imports', imports: PACKAGE_IMPORTS, runs: RUNS },
	{ what: 'imports of a trial platform', imports: GUEST_IMPORTS, runs: Math.ceil(RUNS * GUEST_SHARE) },
];

it.each(DRAWN)(
	`keeps exact books in $runs $what under faults (seed ${SEED})`,
	async ({ imports, runs: numRuns }) => {
		await fc.assert(fc.asyncProperty(plansFor(imports), checkDrawn), { seed: SEED, numRuns });
		if (SURVEY) expect(figures.violations).toBe(0);
	},
	60 * 60_000,
);
