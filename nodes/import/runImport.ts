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

/** What reading calls found out about the target of an import. */
export interface TargetCheck {
	/** Why the platform would take no row. */
	refusal?: No;
	/** What could not be found out, in sentences. */
	warnings: string[];
}

/** An import ready to run, made from the node's parameters. */
export interface PreparedImport<Answer> {
	job: ImportJob<Answer>;
	options: SharedImportOptions;
	/** The node's error for a certain no that came before anything was taken. */
	toError(refusal: No): NodeApiError;
	/** Asks the platform, by calls that only read, whether it would take the import now. */
	checkTarget(): Promise<TargetCheck>;
	/** What else the user should read at the end. */
	remarks(): string[];
	/** What the import works on, for the summary: `taskId`, `userId`. */
	target?: ImportFacts['target'];
}

/** A line in n8n's log so often, in a long import. */
const PROGRESS_EVERY_MS = 5_000;

/** Writes rows done, rate and time left to n8n's log every few seconds. */
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

/** Rows may have arrived when the remarks are made: what goes wrong with these must not hide what became of the rows. */
function warningsOf(context: IExecuteFunctions, remarks: () => string[]): string[] {
	try {
		return remarks();
	} catch (thrown) {
		context.logger.warn(`${context.getNode().name}: ${asError(thrown).message}`);
		return [];
	}
}

/** What the outputs of an import take from its parameters, as far as these could be read. */
type OutputSettings = Pick<PreparedImport<unknown>, 'target'> & Pick<SharedImportOptions, 'outputFields'>;

/** Success, Failed and Summary, and the hints in the editor's output pane. A tool has one output, with one item. */
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
	// Pairing the summary with every row would cost memory.
	const summaryItem: INodeExecutionData = { json: { ...summary }, pairedItem: { item: 0 } };
	return [...rowOutputs(report, context.getInputData(), outputFields), [summaryItem]];
}

/** The report of an import whose parameters could not be read. */
function nothingSent(rowCount: number, reason: string): ImportReport {
	const result: RowResult = { outcome: { status: 'notSent', reason, reasonCode: 'node' } };
	return { results: new Array<RowResult>(rowCount).fill(result), requests: 0, repetitions: 0 };
}

/**
 * Runs an import inside a node: cancel button, progress in the log, hints at the end, three outputs.
 * @param prepare reads the node's parameters, for the items that hold the rows; throws what is wrong with them
 * @throws what `prepare` throws, or a certain no that came before anything was taken, unless the node continues on errors: then the
 *   rows say it, on Failed. Left to n8n, an error under "Continue" would send the rows out by the first output, Success.
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
