import { asError } from '../http/values';
import type { Fault, Row } from '../rows/field';
import { DuplicateCheck } from './duplicates';
import type { ImportJob } from './importJob';
import type { Failed } from './outcome';
import type { OutcomeRecord } from './outcomes';

/** The rows of one request, and the input items that they come from. */
export interface Batch {
	items: number[];
	rows: Row[];
}

/** A batch with the body of its request. */
export interface EncodedBatch extends Batch {
	body: string;
}

function invalid(faults: Fault[]): Failed | undefined {
	const [first] = faults;
	if (!first) return undefined;
	const { reasonCode, column } = first;
	const reason = faults.map((fault) => fault.reason).join('; ');
	return { status: 'invalid', reason, reasonCode, ...(column !== undefined && { column }) };
}

function unreadable(thrown: unknown): Failed {
	return {
		status: 'invalid',
		reason: `This row could not be read: ${asError(thrown).message}`,
		reasonCode: 'unreadable',
	};
}

function unwritable(thrown: unknown): Failed {
	return {
		status: 'invalid',
		reason: `This row cannot be written as JSON: ${asError(thrown).message}`,
		reasonCode: 'unreadable',
	};
}

/**
 * Reads the input items, until the import is cancelled, and fills batches with the rows that may be sent. The other rows get their
 * outcome here: `invalid` or `duplicate`.
 */
export function* readBatches<Answer>(
	job: ImportJob<Answer>,
	batchSize: number,
	outcomes: OutcomeRecord,
	isCancelled: () => boolean,
): Generator<Batch, void> {
	const duplicates = new DuplicateCheck();
	let batch: Batch = { items: [], rows: [] };

	/** The row, or nothing if it has got its outcome. */
	function readRow(item: number): Row | undefined {
		let row: Row = {};
		try {
			const reading = job.read(item);
			row = reading.row;
			const refused = invalid(reading.faults) ?? duplicates.check(job.duplicateKeys(row), item);
			if (!refused) return row;
			outcomes.set(item, refused, row);
		} catch (thrown) {
			outcomes.set(item, unreadable(thrown), row);
		}
		return undefined;
	}

	for (let item = 0; item < job.itemCount && !isCancelled(); item++) {
		const row = readRow(item);
		if (!row) continue;
		batch.items.push(item);
		batch.rows.push(row);
		if (batch.rows.length < batchSize) continue;
		yield batch;
		batch = { items: [], rows: [] };
	}
	if (batch.rows.length > 0) yield batch;
}

/**
 * Writes the body of a batch's request. Rows that cannot be written become `invalid` and leave the batch, so that one of them does not
 * spoil its neighbours' request.
 * @returns nothing when no row is left
 */
export function encodeBatch<Answer>(
	job: ImportJob<Answer>,
	batch: Batch,
	outcomes: OutcomeRecord,
): EncodedBatch | undefined {
	try {
		return { ...batch, body: job.encode(batch.rows) };
	} catch (thrown) {
		const writable = withoutUnwritableRows(job, batch, outcomes);
		if (writable.rows.length === 0) return undefined;
		if (writable.rows.length < batch.rows.length) return encodeBatch(job, writable, outcomes);
		outcomes.setAll(batch, unwritable(thrown)); // each row can be written alone, but not all of them together
		return undefined;
	}
}

function withoutUnwritableRows<Answer>(
	job: ImportJob<Answer>,
	{ items, rows }: Batch,
	outcomes: OutcomeRecord,
): Batch {
	const writable: Batch = { items: [], rows: [] };
	rows.forEach((row, index) => {
		const item = items[index] as number;
		try {
			job.encode([row]);
			writable.items.push(item);
			writable.rows.push(row);
		} catch (thrown) {
			outcomes.set(item, unwritable(thrown), row);
		}
	});
	return writable;
}
