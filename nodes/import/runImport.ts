import type { IExecuteFunctions, INodeExecutionData, NodeApiError } from 'n8n-workflow';

import type { No } from '../http/reply';
import { asError } from '../http/values';
import type { ImportJob, ImportOptions } from './importJob';
import { importRows } from './importRows';
import type { ImportOutputs } from './outputs';
import { importOutputs, importSummary } from './outputs';

/** An import ready to run, made from the node's parameters. */
export interface PreparedImport<Answer> {
	job: ImportJob<Answer>;
	options: ImportOptions;
	/** The node's error for a certain no that came before anything was taken. */
	toError(refusal: No): NodeApiError;
	/** What else the user should read at the end. */
	remarks(): string[];
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
		if (now < next || settled === 0) return;
		next = now + PROGRESS_EVERY_MS;
		const rowsPerSecond = (settled / (now - startedAt)) * 1000;
		const left = Math.ceil((total - settled) / rowsPerSecond);
		context.logger.info(
			`${context.getNode().name}: ${settled} of ${total} rows done, ${Math.round(rowsPerSecond)} rows a second, about ${left} s left`,
		);
	};
}

async function run<Answer>(
	context: IExecuteFunctions,
	{ job, options, toError, remarks }: PreparedImport<Answer>,
): Promise<ImportOutputs> {
	const startedAt = Date.now();
	const cancel = context.getExecutionCancelSignal();
	const report = await importRows(job, options, {
		isCancelled: () => cancel?.aborted ?? false,
		endOnRefusal: !context.continueOnFail(),
		onProgress: progressLog(context, job.itemCount, startedAt),
	});
	if (report.refusal) throw toError(report.refusal);
	const summary = importSummary(report, (Date.now() - startedAt) / 1000);
	for (const message of [summary, ...remarksOf(context, remarks)]) {
		context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
	}
	return importOutputs(report);
}

/** Rows may have arrived when the remarks are made: what goes wrong with these must not hide what became of the rows. */
function remarksOf(context: IExecuteFunctions, remarks: () => string[]): string[] {
	try {
		return remarks();
	} catch (thrown) {
		context.logger.warn(`${context.getNode().name}: ${asError(thrown).message}`);
		return [];
	}
}

/**
 * The input as it is, on Failed, while no request has gone out. Left to n8n, an error under "Continue" would send the rows out by the first output: Success.
 */
function nothingSent(items: INodeExecutionData[], reason: string): ImportOutputs {
	const failed = items.map(({ json }, index) => ({
		json: { ...json, status: 'notSent', reason, reasonCode: 'node' },
		pairedItem: { item: index },
	}));
	return [[], failed];
}

/**
 * Runs an import inside a node: cancel button, progress in the log, hints at the end, two outputs.
 * @param prepare reads the node's parameters; throws what is wrong with them
 * @throws what `prepare` throws, or a certain no that came before anything was taken, unless the node continues on errors: then the
 *   rows say it
 */
export async function runImport<Answer>(
	context: IExecuteFunctions,
	prepare: () => Promise<PreparedImport<Answer>>,
): Promise<ImportOutputs> {
	let prepared: PreparedImport<Answer>;
	try {
		prepared = await prepare();
	} catch (thrown) {
		const error = asError(thrown);
		if (!context.continueOnFail()) throw error;
		return nothingSent(context.getInputData(), error.message);
	}
	return await run(context, prepared);
}
