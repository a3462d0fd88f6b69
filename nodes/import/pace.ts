import { pause } from '../http/wait';

export interface PaceOptions {
	/** Requests under way at the same time, at most. */
	batchesAtOnce: number;
	/** Milliseconds from the start of one request to the start of the next. */
	batchInterval: number;
}

/** How many good replies in a row let one more request travel at once again after a slow-down. */
const REPLIES_TO_SPEED_UP = 5;

/**
 * Says when the next request of an import may start: at most so many at once, so far apart, and all of them later when the platform
 * asked to be left alone. The first request goes alone, so that a wrong token or a wrong task costs one request.
 */
export class Pace {
	private underWay = 0;
	private allowedAtOnce = 1;
	private slowedDown = false;
	private goodReplies = 0;
	/** The moment from which the interval lets the next request start. */
	private nextStart = 0;
	/** The moment until which the platform wants to be left alone. */
	private restUntil = 0;
	private readonly waiting: Array<() => void> = [];

	constructor(
		private readonly options: PaceOptions,
		private readonly isCancelled: () => boolean,
	) {}

	/** Resolves when a request may start, first come first served, and counts it as under way. */
	async start(): Promise<void> {
		while (this.underWay >= this.allowedAtOnce && !this.isCancelled()) {
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
		this.underWay++;
		let now = Date.now();
		// Looked at again after every wait: others may have started meanwhile, or the platform may have asked for a rest.
		for (let at = this.nextMoment(); now < at && !this.isCancelled(); at = this.nextMoment()) {
			await pause(at - now, this.isCancelled);
			now = at; // its own pauses are its clock, so that one that is set while it waits does no harm
		}
		this.nextStart = Date.now() + this.options.batchInterval;
	}

	private nextMoment(): number {
		return Math.max(this.nextStart, this.restUntil);
	}

	/** A request is over, whatever came of it. */
	end(): void {
		this.underWay--;
		this.releaseWaiting();
	}

	/** The platform took a request: all may travel after the first one, and step by step more again after a slow-down. */
	speedUp(): void {
		if (!this.slowedDown) this.allowedAtOnce = this.options.batchesAtOnce;
		else if (++this.goodReplies >= REPLIES_TO_SPEED_UP) {
			this.goodReplies = 0;
			this.allowedAtOnce = Math.min(this.allowedAtOnce + 1, this.options.batchesAtOnce);
		}
		this.releaseWaiting();
	}

	/** Nothing starts for `ms` milliseconds, and half as many requests travel at once from then on. */
	slowDown(ms: number): void {
		this.slowedDown = true;
		this.goodReplies = 0;
		this.allowedAtOnce = Math.max(1, Math.floor(this.allowedAtOnce / 2));
		this.restUntil = Math.max(this.restUntil, Date.now() + ms);
	}

	private releaseWaiting(): void {
		const places = this.isCancelled() ? this.waiting.length : this.allowedAtOnce - this.underWay;
		for (const resume of this.waiting.splice(0, Math.max(0, places))) resume();
	}
}
