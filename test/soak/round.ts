import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Delivery } from '../../sandbox';
import type { Execution } from '../../scripts/n8nHost/execution';
import { RestError } from '../../scripts/n8nHost/rest';
import { furtherPhones, PACKAGE_IMPORTS, storedPhones } from '../campaign/drawnImports';
import type { Plan } from '../campaign/plan';
import { askedRows, canAskAfter } from '../campaign/questions';
import type { CallbackTarget } from '../e2e/callbackWorkflow';
import { deliverCalls } from '../e2e/callbackWorkflow';
import type { ImportRun, NodeRun, ReadRun, Store } from './books';
import type { SoakHost } from './host';
import { LISTS, SEEDED } from './lists';
import { drawFaults, PLATFORM, withRows } from './plans';
import type { ImportKind } from './plans';
import { arrivalPath, NODE } from './workflows';

/** What happened in a round. */
export interface RoundLog {
	imports: ImportRun[];
	reads: ReadRun[];
	callbacks: { deliveries: Delivery[]; texts: string[] };
	store: Store;
	requests: number;
	faults: number;
}

/** What the rounds of a run share. */
export interface Course {
	host: SoakHost;
	kinds: readonly ImportKind[];
	/** The trigger that callbacks start. */
	target: CallbackTarget;
	seed: number;
	random: () => number;
	/** Number of the next import's first row. */
	nextRow: number;
	/** Number of the next import. */
	nextImport: number;
}

const IMPORTS_AT_ONCE = 3;
/** An asynchronous batch is worked on for this time, and calls back then. */
const FINISH_AFTER_MS = 200;
/** How often an import that was not stopped is asked about its rows. */
const ASKED = 0.3;
const CALLBACK_TIMEOUT_MS = 60_000;
/** However busy the machine is, the executions that callbacks have started are waited for. */
const CALLBACK_PATIENCE_MS = 300_000;

function nodeRunOf(execution: Execution): NodeRun {
	const error = execution.data.resultData.error ?? execution.runs(NODE)[0]?.error;
	return {
		status: execution.status,
		outputs: execution.runs(NODE)[0]?.data?.main?.map((items) => items ?? []) ?? [],
		...(error && { error: { name: error.name, message: error.message } }),
	};
}

/** Imports, stops, reads and callbacks at once, for a while, against a sandbox of its own faults. */
export class Round {
	private readonly imports: ImportRun[] = [];
	private readonly reads: ReadRun[] = [];
	private readonly keys: Record<string, readonly string[]>;

	constructor(
		private readonly course: Course,
		number: number,
	) {
		const { sandbox } = course.host;
		sandbox.reset();
		sandbox.seed(SEEDED);
		Object.assign(sandbox.settings, PLATFORM, {
			errorStatus: number % 2 === 0 ? 'always200' : 'matching',
			finishAfterMs: FINISH_AFTER_MS,
			callbackUrls: { default: course.target.address },
			callbackTimeoutMs: CALLBACK_TIMEOUT_MS,
		});
		for (const fault of drawFaults(course.seed + number * 100)) sandbox.faults.add(fault);
		this.keys = Object.fromEntries(Object.entries(LISTS).map(([list, { keys }]) => [list, keys(sandbox)]));
	}

	/** Works until the time has come, waits until everything that was begun has ended, and tells what happened. */
	async run(until: number): Promise<RoundLog> {
		const { host, target } = this.course;
		const repeat = async (work: () => Promise<void>) => {
			while (Date.now() < until) await work();
		};
		await Promise.all([
			...Array.from({ length: IMPORTS_AT_ONCE }, async () => await repeat(async () => await this.import())),
			repeat(async () => await this.stop()),
			...Object.keys(LISTS).map(async (list) => await repeat(async () => await this.read(list))),
			repeat(async () => await this.call()),
		]);
		host.sandbox.finishPending();
		await host.sandbox.callbacksIdle();
		const deliveries = [...host.sandbox.deliveries];
		const delivered = deliveries.filter(({ outcome }) => outcome === 'delivered').length;
		// A lost callback is for the books to report.
		await target.untilEnded(delivered, CALLBACK_PATIENCE_MS).catch(() => undefined);
		const executions = await target.executions(await target.endedCount());
		const texts = executions.map((execution) => JSON.stringify(execution.rows('Callback')));
		return {
			...{ imports: this.imports, reads: this.reads, callbacks: { deliveries, texts }, store: this.store() },
			...{ requests: host.sandbox.requests.count, faults: host.sandbox.faults.fired },
		};
	}

