/**
 * What the unit tests use of Jest's globals, on top of Mocha's. StrykerJS runs the tests with Mocha, because Mocha keeps the code loaded from one
 * mutant to the next; Jest loads it anew for each, which takes a hundred times as long as the tests.
 */
const { ModernFakeTimers } = require('@jest/fake-timers');
const { expect } = require('expect');
const { bind } = require('jest-each');

const withEach = (define) => Object.assign(define, { each: bind(define, false) });

const timers = new ModernFakeTimers({ global: globalThis, config: { rootDir: process.cwd() } });

Object.assign(globalThis, {
	it: withEach((name, run) => globalThis.specify(name, run)),
	describe: withEach((name, define) => globalThis.context(name, define)),
	beforeAll: globalThis.before,
	afterAll: globalThis.after,
	expect,
	jest: {
		useFakeTimers: () => void timers.useFakeTimers({ now: Date.now(), timerLimit: 20_000 }),
		useRealTimers: () => timers.useRealTimers(),
		runAllTimersAsync: async () => await timers.runAllTimersAsync(),
		advanceTimersByTimeAsync: async (ms) => await timers.advanceTimersByTimeAsync(ms),
	},
});
