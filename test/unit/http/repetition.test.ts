import fc from 'fast-check';

import { mayRepeat, pauseBeforeRetry } from '../../../nodes/http/repetition';
import type { Reply } from '../../../nodes/http/reply';

const no = (retryable: boolean, retryAfterMs?: number): Reply<string> => ({
	kind: 'no',
	message: 'm',
	code: 'c',
	deniesAllCalls: false,
	aboutRows: false,
	retryable,
	retryAfterMs,
});
const unknown: Reply<string> = { kind: 'unknown', message: 'm', code: 'c' };
const yes: Reply<string> = { kind: 'yes', answer: 'a' };
const careful = { maxTries: 3, retryWhenUnknown: false };
const told = { ...careful, retryWhenUnknown: true };

describe('whether a request is sent again', () => {
	it.each([
		['a yes', yes, careful, false],
		['a yes, even when told to repeat', yes, told, false],
		['a no for good', no(false), told, false],
		['a no for now', no(true), careful, true],
		['a no for now, in ten minutes', no(true, 600_000), careful, true],
		['a no for now, in more than ten minutes', no(true, 600_001), careful, false],
		['nobody knows', unknown, careful, false],
		['nobody knows, but the user said so', unknown, told, true],
	])('%s: %#', (_, reply, options, expected) => {
		expect(mayRepeat(reply, 1, options)).toBe(expected);
		expect(mayRepeat(reply, 2, options)).toBe(expected);
		expect(mayRepeat(reply, 3, options)).toBe(false);
	});
});

describe('the pause before the next try', () => {
	it('is a second at first, twice as long each time, up to a minute', () => {
		expect([1, 2, 3, 6, 7, 8, 100].map((tries) => pauseBeforeRetry(tries, undefined, 0.5))).toEqual([
			1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000,
		]);
	});

	it('is no sooner than the platform asked, and jittered, but never by much', () => {
		const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 50 }),
				fc.option(fc.nat(600_000), { nil: undefined }),
				random,
				(tries, retryAfter, by) => {
					const pause = pauseBeforeRetry(tries, retryAfter, by);
					expect(pause).toBeGreaterThanOrEqual(Math.max(750, retryAfter ?? 0));
					expect(pause).toBeLessThanOrEqual(Math.max(75_000, (retryAfter ?? 0) * 1.1 + 1));
					expect(Number.isInteger(pause)).toBe(true);
				},
			),
		);
	});
});
