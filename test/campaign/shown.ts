import { SECRETS } from '../../sandbox';
import type { Observed } from './books';
import { rowItems } from './books';

/** More phones than this in one text are a list of phones: the row's own, and what a message names. */
const MOST_PHONES = 3;
const PHONE = /1\d{10}/g;

/** All that a person may read of a run, beside the rows themselves. */
function textsOf({ result }: Observed): string[] {
	const { error, hints, logLines } = result;
	const reasons = new Set(rowItems(result).map(({ json }) => String(json.reason ?? '')));
	const ofError = error ? [JSON.stringify(error), error.message, String(error.description)] : [];
	const summary = JSON.stringify(result.outputs[2] ?? []);
	return [summary, ...ofError, ...hints.map(({ message }) => message), ...reasons, ...logLines];
}

/** No secret and no list of phones is in anything that the node says. */
export function* wordsFit(observed: Observed): Generator<string> {
	for (const text of textsOf(observed)) {
		for (const secret of SECRETS) if (text.includes(secret)) yield `a secret is shown: ${text.slice(0, 300)}`;
		const phones = new Set(text.match(PHONE));
		if (phones.size > MOST_PHONES) yield `${phones.size} phones are shown: ${text.slice(0, 300)}`;
	}
	const items = JSON.stringify(observed.result.outputs);
	for (const secret of SECRETS) if (items.includes(secret)) yield 'a secret is in an item';
}
