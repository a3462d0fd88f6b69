import { Pace } from '../../../nodes/import/pace';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Lets `count` requests ask to start at once; gives the moments at which they did, in milliseconds from now. */
function starts(pace: Pace, count: number): number[] {
	const began = Date.now();
	const moments: number[] = [];
	for (let request = 0; request < count; request++) {
		void pace.start().then(() => moments.push(Date.now() - began));
	}
	return moments;
}

const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);
const running = () => false;

describe('the pace', () => {
	it('lets as many requests start at once as may be under way, and one more for each that ends', async () => {
		const pace = new Pace({ batchesAtOnce: 3, batchInterval: 0 }, running);
		const moments = starts(pace, 5);
		await pass(100);
		expect(moments).toEqual([0, 0, 0]);
		pace.speedUp();
		pace.end();
		await pass(100);
		expect(moments).toEqual([0, 0, 0, 100]);
		pace.end();
		await pass(100);
		expect(moments).toEqual([0, 0, 0, 100, 200]);
	});

	it('keeps them apart by the interval, from start to start', async () => {
		const pace = new Pace({ batchesAtOnce: 9, batchInterval: 400 }, running);
		pace.speedUp();
		const moments = starts(pace, 4);
		await pass(5_000);
		expect(moments).toEqual([0, 400, 800, 1_200]);
	});

	it('lets nothing start while the platform rests, and keeps the interval behind that', async () => {
		const pace = new Pace({ batchesAtOnce: 9, batchInterval: 100 }, running);
		pace.speedUp();
		pace.slowDown(3_000);
		const moments = starts(pace, 4);
		await pass(10_000);
		expect(moments).toEqual([3_000, 3_100, 3_200, 3_300]);
	});

	it('lets half as many travel at once after each slow-down, and one more for every five good replies', async () => {
		const pace = new Pace({ batchesAtOnce: 8, batchInterval: 0 }, running);
		pace.speedUp();
		pace.slowDown(0);
		const moments = starts(pace, 20);
		await pass(1);
		expect(moments).toHaveLength(4);
		for (let reply = 0; reply < 5; reply++) pace.speedUp();
		await pass(1);
		expect(moments).toHaveLength(5);
		for (let slowDown = 0; slowDown < 9; slowDown++) pace.slowDown(0);
		for (let request = 0; request < 5; request++) pace.end();
		await pass(1);
		expect(moments).toHaveLength(6); // one always may
		for (let reply = 0; reply < 100; reply++) pace.speedUp();
		await pass(1);
		expect(moments).toHaveLength(13); // and never more than were allowed
	});

	it('lets the next request of a batch that has started go before a new batch', async () => {
		const pace = new Pace({ batchesAtOnce: 2, batchInterval: 0 }, running);
		pace.speedUp();
		const moments: string[] = [];
		const note = (what: string) => () => moments.push(what);
		void pace.start().then(note('first'));
		void pace.start().then(note('second'));
		void pace.start().then(note('new'));
		await pass(1);
		pace.slowDown(0); // from now on one at once
		void pace.restart().then(note('first again'));
		await pass(1);
		expect(moments).toEqual(['first', 'second']);
		pace.end();
		await pass(1);
		expect(moments).toEqual(['first', 'second', 'first again']);
		pace.end();
		await pass(1);
		expect(moments.at(-1)).toBe('new');
	});

	it('lets all go at once when the import is cancelled, lest anyone wait for ever', async () => {
		let cancelled = false;
		const pace = new Pace({ batchesAtOnce: 1, batchInterval: 3_600_000 }, () => cancelled);
		const moments = starts(pace, 3);
		await pass(1_000);
		expect(moments).toEqual([0]);
		cancelled = true;
		pace.end();
		await pass(1_000);
		expect(moments).toHaveLength(3);
	});
});
