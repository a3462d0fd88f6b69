import { isRecord, wholeNumber } from '../../http/values';
import type { Outcome } from '../../import/outcome';

/** The batch number in the reply of an asynchronous call, under the name that the documents show or by itself. */
export function uniqueIdOf(data: unknown): string | undefined {
	const id = isRecord(data) ? data.unique_id : data;
	if (typeof id === 'string' && id !== '') return id;
	return isRecord(data) && wholeNumber(id) > 0 ? String(id) : undefined;
}

/**
 * The rows of an asynchronous request that the platform took.
 * @param documented whether the documents promise a batch number; without it, such rows could not be followed up
 */
export function acceptedOutcomes(data: unknown, count: number, documented: boolean): Outcome[] {
	const uniqueId = uniqueIdOf(data);
	const outcome: Outcome =
		uniqueId === undefined && documented
			? {
					status: 'unconfirmed',
					reason: 'The platform took the request, but its reply has no batch number (unique_id)',
					reasonCode: 'unaccounted',
				}
			: { status: 'accepted', ...(uniqueId !== undefined && { details: { uniqueId } }) };
	return new Array<Outcome>(count).fill(outcome);
}
