import { sleep } from 'n8n-workflow';

import { ReadAhead } from '../../../nodes/import/readAhead';
import { resultInFakeTime } from '../fakeTime';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A source of numbers that notes which of them were read. */
function numbers(count: number) {
	const read: number[] = [];
	function* source(): Generator<number, void> {
		for (let number = 0; number < count; number++) {
			read.push(number);
			yield number;
		}
	}
	return { read, source: source() };
}

/** Waits for the work as an import does for a request slot. */
async function wait(ahead: ReadAhead<number>, work: Promise<void>): Promise<void> {
	const waiting = ahead.during(work);
	await resultInFakeTime(waiting);
}

describe('reading ahead', () => {
	it('keeps so many items ready while there is something to wait for, and gives them out in their order', async () => {
		const { read, source } = numbers(10);
		const ahead = new ReadAhead(source, 3);
		expect([ahead.next(), read]).toEqual([0, [0]]);
		await wait(ahead, sleep(1_000));
		expect(read).toEqual([0, 1, 2, 3]);
		await wait(ahead, sleep(1_000));
		expect(read).toEqual([0, 1, 2, 3]);
		expect([ahead.next(), ahead.next(), ahead.next(), ahead.next()]).toEqual([1, 2, 3, 4]);
	});

	it('reads nothing when there is nothing to wait for', async () => {
		const { read, source } = numbers(10);
		const ahead = new ReadAhead(source, 3);
		await wait(ahead, Promise.resolve());
		expect(read).toEqual([]);
		expect(ahead.next()).toBe(0);
	});

	it('stops reading as soon as the wait is over', async () => {
		let end = () => {};
		const work = new Promise<void>((resolve) => (end = resolve));
		function* source(): Generator<number, void> {
			for (let number = 0; ; number++) {
				if (number === 3) end();
				yield number;
			}
		}
		const ahead = new ReadAhead(source(), 50);
		await wait(ahead, work);
		expect([ahead.next(), ahead.next(), ahead.next(), ahead.next()]).toEqual([0, 1, 2, 3]);
		await wait(ahead, Promise.resolve());
		expect(ahead.next()).toBe(4);
	});

	it('ends with its source, and waits on', async () => {
		const { source } = numbers(2);
		const ahead = new ReadAhead(source, 5);
		let over = false;
		await wait(
			ahead,
			sleep(1_000).then(() => void (over = true)),
		);
		expect([over, ahead.next(), ahead.next(), ahead.next()]).toEqual([true, 0, 1, undefined]);
	});
});
