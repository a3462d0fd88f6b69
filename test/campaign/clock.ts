/**
 * A clock for the campaign: a pause of the nodes moves it forward at once instead of waiting. No pause is left out: the sandbox writes its log
 * by this clock too, so that the distance between two tries of a request can be measured there.
 */
let ahead = 0;
const realNow = Date.now;

/** Moves the clock forward by `ms`, and lets everything that is under way move on. */
export async function skip(ms: number): Promise<void> {
	ahead += ms;
	await new Promise((resolve) => setTimeout(resolve, 1));
}

export function startClock(): void {
	Date.now = () => realNow() + ahead;
}

export function stopClock(): void {
	Date.now = realNow;
	ahead = 0;
}
