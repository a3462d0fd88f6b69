import { pause } from '../http/wait';

export interface PaceOptions {
	/** The largest number of requests under way at the same time. */
	batchesAtOnce: number;
	/** Milliseconds from the start of one request to the start of the next. */
	batchInterval: number;
}

/** After a slow-down, this many good replies in a row allow one more request at once. */
const REPLIES_TO_SPEED_UP = 5;

type Resume = () => void;

/**
 * Decides when the next request of an import may start. It limits how many requests are under way at once, keeps them apart by an
 * interval, and holds them all back when the platform asked for a rest.
 *
 * A batch that has started goes before new ones: its next request gets the next free slot. So no more batches are in progress than
 * requests may be under way.
 */
export class Pace {
	private underWay = 0;
	/** The concurrency limit of the moment. A slow-down lowers it. */
	private allowedAtOnce: number;
	private goodReplies = 0;
	/** The moment from which the interval lets the next request start. */
	private nextStart = 0;
	/** The moment until which the platform wants to be left alone. */
	private restUntil = 0;
	private readonly waitingAgain: Resume[] = [];
	private readonly waiting: Resume[] = [];

	/** @param isOver whether the import is over: then nobody waits any longer, and nothing may be sent */
	constructor(
		private readonly options: PaceOptions,
		private readonly isOver: () => boolean,
	) {
		this.allowedAtOnce = options.batchesAtOnce;
	}

	/** Returns once a request slot is free and the first request of a new batch may start. It holds the slot until `end`. */
	async start(): Promise<void> {
		await this.takeSlot(this.waiting);
	}

	/** Gives the slot back, and returns once the next request of the same batch may start, with a slot held again. */
	async restart(): Promise<void> {
		this.underWay--;
		await this.takeSlot(this.waitingAgain);
	}

	/** Gives the slot back. */
	end(): void {
		this.underWay--;
		this.releaseWaiting();
	}

	/** The platform accepted a request. After a slow-down, one more request may be under way from time to time. */
	speedUp(): void {
		if (this.allowedAtOnce === this.options.batchesAtOnce || ++this.goodReplies < REPLIES_TO_SPEED_UP) return;
		this.goodReplies = 0;
		this.allowedAtOnce++;
		this.releaseWaiting();
	}

	/** Nothing starts for `ms` milliseconds, and half as many requests travel at once from then on. */
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
		// The moment is computed again after every pause: the platform may have asked for a rest, or others may have started.
		for (let at = this.nextMoment(); now < at && !this.isOver(); at = this.nextMoment()) {
			await pause(at - now, this.isOver);
			now = at; // counted by its own pauses, so that a changed system clock does no harm
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
