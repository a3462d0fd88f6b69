/**
 * Simulated time. Nothing waits: the clock jumps from one event to the next. The seed determines the order of events
 * at the same time.
 */

/** Random numbers from 0 to 1, without 1. The same seed always gives the same numbers (mulberry32). */
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
	/** Orders events at the same time. */
	order: number;
	happen: () => void;
}

/** The start of the clock, which is a whole second because HTTP dates have no fractions. */
const START = Date.parse('2025-03-14T08:00:00Z');
/** An import with more events than this hangs. */
const MOST_EVENTS = 100_000;

const realNow = Date.now;
const realRandom = Math.random;
const realTraceLimit = Error.stackTraceLimit;

export class SimulatedTime {
	now = START;
	/** Number of events that have happened. */
	happened = 0;
	/** The durations for which `pause` of nodes/http/wait was called, in milliseconds; see {@link noted}. */
	readonly pauses: number[] = [];
	/** The sorted events; the next one is the last. */
	private readonly events: Event[] = [];

	constructor(readonly random: () => number) {}

	/** Schedules an event after `ms` milliseconds. */
	after(ms: number, happen: () => void): void {
		const event = { at: this.now + Math.max(0, ms), order: this.random(), happen };
		let place = this.events.length;
		const isLater = (other: Event | undefined) =>
			other !== undefined && (other.at < event.at || (other.at === event.at && other.order < event.order));
		while (place > 0 && isLater(this.events[place - 1])) place--;
		this.events.splice(place, 0, event);
	}

	/** Replaces n8n's `sleep`. */
	async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => this.after(ms, resolve));
	}

	/**
	 * Runs events until the work has ended. Before each event, all code that does not wait runs to its end.
	 * @param onEvent is called before each event
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
		if (!event || this.happened >= MOST_EVENTS)
			throw new Error('The import hangs: it waits for an event that never comes.');
		this.happened++;
		this.now = Math.max(this.now, event.at);
		event.happen();
	}
}

let current: SimulatedTime | undefined;

/** Sets the time of the current simulation. */
export function setTime(time: SimulatedTime): void {
	current = time;
}

/** Wraps `pause` so that its durations are recorded. */
export function noted(
	pause: (ms: number, isOver?: () => boolean) => Promise<void>,
): (ms: number, isOver?: () => boolean) => Promise<void> {
	return async (ms, isOver) => {
		current?.pauses.push(ms);
		await pause(ms, isOver);
	};
}

/** Replaces n8n's `sleep` in every module. */
export async function sleep(ms: number): Promise<void> {
	if (!current) throw new Error('No import is being simulated');
	await current.sleep(ms);
}
