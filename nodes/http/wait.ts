import { sleep } from 'n8n-workflow';

/**
 * n8n's nodes may not use timers, and `sleep` cannot be cancelled. So a pause consists of short slices: the cancel button takes effect soon,
 * and no timer runs on for long.
 */
const SLICE_MS = 250;

/** Waits `ms` milliseconds, or until `isOver` returns true at the end of a slice. */
export async function pause(ms: number, isOver: () => boolean = () => false): Promise<void> {
	for (let left = ms; left > 0 && !isOver(); left -= SLICE_MS) await sleep(Math.min(left, SLICE_MS));
}

/** Whether `work` is resolved or rejected within `ms` milliseconds. */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
	let ended = false;
	const end = () => {
		ended = true;
	};
	const settled = work.then(end, end);
	for (let left = ms; left > 0 && !ended; left -= SLICE_MS) {
		await Promise.race([settled, sleep(Math.min(left, SLICE_MS))]);
	}
	return ended;
}
