import type { Execution } from '../n8nHost/execution';
import { groupByOutcome, importAccounts, unaccounted } from './accounts';
import type { Example } from './examples';

const MOST_LINES = 20;
const COUNT_WIDTH = 7;

/** What became of an example's rows, for the screen: a line for each import node and each reason. */
export function executionReport(execution: Execution): string[] {
	const lines: string[] = [];
	if (execution.error) {
		const { node, message, description } = execution.error;
		lines.push(`  ${node ?? 'The workflow'} stopped: ${message}${description ? ` (${description})` : ''}`);
	}
	for (const account of importAccounts(execution)) {
		const { node, rowsIn, success, failed } = account;
		lines.push(`  ${node}: ${rowsIn} rows in, ${success.length} Success, ${failed.length} Failed`);
		const groups = [...groupByOutcome(success), ...groupByOutcome(failed)];
		for (const [outcome, rows] of groups.slice(0, MOST_LINES)) {
			lines.push(`  ${String(rows).padStart(COUNT_WIDTH)}  ${outcome}`);
		}
		if (groups.length > MOST_LINES) lines.push(`           and ${groups.length - MOST_LINES} more reasons`);
		const lost = unaccounted(account);
		if (lost !== 0) lines.push(`  NOT ACCOUNTED FOR: ${lost} rows`);
	}
	if (lines.length === 0) lines.push(`  ended as '${execution.status}' without an import`);
	return lines;
}

/** One line for each example workflow. */
export function examplesReport(examples: readonly Example[]): string[] {
	return examples.map(({ workflow, isNew, missingCredentials }) => {
		const remarks = [
			...(isNew ? [] : ['kept as it was']),
			...(missingCredentials.length ? [`needs your own credential: ${missingCredentials.join(', ')}`] : []),
		];
		return `  ${workflow.name}${remarks.length ? ` (${remarks.join('; ')})` : ''}`;
	});
}
