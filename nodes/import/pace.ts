import { pause } from '../http/wait';

export interface PaceOptions {
	/** The largest number of requests under way at the same time. */
	batchesAtOnce: number;
	/** Milliseconds from the start of one request to the start of the next. */
	batchInterval: number;
}

/** After a slow-down, the concurrency limit rises by one after this many accepted requests. */
const REPLIES_TO_SPEED_UP = 5;

type Resume = () => void;

/**
 * Decides when the next request of an import may start. It limits how many requests are under way at once, keeps an interval between
 * their starts, and pauses all of them when the platform asks for it.
 *
 * The next request of a batch in progress gets a free slot before a new batch does. So no more batches are in progress than requests may
 * be under way.
 */
export class Pace {
	private underWay = 0;
	/** The current concurrency limit, which a slow-down lowers. */
	private allowedAtOnce: number;
	private goodReplies = 0;
	/** The time from which the interval allows the next request. */
	private nextStart = 0;
	/** The time until which the platform wants no requests. */
	private restUntil = 0;
	private readonly waitingAgain: Resume[] = [];
	private readonly waiting: Resume[] = [];

	/** @param isOver whether the import is over: then all waiting calls return at once, and no request may be sent */
	constructor(
		private readonly options: PaceOptions,
		private readonly isOver: () => boolean,
	) {
		this.allowedAtOnce = options.batchesAtOnce;
	}

	/** Waits until the first request of a new batch may start, and takes a request slot for it. The batch holds the slot until `end`. */
	async start(): Promise<void> {
		await this.takeSlot(this.waiting);
	}

	/** Releases the slot, waits until the next request of the same batch may start, and takes a slot for it. */
	async restart(): Promise<void> {
		this.underWay--;
		await this.takeSlot(this.waitingAgain);
	}

	/** Releases the slot. */
	end(): void {
		this.underWay--;
		this.releaseWaiting();
	}

	/** Records that the platform accepted a request. After a slow-down, this raises the concurrency limit step by step. */
	speedUp(): void {
		if (this.allowedAtOnce === this.options.batchesAtOnce || ++this.goodReplies < REPLIES_TO_SPEED_UP) return;
		this.goodReplies = 0;
		this.allowedAtOnce++;
		this.releaseWaiting();
	}

	/** Pauses all requests for `ms` milliseconds, and halves the concurrency limit. */
	slowDown(ms: number): void {
		this.goodReplies = 0;
		this.allowedAtOnce = Math.max(1, Math.floor(this.allowedAtOnce / 2));
		this.restUntil = Math.max(this.restUntil, Date.now() + ms);
	}

	private async takeSlot(waiting: Resume[]): Promise<void> {
		const slot = new Promise<void>((resolve) => waiting.push(resolve));
		this.releaseWaiting();
		await slot;
		let now = Date.now();
		// The time is computed again after every pause, because it may have changed meanwhile.
		for (let at = this.nextMoment(); now < at && !this.isOver(); at = this.nextMoment()) {
			await pause(at - now, this.isOver);
			now = at; // does not read the system clock again, which may have been changed
		}
		this.nextStart = Date.now() + this.options.batchInterval;
	}

	private nextMoment(): number {
		return Math.max(this.nextStart, this.restUntil);
	}

	private releaseWaiting(): void {
		while (this.underWay < this.allowedAtOnce || this.isOver()) {
			const resume = this.waitingAgain.shift() ?? this.waiting.shift();
			if (!resume) return;
			this.underWay++;
			resume();
		}
	}
}
