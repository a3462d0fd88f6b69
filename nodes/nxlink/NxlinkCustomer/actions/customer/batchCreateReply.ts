import { isRecord } from '../../../../http/json';
import type { Failed, Outcome } from '../../../../import/outcome';

/**
 * What batch_create says of each row, by its index in the request. Everything it says is checked against everything else, since a row
 * that is called imported and is not would never be looked at again.
 */

function unconfirmed(reason: string): Failed {
	return { status: 'unconfirmed', reason, reasonCode: 'unaccounted' };
}

function list(value: unknown): Array<Record<string, unknown>> {
	return Array.isArray(value) ? value.filter(isRecord) : [];
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

/** Enters each named row; an index that is named twice or does not exist spoils what was said of it. */
function namedRows(
	count: number,
	successes: Array<Record<string, unknown>>,
	failures: Array<Record<string, unknown>>,
) {
	const outcomes = new Map<number, Outcome>();
	let strays = 0;
	const enter = (entry: Record<string, unknown>, outcome: Outcome) => {
		const index = typeof entry.index === 'string' ? Number(entry.index) : entry.index;
		if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= count) strays++;
		else if (outcomes.has(index))
			outcomes.set(index, unconfirmed('NXLink named this row twice in its reply'));
		else outcomes.set(index, outcome);
	};
	successes.forEach((entry) => enter(entry, succeeded(entry)));
	failures.forEach((entry) => enter(entry, failed(entry)));
	return { outcomes, strays };
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
	const { outcomes, strays } = namedRows(count, successes, failures);
	const successCount = Number(data.successCount);
	const failCount = Number(data.failCount);
	const addsUp =
		strays === 0 &&
		successCount + failCount === count &&
		failures.length === failCount &&
		(successes.length === successCount || successes.length === 0);
	const counted = `NXLink counted ${data.successCount} imported and ${data.failCount} failed of ${count} rows, and named ${successes.length} and ${failures.length}`;
	return Array.from({ length: count }, (_, index) => {
		const outcome = outcomes.get(index) ?? succeeded({});
		return addsUp || outcome.status === 'failed' ? outcome : unconfirmed(counted);
	});
}
