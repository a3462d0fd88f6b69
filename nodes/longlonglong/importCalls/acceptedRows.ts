import { isRecord, wholeNumber } from '../../http/values';
import type { Outcome } from '../../import/outcome';

/** The batch number in the reply of an asynchronous call: `data.unique_id`, as the documents show it, or `data` itself. */
export function uniqueIdOf(data: unknown): string | undefined {
	const id = isRecord(data) ? data.unique_id : data;
	if (typeof id === 'string' && id !== '') return id;
	return isRecord(data) && wholeNumber(id) > 0 ? String(id) : undefined;
}

/**
 * One outcome for each row of an asynchronous request that the platform accepted.
 * @param data the reply's `data`
 * @param count how many rows the request had
 * @param isNumberDocumented whether the documents promise a batch number. If they do and there is none, the rows are unconfirmed.
 */
export function acceptedOutcomes(data: unknown, count: number, isNumberDocumented: boolean): Outcome[] {
	const uniqueId = uniqueIdOf(data);
	const outcome: Outcome =
		uniqueId === undefined && isNumberDocumented
			? {
					status: 'unconfirmed',
					reason: 'The platform took the request, but its reply has no batch number (unique_id)',
					reasonCode: 'unaccounted',
				}
			: { status: 'accepted', ...(uniqueId !== undefined && { details: { uniqueId } }) };
	return new Array<Outcome>(count).fill(outcome);
}
