import { isRecord, wholeNumber } from '../../../../http/values';
import type { Failed, Outcome } from '../../../../import/outcome';
import { isSuccess } from '../../../../import/outcome';

/**
 * What batch_create says of each row, by its index in the request. Everything it says is checked against everything else, since a row
 * that is called imported and is not would never be looked at again.
 */

function unconfirmed(reason: string): Failed {
	return { status: 'unconfirmed', reason, reasonCode: 'unaccounted' };
}

function list(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

function succeeded({ customerId }: Record<string, unknown>): Outcome {
	const known = typeof customerId === 'string' || typeof customerId === 'number';
	return { status: 'imported', ...(known && { details: { customerId: String(customerId) } }) };
}

function failed({ errorMessage, errorCode }: Record<string, unknown>): Outcome {
	const known = typeof errorCode === 'number' || typeof errorCode === 'string';
	return {
		status: 'failed',
		reason: typeof errorMessage === 'string' && errorMessage !== '' ? errorMessage : 'NXLink gave no reason',
		reasonCode: known ? String(errorCode) : 'unknown',
	};
}

/** Enters each named row. What names no row of the request, or one that was named before, is counted as unmatched. */
function namedRows(count: number, successes: unknown[], failures: unknown[]) {
	const outcomes = new Map<number, Outcome>();
	let unmatched = 0;
	const enter = (entries: unknown[], read: (entry: Record<string, unknown>) => Outcome) => {
		for (const entry of entries) {
			const index = isRecord(entry) ? wholeNumber(entry.index) : NaN;
			if (!isRecord(entry) || !(index >= 0 && index < count)) unmatched++;
			else if (outcomes.has(index)) {
				unmatched++;
				outcomes.set(index, unconfirmed('NXLink named this row twice in its reply'));
			} else outcomes.set(index, read(entry));
		}
	};
	enter(successes, succeeded);
	enter(failures, failed);
	return { outcomes, unmatched };
}

/**
 * One outcome for each row of a batch_create that was taken.
 * @param data the reply's `data` (BatchCreateResultVO); older installations answer with "" or null, which says nothing of any row
 * @param count rows in the request
 */
export function batchCreateOutcomes(data: unknown, count: number): Outcome[] {
	if (!isRecord(data)) {
		const nothing = unconfirmed(
			'NXLink took the request, but its reply does not say what became of the rows',
		);
		return new Array<Outcome>(count).fill(nothing);
	}
	const successes = list(data.successItems);
	const failures = list(data.failItems);
	const { outcomes, unmatched } = namedRows(count, successes, failures);
	const successCount = wholeNumber(data.successCount);
	const failCount = wholeNumber(data.failCount);
	const addsUp =
		unmatched === 0 &&
		wholeNumber(data.totalCount ?? count) === count &&
		successCount + failCount === count &&
		failures.length === failCount &&
		(successes.length === successCount || successes.length === 0);
	const counted = unconfirmed(
		`NXLink counted ${successCount} imported and ${failCount} failed of ${count} rows, and named ${successes.length} and ${failures.length}`,
	);
	return Array.from({ length: count }, (_, index) => {
		const outcome = outcomes.get(index) ?? succeeded({});
		return addsUp || !isSuccess(outcome) ? outcome : counted;
	});
}
