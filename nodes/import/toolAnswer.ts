import type { IDataObject } from 'n8n-workflow';

import type { ImportReport, RowResult } from './importJob';
import type { Failed, Outcome } from './outcome';
import { isSuccess } from './outcome';
import type { ImportSummary } from './summary';

/** Maximum number of failed rows in an answer. */
const MAX_ROWS = 20;
/** Maximum number of characters of an answer as JSON. A model has to read all of them in each further step of its conversation. */
const MAX_LENGTH = 5_500;
const MAX_REASONS = 5;
const MAX_UNIQUE_IDS = 5;
const MAX_WARNINGS = 3;
const MAX_ADVICE = 2;
/** The largest number of characters in JSON of the parts of an answer. */
const MAX_SUMMARY_LENGTH = 300;
const MAX_SENTENCE_LENGTH = 320;
const MAX_REASON_LENGTH = 160;
const MAX_ID_LENGTH = 100;
const MAX_VALUE_LENGTH = 40;

/** Status → what a model should do about its rows. Without such advice, a model imports all rows again. */
const ADVICE: Partial<Record<Outcome['status'], string>> = {
	accepted: 'The accepted rows are with the platform, which works on them later. Do not send them again.',
	invalid: 'Nothing was sent of the invalid rows. Correct these rows and send only them.',
	failed: 'The platform refused the failed rows. Correct these rows and send only them.',
	duplicate: 'Duplicates are other rows of this list with the same phone or contact. Leave them out.',
	unconfirmed:
		'It is not known whether the unconfirmed rows arrived. Do not send them again; say so, and have them looked up first.',
	notSent: 'The import stopped before the rows that were not sent. Solve the reason, then send only them.',
	checked: 'This was only a check: nothing was sent.',
};

/** Number of characters that a text takes in JSON, which writes control characters, quotes and backslashes in a longer form. */
function jsonLength(text: string): number {
	return JSON.stringify(text).length - 2;
}

/** Cuts a text to at most `maxLength` characters in JSON. A cut text ends with an ellipsis. */
function cut(text: string, maxLength: number): string {
	if (text.length <= maxLength && jsonLength(text) <= maxLength) return text;
	let short = '';
	let length = 1; // of the ellipsis
	for (const character of text) {
		length += jsonLength(character);
		if (length > maxLength) break;
		short += character;
	}
	return `${short}…`;
}

/** The first text of a row, such as its phone or name. It helps a reader to find the row. */
function identification(row: IDataObject = {}): IDataObject | undefined {
	for (const [name, value] of Object.entries(row)) {
		if (typeof value === 'string' && value !== '') return { [name]: cut(value, MAX_VALUE_LENGTH) };
	}
	return undefined;
}

function failedRow({ row, outcome }: RowResult & { outcome: Failed }, item: number): IDataObject {
	const known = identification(row);
	const { status, reason } = outcome;
	return { item, ...(known && { row: known }), status, reason: cut(reason, MAX_REASON_LENGTH) };
}

function failedRows({ results }: ImportReport): IDataObject[] {
	const rows: IDataObject[] = [];
	for (const [item, { row, outcome }] of results.entries()) {
		if (rows.length === MAX_ROWS) break;
		if (!isSuccess(outcome)) rows.push(failedRow({ row, outcome }, item));
	}
	return rows;
}

/** The advice for refused requests, followed by the advice for the rows of each status. */
function adviceOf({ results }: ImportReport, counts: ImportSummary['counts']): string[] {
	const given = new Set(results.flatMap(({ outcome }) => (isSuccess(outcome) ? [] : (outcome.advice ?? []))));
	const perStatus = (Object.keys(counts) as Array<Outcome['status']>).flatMap(
		(status) => ADVICE[status] ?? [],
	);
	return [...[...given].slice(0, MAX_ADVICE).map((advice) => cut(advice, MAX_SENTENCE_LENGTH)), ...perStatus];
}

/**
 * The answer of an import to an AI agent's model. It is one compact object, because n8n passes only the first output to a model.
 * @returns `text`, counts, `advice` and `warnings`; at most 20 `failedRows` with their `item` (position in the input, from 0), the value
 *   that identifies the row, status and reason; `reasons` when more rows than these failed. As JSON it has at most 5,500 characters.
 */
export function toolAnswer(report: ImportReport, summary: ImportSummary): IDataObject {
	const { text, rows, success, failed, counts, reasons, warnings, uniqueIds, taskId, userId } = summary;
	const listed = failedRows(report);
	const answer = {
		...{ text: cut(text, MAX_SUMMARY_LENGTH), rows, success, failed, counts },
		advice: adviceOf(report, counts),
		...(taskId !== undefined && { taskId: cut(taskId, MAX_ID_LENGTH) }),
		...(userId !== undefined && { userId: cut(userId, MAX_ID_LENGTH) }),
		...(uniqueIds.length > 0 && {
			uniqueIds: uniqueIds.slice(0, MAX_UNIQUE_IDS).map((id) => cut(id, MAX_ID_LENGTH)),
		}),
		...(warnings.length > 0 && {
			warnings: warnings.slice(0, MAX_WARNINGS).map((warning) => cut(warning, MAX_SENTENCE_LENGTH)),
		}),
		...(failed > listed.length && {
			reasons: reasons.slice(0, MAX_REASONS).map(({ status, reason, rows: count }) => {
				return { status, rows: count, reason: cut(reason, MAX_REASON_LENGTH) };
			}),
		}),
		failedRows: listed,
	};
	// Twenty rows with long reasons may exceed the maximum.
	while (listed.length > 0 && JSON.stringify(answer).length > MAX_LENGTH) listed.pop();
	return answer;
}
