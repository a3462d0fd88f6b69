import type { No } from '../http/reply';
import type { BatchRows } from './batching';

/** A batch that the platform refused because of its rows. */
export interface RefusedBatch extends BatchRows {
	/** Number of the refused request. */
	number: number;
	no: No;
}

/** After this many consecutive refusals, requests are no longer split, because the platform seems to refuse all rows. */
const MAX_REFUSALS_IN_A_ROW = 20;

/** Decides whether a refused request is split to find the rows that caused the refusal. */
export class RefusalLimit {
	private refusalsInARow = 0;
	private first?: No;

	/** @param enabled whether refused requests may be split at all */
	constructor(private readonly enabled: boolean) {}

	/** The first refusal whose request was split. The node throws it when the platform accepts nothing in the end. */
	get firstRefusal(): No | undefined {
		return this.first;
	}

	/** Records that the platform accepted a request. */
	accepted(): void {
		this.refusalsInARow = 0;
	}

	/** Records a refusal. Returns whether its request may be split, or, for a single row, whether the refusal is about that row. */
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
 * Sends the halves of a refused batch, and splits refused halves further until the bad rows are found. Both halves are sent before one of
 * them is split, so that an acceptance is seen early.
 * @param sendHalf sends a half and records its outcomes; a half that is refused and has to be split is returned instead
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
