import { sleep } from 'n8n-workflow';

import { endsWithin, pause } from '../../../nodes/http/wait';
import { resultInFakeTime } from '../fakeTime';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** How long something takes on the clock, and what comes of it. */
async function timed<Result>(work: () => Promise<Result>): Promise<[result: Result, ms: number]> {
	const began = Date.now();
	return await resultInFakeTime(work().then((result) => [result, Date.now() - began]));
}

describe('a pause', () => {
	it.each([0, 1, 249, 250, 251, 1_000, 1_100])('of %i ms takes as long', async (ms) => {
		expect(await timed(async () => await pause(ms))).toEqual([undefined, ms]);
	});

	it('ends soon after the cancel button was pressed, and at once when it had been', async () => {
		const began = Date.now();
		const cancelled = () => Date.now() - began >= 600;
		expect(await timed(async () => await pause(60_000, cancelled))).toEqual([undefined, 750]);
		expect(await timed(async () => await pause(60_000, () => true))).toEqual([undefined, 0]);
	});
});

describe('whether something ends in time', () => {
	it('is yes as soon as it ends, well or badly', async () => {
		expect(await timed(async () => await endsWithin(1_000, sleep(600)))).toEqual([true, 600]);
		const failing = sleep(600).then(() => {
			throw new Error('cut off');
		});
		expect(await timed(async () => await endsWithin(1_000, failing))).toEqual([true, 600]);
	});

	it('is no once the time is over', async () => {
		expect(await timed(async () => await endsWithin(1_100, sleep(60_000)))).toEqual([false, 1_100]);
		expect(await timed(async () => await endsWithin(0, sleep(10)))).toEqual([false, 0]);
		expect(await timed(async () => await endsWithin(0, Promise.resolve()))).toEqual([false, 0]);
	});
});
