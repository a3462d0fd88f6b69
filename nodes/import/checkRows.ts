import { sleep } from 'n8n-workflow';

import type { Batch } from './batching';
import { encodeBatch, readAllBatches, readBatches } from './batching';
import { notSent, TOO_MANY_FAILED } from './ending';
import { FailureLimit } from './failureLimit';
import type { ImportControl, ImportJob, ImportOptions, ImportReport } from './importJob';
import type { Failed } from './outcome';
import { OutcomeRecord } from './outcomes';

const CANCELLED: Failed = {
	status: 'notSent',
	reason: 'The execution was cancelled before this row was checked',
	reasonCode: 'cancelled',
};

/**
 * Does everything that an import does before it sends a request: reads, converts and checks the rows, finds duplicates, and encodes the
 * batches. Rows that would be sent are `checked`, with the number of their request. Nothing is sent, and nothing is thrown.
 * @returns a report whose `requests` is the number of requests that the import would make
 */
export async function checkRows<Answer>(
	job: ImportJob<Answer>,
	{ batchSize, maxFailedPercent }: Pick<ImportOptions, 'batchSize' | 'maxFailedPercent'>,
	{ isCancelled, keepRows }: Pick<ImportControl, 'isCancelled' | 'keepRows'>,
): Promise<ImportReport> {
	const outcomes = new OutcomeRecord(job.itemCount, keepRows);
	const failureLimit = new FailureLimit(maxFailedPercent);
	let requests = 0;
	let batches: Iterable<Batch> = readBatches(job, batchSize, outcomes, isCancelled);
	if (failureLimit.isSet) batches = await readAllBatches(batches);
	const excess = failureLimit.excessOfInvalid(outcomes);
	if (excess !== undefined) outcomes.setRest(notSent(excess, TOO_MANY_FAILED));
	for (const batch of excess === undefined ? batches : []) {
		const encoded = encodeBatch(job, batch, outcomes);
		if (encoded.rows.length > 0) outcomes.setAll(encoded, { status: 'checked' }, requests++);
		await sleep(0); // lets n8n handle its cancel button and other work
	}
	outcomes.setRest(CANCELLED);
	return { results: outcomes.results, requests, repetitions: 0 };
}
