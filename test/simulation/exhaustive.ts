import { importRows } from '../../nodes/import/importRows';
import type { Script } from './scripts';
import { expectedOf, MAX_TRIES, ScriptedPlatform, scriptsOf } from './scripts';
import { randomNumbers, setTime, SimulatedTime } from './time';

/*
 * A process of exhaustive.test.ts, which loads ./inProcess.js first. Its arguments are "retry" or "once", for requests with an unknown
 * outcome, and the number of batches at once. It prints the number of imports that it has checked.
 */
const [repetition, batches] = process.argv.slice(2);

interface Case {
	scripts: Script[];
	stopsOnErrors: boolean;
	retryWhenUnknown: boolean;
	unknownTakesEffect: boolean;
	batchesAtOnce: number;
}

const BOTH = [false, true];

/** Every sequence of answers to three requests of up to three tries each. */
function* cases(retryWhenUnknown: boolean, batchesAtOnce: number): Generator<Case> {
	const scripts = scriptsOf(retryWhenUnknown);
	for (const first of scripts)
		for (const second of scripts)
			for (const third of scripts) {
				const all = [first, second, third];
				// Without a doubtful answer, it makes no difference whether such answers take effect.
				const effects = all.flat().includes('unknown') ? BOTH : [false];
				for (const stopsOnErrors of BOTH)
					for (const unknownTakesEffect of effects)
						yield { scripts: all, stopsOnErrors, retryWhenUnknown, unknownTakesEffect, batchesAtOnce };
			}
}

async function run(one: Case) {
	const { scripts, stopsOnErrors, retryWhenUnknown, unknownTakesEffect, batchesAtOnce } = one;
	const time = new SimulatedTime(randomNumbers(1));
	setTime(time);
	const platform = new ScriptedPlatform(scripts, unknownTakesEffect);
	const options = {
		batchSize: 2,
		batchesAtOnce,
		batchInterval: 0,
		maxTries: MAX_TRIES,
		retryWhenUnknown,
		splitRefused: true,
	};
	const control = { isCancelled: () => false, endOnRefusal: stopsOnErrors, keepRows: false };
	const report = await time.run(async () => await importRows(platform.job(), options, control));
	return { report, stored: platform.stored };
}

/** The false statement about a row; undefined when its status is true. */
function lieOf(status: string, times: number, retryWhenUnknown: boolean): string | undefined {
	if (status === 'imported' && times === 0) return 'a false imported';
	if ((status === 'failed' || status === 'notSent') && times > 0) return `a false ${status}`;
	return times > 1 && !retryWhenUnknown ? 'stored twice' : undefined;
}

async function check(one: Case): Promise<void> {
	const { report, stored } = await run(one);
	const statuses = report.results.map(({ outcome }) => outcome.status);
	const lies = report.refusal
		? stored.size > 0 && 'thrown although rows were stored'
		: statuses.map((status, row) => lieOf(status, stored.get(row) ?? 0, one.retryWhenUnknown));
	const found = [lies].flat().filter(Boolean);
	const whole = one.batchesAtOnce === 1 && { thrown: report.refusal !== undefined, statuses };
	if (found.length > 0) throw new Error(`${found.join(', ')} in ${JSON.stringify(one)}: ${statuses.join()}`);
	if (!whole) return;
	const expected = expectedOf(one.scripts, one.stopsOnErrors);
	const right =
		whole.thrown === expected.thrown &&
		(expected.thrown || `${whole.statuses.join()}` === expected.statuses.join());
	if (!right)
		throw new Error(
			`${JSON.stringify(one)}: ${JSON.stringify(whole)} instead of ${JSON.stringify(expected)}`,
		);
}

async function main(): Promise<void> {
	let count = 0;
	for (const one of cases(repetition === 'retry', Number(batches))) {
		await check(one);
		count++;
	}
	console.log(count);
}

main().catch((error: unknown) => {
	console.error((error as Error).message);
	process.exitCode = 1;
});
