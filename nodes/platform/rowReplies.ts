import type { TextCleaner } from '../http/words';
import type { Failed, Outcome, OutcomeDetails } from '../import/outcome';
import { isSuccess } from '../import/outcome';

/** Functions for imports whose replies report on single rows. */

/**
 * The outcome of a row when the reply contradicts itself, so that it cannot be trusted. The reason of a refused row is kept.
 * @param doubt a sentence that says what is contradictory
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

/** Removes secrets from the platform's texts in outcomes. Rows that share an outcome share the cleaned one. */
export function cleanOutcomes(outcomes: Outcome[], cleaner: TextCleaner): Outcome[] {
	const cleaned = new Map<Outcome, Outcome>();
	return outcomes.map((outcome) => {
		const clean = cleaned.get(outcome) ?? cleanOutcome(outcome, cleaner);
		cleaned.set(outcome, clean);
		return clean;
	});
}
