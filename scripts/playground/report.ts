import type { Execution } from '../n8nHost/execution';
import { importAccounts, unaccounted } from './accounts';
import type { Example } from './examples';

const COUNT_WIDTH = 7;

/** Lines about the rows of an example: the sentence of each import's Summary, and a line for each reason of failure. */
export function executionReport(execution: Execution): string[] {
	const lines: string[] = [];
	if (execution.error) {
		const { node, message, description } = execution.error;
		lines.push(`  ${node ?? 'The workflow'} stopped: ${message}${description ? ` (${description})` : ''}`);
	}
	for (const account of importAccounts(execution)) {
		const { text, reasons, warnings } = account.summary;
		lines.push(`  ${account.node}: ${text}`);
		for (const { status, reason, rows } of reasons) {
			lines.push(`  ${String(rows).padStart(COUNT_WIDTH)}  ${status}: ${reason}`);
		}
		lines.push(...warnings.map((warning) => `  ${warning}`));
		const lost = unaccounted(account);
		if (lost !== 0) lines.push(`  NOT ACCOUNTED FOR: ${lost} rows`);
	}
	if (lines.length === 0) lines.push(`  ended as '${execution.status}' without an import`);
	return lines;
}

/** A line for each example workflow. */
export function examplesReport(examples: readonly Example[]): string[] {
	return examples.map(({ workflow, isNew, missingCredentials }) => {
		const remarks = [
			...(isNew ? [] : ['kept as it was']),
			...(missingCredentials.length ? [`needs your own credential: ${missingCredentials.join(', ')}`] : []),
		];
		return `  ${workflow.name}${remarks.length ? ` (${remarks.join('; ')})` : ''}`;
	});
}
