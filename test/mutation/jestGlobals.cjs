/**
 * What the unit tests use of Jest's globals, on top of Mocha's. StrykerJS runs the tests with Mocha, because Mocha keeps the code loaded from one
 * mutant to the next; Jest loads it anew for each, which takes a hundred times as long as the tests.
 */
const { createRequire } = require('node:module');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { expect } = require('expect');
const { bind } = require('jest-each');
const { ModuleMocker } = require('jest-mock');

const withEach = (define) => Object.assign(define, { each: bind(define, false) });

const mocker = new ModuleMocker(globalThis);
const timers = new ModernFakeTimers({ global: globalThis, config: { rootDir: process.cwd() } });

/** Loads what `load` loads anew, and forgets it afterwards. */
function isolateModules(load) {
	const loaded = { ...require.cache };
	for (const file of Object.keys(loaded)) delete require.cache[file];
	try {
		load();
	} finally {
		Object.assign(require.cache, loaded);
	}
}

Object.assign(globalThis, {
	it: withEach((name, run) => globalThis.specify(name, run)),
	describe: withEach((name, define) => globalThis.context(name, define)),
	beforeAll: globalThis.before,
	afterAll: globalThis.after,
	expect,
	jest: {
		isolateModules,
		spyOn: (object, method) => mocker.spyOn(object, method),
		restoreAllMocks: () => mocker.restoreAllMocks(),
		/** Set by tests.cjs: the test file whose tests run, from which paths are meant. */
		file: undefined,
		requireActual: (path) => createRequire(globalThis.jest.file)(path),
		useFakeTimers: () => void timers.useFakeTimers({ now: Date.now(), timerLimit: 20_000 }),
		useRealTimers: () => timers.useRealTimers(),
		runAllTimersAsync: async () => await timers.runAllTimersAsync(),
		advanceTimersByTimeAsync: async (ms) => await timers.advanceTimersByTimeAsync(ms),
	},
});
