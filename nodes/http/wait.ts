import { sleep } from 'n8n-workflow';

/**
 * Timers are forbidden globals for n8n's nodes, and `sleep` cannot be called off: waiting goes in slices, so that a pressed cancel
 * button or an answer that came is seen soon and no timer outlives its purpose for long.
 */
const SLICE_MS = 250;

/** Waits `ms` milliseconds, or less when `isOver` says so at the end of a slice. */
export async function pause(ms: number, isOver: () => boolean = () => false): Promise<void> {
	for (let left = ms; left > 0 && !isOver(); left -= SLICE_MS) await sleep(Math.min(left, SLICE_MS));
}

/** Whether `work` ends, well or badly, within `ms` milliseconds. */
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
