/**
 * Simulated time. Nothing waits: the clock jumps from one event to the next, and what happens at the same moment happens in an order that
 * the seed draws.
 */

/** Random numbers from 0 up to, but without, 1; the same seed gives the same ones (mulberry32). */
export function randomNumbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

interface Event {
	at: number;
	/** Decides among events of the same moment. */
	order: number;
	happen: () => void;
}

/** Where the clock starts: a whole second, as HTTP dates have no smaller ones. */
const START = Date.parse('2025-03-14T08:00:00Z');
/** More events than any import has by far. */
const MOST_EVENTS = 100_000;

const realNow = Date.now;
const realRandom = Math.random;
const realTraceLimit = Error.stackTraceLimit;

export class SimulatedTime {
	now = START;
	/** How many events have happened. */
	happened = 0;
	/** What `pause` of nodes/http/wait was asked for, in milliseconds; see {@link noted}. */
	readonly pauses: number[] = [];
	/** Sorted, the next one last. */
	private readonly events: Event[] = [];

	constructor(readonly random: () => number) {}

	/** Makes something happen after so many milliseconds. */
	after(ms: number, happen: () => void): void {
		const event = { at: this.now + Math.max(0, ms), order: this.random(), happen };
		let place = this.events.length;
		const isLater = (other: Event | undefined) =>
			other !== undefined && (other.at < event.at || (other.at === event.at && other.order < event.order));
		while (place > 0 && isLater(this.events[place - 1])) place--;
		this.events.splice(place, 0, event);
	}

	/** What n8n's `sleep` is here. */
	async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => this.after(ms, resolve));
	}

	/**
	 * Lets events happen until the work is over. Before each, all that does not wait runs to its end.
	 * @param onEvent called before each event
	 * @throws Error when the work waits for something that will never happen
	 */
	async run<Result>(work: () => Promise<Result>, onEvent: () => void = () => {}): Promise<Result> {
		Date.now = () => this.now;
		Math.random = this.random;
		Error.stackTraceLimit = 0; // the traces of errors that are part of the plan take a tenth of the time
		let over = false;
		const end = () => {
			over = true;
		};
		try {
			const result = work();
			result.then(end, end);
			for (;;) {
				await new Promise((resolve) => setImmediate(resolve));
				if (over) return await result;
				onEvent();
				this.step();
			}
		} finally {
			Date.now = realNow;
			Math.random = realRandom;
			Error.stackTraceLimit = realTraceLimit;
		}
	}

	private step(): void {
		const event = this.events.pop();
		if (!event || this.happened >= MOST_EVENTS) throw new Error('The import hangs: it waits for nothing.');
		this.happened++;
		this.now = Math.max(this.now, event.at);
		event.happen();
	}
}

let current: SimulatedTime | undefined;

/** The time of the import that is simulated now. */
export function setTime(time: SimulatedTime): void {
	current = time;
}

/** Notes how long the nodes want to pause before they do. */
export function noted(
	pause: (ms: number, isOver?: () => boolean) => Promise<void>,
): (ms: number, isOver?: () => boolean) => Promise<void> {
	return async (ms, isOver) => {
		current?.pauses.push(ms);
		await pause(ms, isOver);
	};
}

/** Instead of n8n's `sleep`, in every module. */
export async function sleep(ms: number): Promise<void> {
	if (!current) throw new Error('No import is being simulated');
	await current.sleep(ms);
}
