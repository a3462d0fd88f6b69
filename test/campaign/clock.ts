/**
 * A clock for the campaign: it stands still but for the pauses of the nodes, which move it forward at once instead of waiting. No pause is
 * left out: the sandbox writes its log by this clock too, so that the distance between two tries of a request is exact there, however
 * busy the machine is.
 */
const realNow = Date.now;
let now = 0;
let pauses: number[] = [];

/** A pause of `ms`: notes it, lets everything that is under way move on, and moves the clock. Pauses at the same time overlap. */
export async function skip(ms: number): Promise<void> {
	pauses.push(ms);
	const until = now + ms;
	await new Promise((resolve) => setTimeout(resolve, 1));
	now = Math.max(now, until);
}

/** The pauses since the last call, in milliseconds, in their order. */
export function takePauses(): number[] {
	const taken = pauses;
	pauses = [];
	return taken;
}

export function startClock(): void {
	now = realNow();
	Date.now = () => now;
}

export function stopClock(): void {
	Date.now = realNow;
}
