import type { No, Unknown } from '../http/reply';
import { asError, isRecord } from '../http/values';
import type { Row } from '../rows/field';
import type { BatchRows } from './batching';
import type { ImportJob, RowResult } from './importJob';
import type { Failed, Outcome } from './outcome';

/** The record of an import: it gives every input item exactly one outcome. */
export class OutcomeRecord {
	/** One result for each input item, in the order of the input. */
	readonly results: RowResult[];
	private settledRows = 0;

	/** @param keepRows whether the results hold the rows */
	constructor(
		itemCount: number,
		private readonly keepRows: boolean,
	) {
		this.results = new Array<RowResult>(itemCount);
	}

	/** Number of rows that have an outcome. */
	get settled(): number {
		return this.settledRows;
	}

	/**
	 * Sets the outcome of an item. An item that has an outcome keeps it.
	 * @param row the row as sent, or as far as it could be read
	 * @param batch number of the row's request; undefined if the row was not sent
	 */
	set(item: number, outcome: Outcome, row: Row, batch?: number): void {
		if (this.results[item]) return;
		// Each result is a literal with all its properties, because a property that is added later takes twice the memory.
		const result: RowResult = batch === undefined ? { outcome } : { outcome, batch };
		this.results[item] = this.keepRows ? { row, ...result } : result;
		this.settledRows++;
	}

	/**
	 * Sets the outcome of all rows of a batch that have none yet.
	 * @param number number of the rows' request; undefined if they were not sent
	 */
	setAll({ items, rows }: BatchRows, outcome: Outcome, number?: number): void {
		items.forEach((item, index) => this.set(item, outcome, rows[index] ?? {}, number));
	}

	/** Counts the items with a status. */
	count(status: Outcome['status'], items: Iterable<number> = this.results.keys()): number {
		let count = 0;
		for (const item of items) if (this.results[item]?.outcome.status === status) count++;
		return count;
	}

	/** Sets the outcome of all items that have none yet. */
	setRest(outcome: Outcome): void {
		for (let item = 0; item < this.results.length; item++) this.set(item, outcome, {});
	}
}

/** The outcome of a row whose repeated request was refused: it is unconfirmed, because an earlier try may have taken effect. */
export function doubted(failed: Failed): Failed {
	const reason = `${failed.reason} (an earlier try may have taken effect)`;
	return { ...failed, status: 'unconfirmed', reason };
}

/** The outcome of all rows of a request whose reply is not a yes. */
export function outcomeOf({ kind, message, code, traceId, advice }: No | Unknown): Failed {
	return {
		status: kind === 'no' ? 'failed' : 'unconfirmed',
		...{ reason: message, reasonCode: code },
		...(advice !== undefined && { advice }),
		...(traceId !== undefined && { details: { traceId } }),
	};
}

function unaccounted(reason: string): Failed {
	return { status: 'unconfirmed', reason, reasonCode: 'unaccounted' };
}

/** The statuses that a row can have after its request was answered. */
const STATUSES_AFTER_SENDING = new Set(['imported', 'accepted', 'failed', 'unconfirmed']);

function isOutcome(value: unknown): value is Outcome {
	return isRecord(value) && STATUSES_AFTER_SENDING.has(value.status as string);
}

/**
 * Reads one outcome for each row of an accepted request. If `readOutcomes` throws or returns no valid outcome for a row, the row is
 * `unconfirmed`.
 */
export function accountFor<Answer>(job: ImportJob<Answer>, answer: Answer, { rows }: BatchRows): Outcome[] {
	let said: unknown;
	try {
		said = job.readOutcomes(answer, rows);
	} catch (thrown) {
		const outcome = unaccounted(`The reply could not be read: ${asError(thrown).message}`);
		return rows.map(() => outcome);
	}
	// A list of another length cannot be trusted to be in the order of the rows.
	const outcomes = Array.isArray(said) && said.length === rows.length ? (said as unknown[]) : [];
	return rows.map((_row, index) => {
		const outcome = outcomes[index];
		return isOutcome(outcome) ? outcome : unaccounted('The reply says nothing about this row');
	});
}
