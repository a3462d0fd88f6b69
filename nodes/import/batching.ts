import { sleep } from 'n8n-workflow';

import { asError } from '../http/values';
import type { Fault, Row } from '../rows/field';
import { DuplicateCheck } from './duplicates';
import type { ImportJob } from './importJob';
import type { Failed } from './outcome';
import type { OutcomeRecord } from './outcomes';

/** The rows of one request, and the input items that they come from. */
export interface BatchRows {
	items: number[];
	rows: Row[];
}

/** A batch whose request has not been encoded yet. */
export interface Batch extends BatchRows {
	/** Number of invalid rows between the end of the previous batch and the end of this one. */
	invalidBefore: number;
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
 * Reads the input items until the import is cancelled, and yields batches of the rows that may be sent. The other rows get their outcome
 * here: `invalid` or `duplicate`.
 */
export function* readBatches<Answer>(
	job: ImportJob<Answer>,
	batchSize: number,
	outcomes: OutcomeRecord,
	isCancelled: () => boolean,
): Generator<Batch, void> {
	const duplicates = new DuplicateCheck();
	let batch: Batch = { items: [], rows: [], invalidBefore: 0 };

	/** Reads a row; undefined if it got its outcome here. */
	function readRow(item: number): Row | undefined {
		let row: Row = {};
		try {
			const reading = job.read(item);
			row = reading.row;
			const refused = invalid(reading.faults) ?? duplicates.check(job.duplicateKeys(row), item);
			if (!refused) return row;
			if (refused.status === 'invalid') batch.invalidBefore++;
			outcomes.set(item, refused, row);
		} catch (thrown) {
			batch.invalidBefore++;
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
		batch = { items: [], rows: [], invalidBefore: 0 };
	}
	if (batch.rows.length > 0) yield batch;
}

/** Reads all batches before the first one is used. Each batch is released from memory when it is used. */
export async function readAllBatches(reading: Iterable<Batch>): Promise<Iterable<Batch>> {
	const batches: Batch[] = [];
	for (const batch of reading) {
		batches.push(batch);
		await sleep(0); // lets n8n handle its cancel button and other work
	}
	batches.reverse();
	return (function* () {
		for (let batch = batches.pop(); batch; batch = batches.pop()) yield batch;
	})();
}

/**
 * Writes the body of a batch's request. Rows that cannot be written become `invalid` and are removed, so that the other rows of the batch
 * can be sent. The batch may become empty.
 */
export function encodeBatch<Answer>(
	job: ImportJob<Answer>,
	batch: Batch,
	outcomes: OutcomeRecord,
): EncodedBatch {
	try {
		return { ...batch, body: batch.rows.length > 0 ? job.encode(batch.rows) : '' };
	} catch (thrown) {
		const writable = withoutUnwritableRows(job, batch, outcomes);
		if (writable.rows.length < batch.rows.length) return encodeBatch(job, writable, outcomes);
		// Each row can be written alone, but not all of them together.
		outcomes.setAll(batch, unwritable(thrown));
		return { items: [], rows: [], invalidBefore: batch.invalidBefore + batch.rows.length, body: '' };
	}
}

function withoutUnwritableRows<Answer>(
	job: ImportJob<Answer>,
	{ items, rows, invalidBefore }: Batch,
	outcomes: OutcomeRecord,
): Batch {
	const writable: Batch = { items: [], rows: [], invalidBefore };
	rows.forEach((row, index) => {
		const item = items[index] as number;
		try {
			job.encode([row]);
			writable.items.push(item);
			writable.rows.push(row);
		} catch (thrown) {
			writable.invalidBefore++;
			outcomes.set(item, unwritable(thrown), row);
		}
	});
	return writable;
}
