import type { IExecuteFunctions, INodeExecutionData, NodeApiError } from 'n8n-workflow';

import type { No } from '../http/reply';
import { asError } from '../http/values';
import { isTool } from '../rows/tool';
import { isCheckOnly } from './checkOnly';
import { checkRows } from './checkRows';
import type { ImportJob, ImportReport, RowResult } from './importJob';
import type { SharedImportOptions } from './importOptions';
import { importRows } from './importRows';
import { OutputItems } from './outputs';
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

/** The report of an import with its output items. */
interface ItemizedReport {
	report: ImportReport;
	items: OutputItems;
}

/** The facts for the summary. The target is missing when the parameters of the import could not be read. */
type ReadFacts = Pick<ImportFacts, 'startedAt' | 'warnings' | 'checkOnly'> &
	Partial<Pick<ImportFacts, 'target'>>;

/** Makes the outputs Success, Failed and Summary, and shows the hints in the editor. A tool has one output with one item. */
function importOutputs(
	context: IExecuteFunctions,
	{ report, items }: ItemizedReport,
	{ target, ...facts }: ReadFacts,
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
	return [...items.outputs(report), [summaryItem]];
}

/** The report of an import whose parameters could not be read. */
function nothingSent(input: INodeExecutionData[], reason: string): ItemizedReport {
	const result: RowResult = { outcome: { status: 'notSent', reason, reasonCode: 'node' } };
	const results = input.map(() => result);
	const items = new OutputItems(input, 'input');
	results.forEach((_result, index) => items.add(index, result, {}));
	return { report: { results, requests: 0, repetitions: 0 }, items };
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
		const nothing = nothingSent(context.getInputData(), known.message);
		return importOutputs(context, nothing, { startedAt, checkOnly, warnings: [] });
	}
	const { job, options, toError, remarks, target } = prepared;
	const done = await runJob(context, job, { options, checkOnly, startedAt });
	if (done.report.refusal) throw toError(done.report.refusal);
	const warnings = [...found.warnings, ...warningsOf(context, remarks)];
	return importOutputs(context, done, { startedAt, checkOnly, warnings, target });
}

/** Sends the rows, or only checks them. */
async function runJob<Answer>(
	context: IExecuteFunctions,
	job: ImportJob<Answer>,
	{ options, checkOnly, startedAt }: { options: SharedImportOptions; checkOnly: boolean; startedAt: number },
): Promise<ItemizedReport> {
	const cancel = context.getExecutionCancelSignal();
	const isCancelled = () => cancel?.aborted === true;
	const forTool = isTool(context.getNode());
	const items = new OutputItems(context.getInputData(), options.outputFields);
	const control = { isCancelled, keepRows: forTool, ...(!forTool && { onOutcome: items.add }) };
	const report = checkOnly
		? await checkRows(job, options, control)
		: await importRows(job, options, {
				...control,
				endOnRefusal: !context.continueOnFail(),
				onProgress: progressLog(context, job.itemCount, startedAt),
			});
	return { report, items };
}
