import type { Observed } from './books';
import { rowItems } from './books';
import { importOf } from './drawnImports';

/** More phones than this in one text are a list of phones: the row's own, and what a message names. */
const MOST_PHONES = 3;
const PHONE = /1\d{10}/g;

/** All that a person may read of a run, beside the items. */
function textsOf({ result: { error, hints, logLines } }: Observed): string[] {
	const ofError = error ? [JSON.stringify(error), error.message, String(error.description)] : [];
	return [...ofError, ...hints.map(({ message }) => message), ...logLines];
}

/** The texts in the items that are not the input's own. Among many batch numbers some have digits in them like a phone's. */
function reasonsOf({ result }: Observed): Set<string> {
	const reasons = rowItems(result).map(({ json }) => String(json.reason ?? ''));
	const summaries = (result.outputs[2] ?? []).map(({ json }) => JSON.stringify({ ...json, uniqueIds: [] }));
	return new Set([...reasons, ...summaries]);
}

/** No secret and no list of phones is in anything that the node says. */
export function* wordsFit(observed: Observed): Generator<string> {
	const { secrets } = importOf(observed.plan.operation);
	const secretIn = (text: string): boolean => secrets.some((secret) => text.includes(secret));
	const texts = textsOf(observed);
	for (const text of texts) if (secretIn(text)) yield `a secret is shown: ${text.slice(0, 300)}`;
	if (secretIn(JSON.stringify(observed.result.outputs))) yield 'a secret is in an item';
	for (const text of [...texts, ...reasonsOf(observed)]) {
		const phones = new Set(text.match(PHONE));
		if (phones.size > MOST_PHONES) yield `${phones.size} phones are shown: ${text.slice(0, 300)}`;
	}
}
