import type { ImportReport, RowResult } from './importJob';
import type { Failed, FailedStatus, Outcome } from './outcome';
import { isSuccess } from './outcome';

/** Facts about an import that its report does not contain. */
export interface ImportFacts {
	/** Start and end in milliseconds since 1970. */
	startedAt: number;
	finishedAt: number;
	/** The value of the operation's parameter, such as `addAsync`. */
	operation: string;
	/** Whether the rows were only checked. */
	checkOnly: boolean;
	/** Warnings about the whole import, as sentences. */
	warnings: string[];
	/** The objects that the import worked on. A platform may have none of them. */
	target: { taskId?: string; userId?: string };
}

/** The failed rows that have the same status, reason code and column. */
export interface FailureReason {
	status: FailedStatus;
	reasonCode: string;
	/** The reason of the first row. The reasons of the other rows may contain other values. */
	reason: string;
	column?: string;
	rows: number;
	/** The input item of the first row. */
	firstItem: number;
}

/** The item of the output Summary. */
export interface ImportSummary {
	text: string;
	rows: number;
	success: number;
	failed: number;
	/** Status → number of rows. */
	counts: Partial<Record<Outcome['status'], number>>;
	reasons: FailureReason[];
	warnings: string[];
	/** Number of requests; for 'Check Only', the number that the import would make. */
	requests: number;
	/** How many of the requests repeated an earlier one. */
	repetitions: number;
	/** The different batch numbers of asynchronous calls. */
	uniqueIds: string[];
	seconds: number;
	/** Start and end in ISO 8601, in UTC. */
	startedAt: string;
	finishedAt: string;
	operation: string;
	checkOnly: boolean;
	taskId?: string;
	userId?: string;
}

const MAX_REASONS = 20;

function reasonsOf(results: RowResult[]): FailureReason[] {
	const reasons = new Map<string, FailureReason>();
	results.forEach(({ outcome }, item) => {
		if (isSuccess(outcome)) return;
		const { status, reasonCode, reason, column } = outcome;
		const key = JSON.stringify([status, reasonCode, column]);
		const known = reasons.get(key);
		if (known) known.rows++;
		else
			reasons.set(key, {
				...{ status, reasonCode, reason },
				...(column !== undefined && { column }),
				...{ rows: 1, firstItem: item },
			});
	});
	return [...reasons.values()].sort((one, other) => other.rows - one.rows).slice(0, MAX_REASONS);
}

function countsOf(results: RowResult[]): ImportSummary['counts'] {
	const counts: ImportSummary['counts'] = {};
	for (const { outcome } of results) counts[outcome.status] = (counts[outcome.status] ?? 0) + 1;
	return counts;
}

function uniqueIdsOf(results: RowResult[]): string[] {
	return [...new Set(results.flatMap(({ outcome }) => outcome.details?.uniqueId ?? []))];
}

const number = new Intl.NumberFormat('en-US');

function counted(count: number, noun: string): string {
	return `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const WORDS: Record<Failed['status'], string> = {
	failed: 'failed',
	invalid: 'invalid',
	duplicate: 'skipped as duplicates',
	unconfirmed: 'unconfirmed',
	notSent: 'not sent',
};

function failuresText(status: FailedStatus, count: number): string {
	if (status === 'duplicate' && count === 1) return '1 skipped as a duplicate';
	return `${number.format(count)} ${WORDS[status]}`;
}

/** The summary as a sentence: "9,997 of 10,000 rows accepted in 50 requests; 3 failed. 2 requests of these repeated earlier ones. 4.1 s." */
function textOf(summary: Omit<ImportSummary, 'text'>): string {
	const { rows, success, counts, requests, repetitions, seconds, checkOnly } = summary;
	const verb = checkOnly ? 'would be sent' : counts.accepted ? 'accepted' : 'imported';
	const failures = (Object.keys(WORDS) as FailedStatus[])
		.filter((status) => counts[status])
		.map((status) => failuresText(status, counts[status] ?? 0));
	return [
		`${number.format(success)} of ${counted(rows, 'row')} ${verb} in ${counted(requests, 'request')}`,
		failures.length > 0 ? `; ${failures.join(', ')}` : '',
		checkOnly ? '; nothing was sent' : '',
		repetitions > 0 ? `. ${counted(repetitions, 'request')} of these repeated earlier ones` : '',
		// A no-break space keeps the number and its unit on one line.
		`. ${seconds.toFixed(1)}\u00A0s.`,
	].join('');
}

/** Summarises the outcomes of an import. */
export function importSummary(report: ImportReport, facts: ImportFacts): ImportSummary {
	const { results, requests, repetitions } = report;
	const { startedAt, finishedAt, operation, checkOnly, warnings, target } = facts;
	const success = results.filter(({ outcome }) => isSuccess(outcome)).length;
	const summary = {
		rows: results.length,
		success,
		failed: results.length - success,
		counts: countsOf(results),
		reasons: reasonsOf(results),
		warnings,
		requests,
		repetitions,
		uniqueIds: uniqueIdsOf(results),
		seconds: Math.max(0.1, Math.round((finishedAt - startedAt) / 100) / 10),
		startedAt: new Date(startedAt).toISOString(),
		finishedAt: new Date(finishedAt).toISOString(),
		operation,
		checkOnly,
		...target,
	};
	return { text: textOf(summary), ...summary };
}
