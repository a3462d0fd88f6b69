import type { IDataObject } from 'n8n-workflow';

import type { ImportReport, RowResult } from './importJob';
import type { Failed, Outcome } from './outcome';
import { isSuccess } from './outcome';
import type { ImportSummary } from './summary';

/** Failed rows that a model is told about, at most. */
const MAX_ROWS = 20;
/** Characters of an answer as JSON. A model pays for each of them, and remembers them for the rest of its conversation. */
const MAX_LENGTH = 5_500;
const MAX_REASONS = 5;
const MAX_WARNINGS = 3;
const MAX_ADVICE = 2;
const REASON_LENGTH = 160;
const VALUE_LENGTH = 40;

/** What a model should do about rows of a status. A model that is not told imports everything again. */
const ADVICE: Partial<Record<Outcome['status'], string>> = {
	accepted: 'The accepted rows are with the platform, which works on them later. Do not send them again.',
	invalid: 'Nothing was sent of the invalid rows. Correct these rows and send only them.',
	failed: 'The platform refused the failed rows. Correct these rows and send only them.',
	duplicate: 'Duplicates are other rows of this list with the same phone or contact. Leave them out.',
	unconfirmed:
		'Nobody knows whether the unconfirmed rows arrived. Do not send them again; say so, and have them looked up first.',
	notSent: 'The import stopped before the rows that were not sent. Solve the reason, then send only them.',
	checked: 'This was only a check: nothing was sent.',
};

function cut(text: string, length: number): string {
	return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** The first text of a row, such as its phone or name, by which a reader knows which row it is. */
function identification(row: IDataObject = {}): IDataObject | undefined {
	for (const [name, value] of Object.entries(row)) {
		if (typeof value === 'string' && value !== '') return { [name]: cut(value, VALUE_LENGTH) };
	}
	return undefined;
}

function failedRow({ row, outcome }: RowResult & { outcome: Failed }, item: number): IDataObject {
	const known = identification(row);
	const { status, reason } = outcome;
	return { item, ...(known && { row: known }), status, reason: cut(reason, REASON_LENGTH) };
}

function failedRows({ results }: ImportReport): IDataObject[] {
	const rows: IDataObject[] = [];
	for (const [item, { row, outcome }] of results.entries()) {
		if (rows.length === MAX_ROWS) break;
		if (!isSuccess(outcome)) rows.push(failedRow({ row, outcome }, item));
	}
	return rows;
}

/** What can be done about refused requests, then what to do about the rows of each status. */
function adviceOf({ results }: ImportReport, counts: ImportSummary['counts']): string[] {
	const given = new Set(results.flatMap(({ outcome }) => (isSuccess(outcome) ? [] : (outcome.advice ?? []))));
	const perStatus = (Object.keys(counts) as Array<Outcome['status']>).flatMap(
		(status) => ADVICE[status] ?? [],
	);
	return [...[...given].slice(0, MAX_ADVICE).map((advice) => cut(advice, 2 * REASON_LENGTH)), ...perStatus];
}

/**
 * What an AI agent's model is told of an import: one compact object, because n8n shows a model the items of the first output only.
 * @returns `text`, counts, `advice`, `warnings`; `failedRows`: at most 20 with their `item` (position in the input, from 0), the value that
 *   identifies the row, status and reason; `reasons`, when more rows than these failed. It has fewer than 6,000 characters as JSON.
 */
export function toolAnswer(report: ImportReport, summary: ImportSummary): IDataObject {
	const { text, rows, success, failed, counts, reasons, warnings, uniqueIds, taskId, userId } = summary;
	const listed = failedRows(report);
	const answer = {
		...{ text: cut(text, 300), rows, success, failed, counts },
		advice: adviceOf(report, counts),
		...(taskId !== undefined && { taskId: cut(taskId, 100) }),
		...(userId !== undefined && { userId: cut(userId, 100) }),
		...(uniqueIds.length > 0 && { uniqueIds: uniqueIds.slice(0, MAX_REASONS).map((id) => cut(id, 100)) }),
		...(warnings.length > 0 && {
			warnings: warnings.slice(0, MAX_WARNINGS).map((warning) => cut(warning, 2 * REASON_LENGTH)),
		}),
		...(failed > listed.length && {
			reasons: reasons.slice(0, MAX_REASONS).map(({ status, reason, rows: count }) => {
				return { status, rows: count, reason: cut(reason, REASON_LENGTH) };
			}),
		}),
		failedRows: listed,
	};
	// Characters that JSON has to write in a longer form may make the rows too long.
	while (listed.length > 0 && JSON.stringify(answer).length > MAX_LENGTH) listed.pop();
	return answer;
}
