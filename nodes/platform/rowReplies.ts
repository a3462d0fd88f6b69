import type { TextCleaner } from '../http/words';
import type { Failed, Outcome, OutcomeDetails } from '../import/outcome';
import { isSuccess } from '../import/outcome';

/** What the imports of all platforms have in common where they read a reply row by row. */

/**
 * The outcome of a row when the reply contradicts itself, so that nothing in it can be relied on. A row that was refused keeps the
 * platform's cause.
 * @param doubt what does not fit, as a sentence
 */
export function unconfirmedOutcome(outcome: Outcome, doubt: string): Failed {
	const reason = isSuccess(outcome) ? doubt : `${outcome.reason} (${doubt})`;
	return { status: 'unconfirmed', reason, reasonCode: 'unaccounted' };
}

function cleanDetails(details: OutcomeDetails, cleaner: TextCleaner): OutcomeDetails {
	return Object.fromEntries(
		Object.entries(details).map(([name, value]: [string, string]) => [name, cleaner.id(value)]),
	);
}

function cleanOutcome(outcome: Outcome, cleaner: TextCleaner): Outcome {
	const details = outcome.details && { details: cleanDetails(outcome.details, cleaner) };
	if (isSuccess(outcome)) return { ...outcome, ...details };
	const { reason, reasonCode } = outcome;
	return { ...outcome, reason: cleaner.words(reason), reasonCode: cleaner.id(reasonCode), ...details };
}

/** Outcomes with everything that the platform said about single rows made fit to be shown. Rows may share an outcome. */
export function cleanOutcomes(outcomes: Outcome[], cleaner: TextCleaner): Outcome[] {
	const cleaned = new Map<Outcome, Outcome>();
	return outcomes.map((outcome) => {
		const clean = cleaned.get(outcome) ?? cleanOutcome(outcome, cleaner);
		cleaned.set(outcome, clean);
		return clean;
	});
}
