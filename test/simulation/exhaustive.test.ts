import { importRows } from '../../nodes/import/importRows';
import type * as Mocks from './mocks';
import type { Script } from './scripts';
import { ANSWERS, expectedOf, MAX_TRIES, ScriptedPlatform, scriptsOf } from './scripts';
import { randomNumbers, setTime, SimulatedTime } from './time';

jest.mock('n8n-workflow', () => jest.requireActual<typeof Mocks>('./mocks').n8nWorkflow());
jest.mock('../../nodes/http/wait', () => ({
	...jest.requireActual<object>('../../nodes/http/wait'),
	// A pause is one event instead of one for each slice, because no pause ends early here.
	pause: jest.requireActual<typeof Mocks>('./mocks').n8nWorkflow().sleep,
}));

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

it('knows every script of a request', () => {
	expect(ANSWERS).toHaveLength(5);
	expect(scriptsOf(false)).toHaveLength(4 + 4 + 5);
	expect(scriptsOf(true)).toHaveLength(3 + 2 * 3 + 4 * 5);
});

it.each([
	{ retryWhenUnknown: false, batchesAtOnce: 1 },
	{ retryWhenUnknown: false, batchesAtOnce: 3 },
	{ retryWhenUnknown: true, batchesAtOnce: 1 },
])(
	'says the truth about every row, whatever answers come to three requests of three tries: %j',
	async ({ retryWhenUnknown, batchesAtOnce }) => {
		let count = 0;
		for (const one of cases(retryWhenUnknown, batchesAtOnce)) {
			await check(one);
			count++;
		}
		const scripts = scriptsOf(retryWhenUnknown).length;
		expect(count).toBeGreaterThan(2 * scripts ** 3);
		process.stdout.write(`exhaustive: ${count} imports (${scripts}³ sequences of answers)\n`);
	},
	30 * 60_000,
);
