import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Row } from '../rows/field';
import type { ImportReport, RowResult } from './importJob';
import type { Failed, FailedStatus } from './outcome';
import { isSuccess } from './outcome';

/** Success, Failed. */
export type ImportOutputs = [INodeExecutionData[], INodeExecutionData[]];

function failedJson(row: Row, { details, ...columns }: Failed): IDataObject {
	return Object.assign({}, columns, row, columns, details);
}

/**
 * The row's own fields and what became of it, side by side. What failed says so in its first columns, where the
 * editor's table shows it. A row that succeeded is finished with, so it becomes the item's JSON itself.
 */
function item({ row, outcome, batch }: RowResult, index: number): INodeExecutionData {
	const json = isSuccess(outcome)
		? Object.assign(row, outcome.details, { status: outcome.status })
		: failedJson(row, outcome);
	if (batch !== undefined) json.batch = batch;
	return { json, pairedItem: { item: index } };
}

/** One item for each input item, on Success or on Failed, each in the order of the input. */
export function importOutputs({ results }: ImportReport): ImportOutputs {
	const outputs: ImportOutputs = [[], []];
	results.forEach((result, index) => outputs[isSuccess(result.outcome) ? 0 : 1].push(item(result, index)));
	return outputs;
}

const number = new Intl.NumberFormat('en-US');

function counted(count: number, noun: string): string {
	return `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const WORDS: Record<FailedStatus, string> = {
	failed: 'failed',
	invalid: 'invalid',
	duplicate: 'skipped as duplicates',
	unconfirmed: 'unconfirmed',
	notSent: 'not sent',
};

/** "9,997 of 10,000 rows accepted in 50 requests; 3 failed. 2 requests were repeated. 4.1 s." */
export function importSummary(report: ImportReport, seconds: number): string {
	const counts = new Map<string, number>();
	for (const { outcome } of report.results) counts.set(outcome.status, (counts.get(outcome.status) ?? 0) + 1);
	const accepted = counts.get('accepted') ?? 0;
	const succeeded = accepted + (counts.get('imported') ?? 0);
	const verb = accepted > 0 ? 'accepted' : 'imported';
	const rows = counted(report.results.length, 'row');
	const parts = (Object.keys(WORDS) as FailedStatus[])
		.filter((status) => counts.has(status))
		.map((status) => `${number.format(counts.get(status) ?? 0)} ${WORDS[status]}`);
	return [
		`${number.format(succeeded)} of ${rows} ${verb} in ${counted(report.requests, 'request')}`,
		parts.length > 0 ? `; ${parts.join(', ')}` : '',
		report.repetitions > 0
			? `. ${counted(report.repetitions, 'request')} of these repeated earlier ones`
			: '',
		`. ${Math.max(seconds, 0.1).toFixed(1)} s.`,
	].join('');
}
