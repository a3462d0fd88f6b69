import type { No } from '../http/reply';
import type { BatchRows } from './batching';

/** A batch that the platform refused for what is in its rows. */
export interface RefusedBatch extends BatchRows {
	/** The request that was refused. */
	number: number;
	no: No;
}

/** After this many refusals in a row nothing is split any more: the platform does not refuse single rows, but all of them. */
const MAX_REFUSALS_IN_A_ROW = 20;

/** Decides whether a refusal is narrowed down to the rows that it is about. */
export class RefusalLimit {
	private refusalsInARow = 0;
	private first?: No;

	/** @param enabled whether refused requests may be split at all */
	constructor(private readonly enabled: boolean) {}

	/** The first refusal that was narrowed down: it speaks for all when nothing is accepted in the end. */
	get firstRefusal(): No | undefined {
		return this.first;
	}

	/** Takes note of a request that the platform took. */
	accepted(): void {
		this.refusalsInARow = 0;
	}

	/** Takes note of a refusal. Returns whether it is narrowed down: to fewer rows, or to the only row that it is about. */
	narrowsDown(no: No): boolean {
		if (!this.enabled || !no.aboutRows || ++this.refusalsInARow >= MAX_REFUSALS_IN_A_ROW) return false;
		this.first ??= no;
		return true;
	}
}

function halvesOf({ items, rows, ...refusal }: RefusedBatch): [RefusedBatch, RefusedBatch] {
	const middle = Math.ceil(rows.length / 2);
	return [
		{ items: items.slice(0, middle), rows: rows.slice(0, middle), ...refusal },
		{ items: items.slice(middle), rows: rows.slice(middle), ...refusal },
	];
}

/**
 * Sends the halves of a refused batch, and of the halves that are refused in turn, until the bad rows stand alone. Both halves are sent
 * before either is split further, so that an acceptance shows early.
 * @param sendHalf sends a half and records its outcome, unless it is refused and has to be split as well: then it is given back
 */
export async function narrowDown(
	refused: RefusedBatch,
	sendHalf: (half: RefusedBatch) => Promise<RefusedBatch | undefined>,
): Promise<void> {
	const refusedAgain: RefusedBatch[] = [];
	for (const half of halvesOf(refused)) {
		const again = await sendHalf(half);
		if (again) refusedAgain.push(again);
	}
	for (const half of refusedAgain) await narrowDown(half, sendHalf);
}
