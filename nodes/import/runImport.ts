import type { IExecuteFunctions, INodeExecutionData, NodeApiError } from 'n8n-workflow';

import type { No } from '../http/reply';
import { asError } from '../http/values';
import { isTool } from '../rows/tool';
import { isCheckOnly } from './checkOnly';
import { checkRows } from './checkRows';
import type { ImportJob, ImportReport, RowResult } from './importJob';
import type { SharedImportOptions } from './importOptions';
import { importRows } from './importRows';
import { rowOutputs } from './outputs';
import type { ImportFacts } from './summary';
import { importSummary } from './summary';
import { toolAnswer } from './toolAnswer';
import { toolError } from './toolError';
import { importItems } from './toolRows';

/** The result of checking the target of an import. */
export interface TargetCheck {
	/** The no that shows that the platform would accept no row. */
	refusal?: No;
	/** Sentences that say what could not be checked. */
	warnings: string[];
}

/** An import that is ready to run, made from the node's parameters. */
export interface PreparedImport<Answer> {
	job: ImportJob<Answer>;
	options: SharedImportOptions;
	/** Makes the node's error from a certain no that came before the platform accepted anything. */
	toError(refusal: No): NodeApiError;
	/** Finds out, by calls that only read, whether the platform would accept the import now. */
	checkTarget(): Promise<TargetCheck>;
	/** Notices for the user at the end of the run. */
	remarks(): string[];
	/** The objects that the import works on, for the summary: `taskId`, `userId`. */
	target?: ImportFacts['target'];
}

/** A long import writes its progress to n8n's log at this interval. */
const PROGRESS_EVERY_MS = 5_000;

/** Creates the function that writes the number of finished rows, the rate and the time left to n8n's log. */
function progressLog(
	context: IExecuteFunctions,
	total: number,
	startedAt: number,
): (settled: number) => void {
	let next = startedAt + PROGRESS_EVERY_MS;
	return (settled) => {
		const now = Date.now();
		if (now < next) return;
		next = now + PROGRESS_EVERY_MS;
		const rowsPerSecond = (settled / (now - startedAt)) * 1000;
		const left = Math.ceil((total - settled) / rowsPerSecond);
		context.logger.info(
			`${context.getNode().name}: ${settled} of ${total} rows done, ${Math.round(rowsPerSecond)} rows a second, about ${left} s left`,
		);
	};
}

/** Reads the remarks. An error there is only logged, because it must not hide the outcomes of rows that may have arrived. */
function warningsOf(context: IExecuteFunctions, remarks: () => string[]): string[] {
	try {
		return remarks();
	} catch (thrown) {
		context.logger.warn(`${context.getNode().name}: ${asError(thrown).message}`);
		return [];
	}
}

/** The settings of the outputs. When the parameters of the import could not be read, they have default values. */
type OutputSettings = Pick<PreparedImport<unknown>, 'target'> & Pick<SharedImportOptions, 'outputFields'>;

/** Makes the outputs Success, Failed and Summary, and shows the hints in the editor. A tool has one output with one item. */
function importOutputs(
	context: IExecuteFunctions,
	report: ImportReport,
	{
		outputFields,
		target,
		...facts
	}: OutputSettings & Pick<ImportFacts, 'startedAt' | 'warnings' | 'checkOnly'>,
): INodeExecutionData[][] {
	const summary = importSummary(report, {
		...facts,
		finishedAt: Date.now(),
		operation: String(context.getNodeParameter('operation', 0, '')),
		target: target ?? {},
	});
	for (const message of [summary.text, ...summary.warnings]) {
		context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
	}
	if (isTool(context.getNode())) return [[{ json: toolAnswer(report, summary), pairedItem: { item: 0 } }]];
	// The summary is paired with the first item only, because a pairing with every row would take much memory.
	const summaryItem: INodeExecutionData = { json: { ...summary }, pairedItem: { item: 0 } };
	return [...rowOutputs(report, context.getInputData(), outputFields), [summaryItem]];
}

/** The report of an import whose parameters could not be read. */
function nothingSent(rowCount: number, reason: string): ImportReport {
	const result: RowResult = { outcome: { status: 'notSent', reason, reasonCode: 'node' } };
	return { results: new Array<RowResult>(rowCount).fill(result), requests: 0, repetitions: 0 };
}

/**
 * Runs an import in a node, with n8n's cancel button, progress in the log, hints at the end, and three outputs.
 * @param prepare reads the node's parameters for the items that hold the rows, and throws an error when they are not valid
 * @throws what `prepare` throws, and a certain no that came before the platform accepted anything. When the node continues on errors, all
 *   rows go to Failed with that reason instead, because n8n itself would send them to the first output, Success
 */
export async function runImport<Answer>(
	context: IExecuteFunctions,
	prepare: (items: INodeExecutionData[]) => Promise<PreparedImport<Answer>>,
): Promise<INodeExecutionData[][]> {
	const startedAt = Date.now();
	let prepared: PreparedImport<Answer>;
	let checkOnly = false;
	let found: TargetCheck = { warnings: [] };
	try {
		checkOnly = isCheckOnly(context);
		prepared = await prepare(importItems(context));
		if (checkOnly) found = await prepared.checkTarget();
		if (found.refusal) throw prepared.toError(found.refusal);
	} catch (error) {
		const known = toolError(context.getNode(), asError(error));
		if (!context.continueOnFail()) throw known;
		const report = nothingSent(context.getInputData().length, known.message);
		return importOutputs(context, report, { startedAt, checkOnly, warnings: [], outputFields: 'input' });
	}
	const { job, options, toError, remarks, target } = prepared;
	const report = await runJob(context, job, { options, checkOnly, startedAt });
	if (report.refusal) throw toError(report.refusal);
	const warnings = [...found.warnings, ...warningsOf(context, remarks)];
	return importOutputs(context, report, {
		startedAt,
		checkOnly,
		warnings,
		outputFields: options.outputFields,
		target,
	});
}

/** Sends the rows, or only checks them. */
async function runJob<Answer>(
	context: IExecuteFunctions,
	job: ImportJob<Answer>,
	{ options, checkOnly, startedAt }: { options: SharedImportOptions; checkOnly: boolean; startedAt: number },
): Promise<ImportReport> {
	const cancel = context.getExecutionCancelSignal();
	const isCancelled = () => cancel?.aborted === true;
	const keepRows = options.outputFields === 'sent' || isTool(context.getNode());
	if (checkOnly) return await checkRows(job, options, { isCancelled, keepRows });
	return await importRows(job, options, {
		isCancelled,
		keepRows,
		endOnRefusal: !context.continueOnFail(),
		onProgress: progressLog(context, job.itemCount, startedAt),
	});
}
