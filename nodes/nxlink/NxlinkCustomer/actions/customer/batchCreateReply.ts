import { entriesIn, isRecord, wholeNumber } from '../../../../http/values';
import { wordsIn } from '../../../../http/words';
import type { Failed, Outcome } from '../../../../import/outcome';
import { isSuccess } from '../../../../import/outcome';
import { unconfirmedOutcome } from '../../../../platform/rowReplies';

/**
 * Reads the outcome of each row from the reply of batch_create, which names rows by their index in the request. All parts of the reply are
 * compared with each other, because nobody would notice a row that is reported as imported and is not.
 */

function unconfirmed(reason: string): Failed {
	return { status: 'unconfirmed', reason, reasonCode: 'unaccounted' };
}

function succeeded({ customerId }: Record<string, unknown>): Outcome {
	const id = wordsIn(customerId);
	return { status: 'imported', ...(id !== '' && { details: { customerId: id } }) };
}

function failed({ errorMessage, errorCode }: Record<string, unknown>): Failed {
	return {
		status: 'failed',
		reason: wordsIn(errorMessage) || 'NXLink gave no reason',
		reasonCode: wordsIn(errorCode) || 'unknown',
	};
}

/** Adds the trace ID to a row that is no success, because NXLink's support finds the request by it. */
function withTraceId(outcome: Outcome, traceId: string): Outcome {
	return isSuccess(outcome) || traceId === '' ? outcome : { ...outcome, details: { traceId } };
}

/** Reads the outcomes of the named rows. An entry that names no row of the request, or names a row again, counts as unmatched. */
function readNamedRows(count: number, successes: unknown[], failures: unknown[]) {
	const outcomes = new Map<number, Outcome>();
	let unmatched = 0;
	const readEntries = (entries: unknown[], read: (entry: Record<string, unknown>) => Outcome) => {
		for (const entry of entries) {
			const index = isRecord(entry) ? wholeNumber(entry.index) : NaN;
			if (!isRecord(entry) || !(index >= 0 && index < count)) unmatched++;
			else if (outcomes.has(index)) {
				unmatched++;
				outcomes.set(index, unconfirmed('NXLink named this row twice in its reply'));
			} else outcomes.set(index, read(entry));
		}
	};
	readEntries(successes, succeeded);
	readEntries(failures, failed);
	return { outcomes, unmatched };
}

/**
 * Reads one outcome for each row of a batch_create that NXLink accepted. Source: the vendor's page 批量创建客户.
 * @param envelope the whole reply. Its `data` is a BatchCreateResultVO; older installations answer with "" or null, and then every row is
 *   unconfirmed
 * @param count number of rows in the request
 */
export function batchCreateOutcomes(envelope: Record<string, unknown>, count: number): Outcome[] {
	const traceId = wordsIn(envelope.traceId);
	return rowOutcomes(envelope.data, count).map((outcome) => withTraceId(outcome, traceId));
}

function rowOutcomes(data: unknown, count: number): Outcome[] {
	if (!isRecord(data)) {
		const nothing = unconfirmed(
			'NXLink took the request, but its reply does not say what became of the rows',
		);
		return new Array<Outcome>(count).fill(nothing);
	}
	const successes = entriesIn(data.successItems);
	const failures = entriesIn(data.failItems);
	const { outcomes, unmatched } = readNamedRows(count, successes, failures);
	const successCount = wholeNumber(data.successCount);
	const failCount = wholeNumber(data.failCount);
	const addsUp =
		unmatched === 0 &&
		wholeNumber(data.totalCount ?? count) === count &&
		successCount + failCount === count &&
		failures.length === failCount &&
		(successes.length === successCount || successes.length === 0);
	const doubt = `NXLink counted ${successCount} imported and ${failCount} failed of ${count} rows, and named ${successes.length} and ${failures.length}, ${unmatched} of which fit no row`;
	return Array.from({ length: count }, (_, index) => {
		const outcome = outcomes.get(index) ?? { status: 'imported' };
		return addsUp ? outcome : unconfirmedOutcome(outcome, doubt);
	});
}
