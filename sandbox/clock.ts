import type { Settings } from './settings';

/** The server's time, which a test can move, and its delayed work. */
export class Clock {
	private readonly pending = new Map<NodeJS.Timeout, () => void>();

	constructor(private readonly settings: Settings) {}

	/** @returns the server's time in milliseconds, moved by `settings.clockOffsetMs`. */
	now(): number {
		return Date.now() + this.settings.clockOffsetMs;
	}

	/** @returns a time of this server as the platforms write it: `YYYY-MM-DD HH:mm:ss` in their zone. */
	text(ms = this.now()): string {
		const zoned = new Date(ms + this.settings.utcOffsetMinutes * 60_000);
		return zoned.toISOString().slice(0, 19).replace('T', ' ');
	}

	/** @returns milliseconds of `YYYY-MM-DD HH:mm:ss` in the platforms' zone, or undefined when it is no such time. */
	parse(text: unknown): number | undefined {
		if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
		const ms = Date.parse(text.replace(' ', 'T') + 'Z');
		if (Number.isNaN(ms)) return undefined;
		// Date.parse turns 2024-02-30 into a day of March; a real platform refuses it.
		if (new Date(ms).toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined;
		return ms - this.settings.utcOffsetMinutes * 60_000;
	}

	/** Does `work` after `ms` milliseconds of real time, unless the sandbox is reset or closed before. */
	later(ms: number, work: () => void): void {
		const timer = setTimeout(() => {
			this.pending.delete(timer);
			work();
		}, ms);
		this.pending.set(timer, work);
	}

	/** Does all pending work now, in the order in which it was scheduled. */
	finishPending(): void {
		for (const [timer, work] of [...this.pending]) {
			clearTimeout(timer);
			if (this.pending.delete(timer)) work();
		}
	}

	/** Drops all pending work. */
	clear(): void {
		for (const timer of this.pending.keys()) clearTimeout(timer);
		this.pending.clear();
	}

	get pendingCount(): number {
		return this.pending.size;
	}
}
