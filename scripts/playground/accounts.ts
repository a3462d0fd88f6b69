import type { IDataObject } from 'n8n-workflow';
import type { Execution } from '../n8nHost/execution';
import { packageName } from '../n8nHost/paths';

/** What one import node did with its rows in one execution. */
export interface ImportAccount {
	node: string;
	rowsIn: number;
	success: IDataObject[];
	failed: IDataObject[];
	hints: string[];
}

/** The import nodes of an execution that were reached: the package's nodes with the outputs Success and Failed. */
export function importAccounts(execution: Execution): ImportAccount[] {
	return execution.workflow.nodes
		.filter(({ name, type }) => type.startsWith(`${packageName}.`) && hasTwoOutputs(execution, name))
		.map(({ name }) => ({
			node: name,
			rowsIn: execution.inputs(name).length,
			success: execution.rows(name, 0),
			failed: execution.rows(name, 1),
			hints: execution.hints(name).map((hint) => hint.message),
		}));
}

function hasTwoOutputs(execution: Execution, node: string): boolean {
	return execution.runs(node).some((run) => run.data?.main?.length === 2);
}

/** How many rows came out of neither output (positive) or more than once (negative). */
export function unaccounted({ rowsIn, success, failed }: ImportAccount): number {
	return rowsIn - success.length - failed.length;
}

/** Rows by what became of them: `accepted`, or `invalid: phone has letters`. The most frequent first. */
export function groupByOutcome(rows: readonly IDataObject[]): Array<[outcome: string, rows: number]> {
	const groups = new Map<string, number>();
	for (const { status, reason } of rows) {
		const outcome = [status, reason].filter((part) => typeof part === 'string' && part !== '').join(': ');
		groups.set(outcome, (groups.get(outcome) ?? 0) + 1);
	}
	return [...groups].sort((a, b) => b[1] - a[1]);
}
