import type { Observed } from './books';
import { rowItems } from './books';

/** From so many outcomes on, an import looks at their share of failures while it sends. */
const OUTCOMES_TO_JUDGE = 300;

/** Whether an import gives up where too large a share of its rows is invalid or refused, and only there (option *Max Failed Rows*). */
export function* thresholdFits({ plan, result, requests }: Observed): Generator<string> {
	const { maxFailedPercent } = plan.options;
	if (result.error || plan.cancelAfter !== undefined) return;
	const items = rowItems(result);
	const gaveUp = items.some(({ json }) => json.reasonCode === 'tooManyFailed');
	if (maxFailedPercent === undefined) {
		if (gaveUp) yield 'an import without a limit of failures gave up because of them';
		return;
	}
	const limit = Number(maxFailedPercent) / 100;
	const count = (...statuses: string[]) =>
		items.filter(({ json }) => statuses.includes(String(json.status))).length;
	const rows = items.length - count('duplicate');
	// Once the rows are read, all that are invalid have been found.
	const excessBefore = count('invalid') > limit * rows;
	if (excessBefore && requests.length > 0)
		yield `${count('invalid')} of ${rows} rows are invalid, the limit is ${Number(maxFailedPercent)} %, and ${requests.length} requests were made`;
	if (gaveUp && !excessBefore && rows - count('notSent') < OUTCOMES_TO_JUDGE)
		yield `an import gave up after ${rows - count('notSent')} outcomes with ${count('invalid', 'failed')} failures`;
}
