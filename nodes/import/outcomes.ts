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
	 * Gives an item its outcome. The first outcome of an item stands.
	 * @param row the row as sent, or as far as it could be read
	 * @param batch number of the request that the row went with; none if it was not sent
	 */
	set(item: number, outcome: Outcome, row: Row, batch?: number): void {
		if (this.results[item]) return;
		// Literals of one shape each, because a property that is added later takes twice the memory.
		const result: RowResult = batch === undefined ? { outcome } : { outcome, batch };
		this.results[item] = this.keepRows ? { row, ...result } : result;
		this.settledRows++;
	}

	/**
	 * Gives all rows of a batch that have no outcome yet the same one.
	 * @param number the request that the rows went with; none if they were not sent
	 */
	setAll({ items, rows }: BatchRows, outcome: Outcome, number?: number): void {
		items.forEach((item, index) => this.set(item, outcome, rows[index] ?? {}, number));
	}

	/** How many of the items have a status. */
	count(status: Outcome['status'], items: Iterable<number> = this.results.keys()): number {
		let count = 0;
		for (const item of items) if (this.results[item]?.outcome.status === status) count++;
		return count;
	}

	/** Gives all items that have no outcome yet the same one. */
	setRest(outcome: Outcome): void {
		for (let item = 0; item < this.results.length; item++) this.set(item, outcome, {});
	}
}

/** A refused repetition does not undo a first try that may have taken effect. */
export function doubted(failed: Failed): Failed {
	const reason = `${failed.reason} (an earlier try may have taken effect)`;
	return { ...failed, status: 'unconfirmed', reason };
}

/** What a reply other than a yes says about each row of its request. */
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

/** What a row that has travelled can have become. It cannot be `notSent` any more, nor refused before sending. */
const TRAVELLED = new Set(['imported', 'accepted', 'failed', 'unconfirmed']);

function isOutcome(value: unknown): value is Outcome {
	return isRecord(value) && TRAVELLED.has(value.status as string);
}

/**
 * One outcome for each row of a request that the platform took. Whatever `readOutcomes` throws or gives back, a row of which it says nothing
 * usable is `unconfirmed`.
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