	private store(): Store {
		const { sandbox } = this.course.host;
		const lastStoredAt = new Map<string, number>();
		for (const { phone, at } of PACKAGE_IMPORTS.flatMap(({ storings }) => storings(sandbox)))
			lastStoredAt.set(phone, Math.max(at, lastStoredAt.get(phone) ?? 0));
		const byImport = (times: typeof storedPhones) =>
			Object.fromEntries(PACKAGE_IMPORTS.map(({ name }) => [name, times(name, sandbox)]));
		return { byOperation: byImport(storedPhones), further: byImport(furtherPhones), lastStoredAt };
	}

	/** Draws an import. @returns its plan, and the name of its workflow */
	private draw(isStopped: boolean): { plan: Plan; workflow: string } {
		const { course } = this;
		const kinds = course.kinds.filter((kind) => kind.isStopped === isStopped);
		const kind = kinds[Math.floor(course.random() * kinds.length)];
		if (!kind) throw new Error('There is no import to draw');
		const plan = withRows(kind, course.seed + course.nextImport++, course.nextRow);
		course.nextRow += plan.rows.length;
		return { plan, workflow: `import-${course.kinds.indexOf(kind)}` };
	}

	private async import(): Promise<void> {
		const { host, random } = this.course;
		const { plan, workflow } = this.draw(false);
		const id = await host.start(
			workflow,
			plan.rows.map(({ json }) => json),
		);
		const run: ImportRun = { plan, ...nodeRunOf(await host.ended(id)) };
		if (random() < ASKED) await this.ask(run);
		this.imports.push(run);
	}

	/** Starts an import and presses *Stop* while it is under way, mostly. */
	private async stop(): Promise<void> {
		const { host, random } = this.course;
		const { plan, workflow } = this.draw(true);
		const id = await host.start(
			workflow,
			plan.rows.map(({ json }) => json),
		);
		await sleep(200 + random() * 3_000);
		await host.driver.stop(id).catch((error: unknown) => {
			if (!(error instanceof RestError)) throw error; // it has ended already
		});
		const stoppedAt = Date.now();
		const run: ImportRun = { plan, stoppedAt, ...nodeRunOf(await host.ended(id)) };
		await sleep(1_000);
		await this.ask(run);
		this.imports.push(run);
	}

	/** Asks whether the rows of an import have arrived. */
	private async ask(run: ImportRun): Promise<void> {
		const { host } = this.course;
		const { plan } = run;
		if (!canAskAfter(plan)) return;
		host.sandbox.finishPending();
		const rows = askedRows(plan).map(({ json }) => json);
		const id = await host.start(arrivalPath(plan.operation), rows);
		const answer = nodeRunOf(await host.ended(id));
		run.arrival = { ...answer, stored: storedPhones(plan.operation, host.sandbox) };
	}

	private async read(list: string): Promise<void> {
		const { host, random } = this.course;
		const id = await host.start(`read-${list}`, [{}]);
		const expected = this.keys[list] ?? [];
		this.reads.push({ list, expected, ...nodeRunOf(await host.ended(id)) });
		await sleep(500 + random() * 1_500);
	}

	private async call(): Promise<void> {
		const { host, target, random } = this.course;
		const calls = Array.from({ length: 1 + Math.floor(random() * 6) }, () => randomUUID());
		await deliverCalls(host.sandbox, target.address, calls, calls.length);
		await sleep(random() * 1_000);
	}
}
