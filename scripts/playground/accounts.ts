import type { IDataObject } from 'n8n-workflow';
import type { Execution } from '../n8nHost/execution';
import { packageName } from '../n8nHost/paths';

/** The parts of the item on the output Summary that are used here. */
export interface Summary extends IDataObject {
	text: string;
	reasons: Array<{ status: string; reason: string; rows: number }>;
	warnings: string[];
}

/** The rows of an import node in one execution: how many came in, and how many went out by each output. */
export interface ImportAccount {
	node: string;
	rowsIn: number;
	success: IDataObject[];
	failed: IDataObject[];
	summary: Summary;
	/** The platform's field → the input column that is mapped to it as it is, such as `phone` → `手机号码`. */
	columns: Record<string, string>;
	hints: string[];
}

/** The import nodes that an execution reached: the package's nodes with the outputs Success, Failed and Summary. */
export function importAccounts(execution: Execution): ImportAccount[] {
	return execution.workflow.nodes
		.filter(({ name, type, parameters }) => {
			// An arrival check has three outputs too, but no summary.
			const isOurs = type.startsWith(`${packageName}.`) && parameters.operation !== 'checkArrival';
			return isOurs && hasSummary(execution, name);
		})
		.map(({ name, parameters }) => ({
			node: name,
			rowsIn: execution.inputs(name).length,
			success: execution.rows(name, 0),
			failed: execution.rows(name, 1),
			summary: execution.rows(name, 2)[0] as Summary,
			columns: mappedColumns(parameters.columns),
			hints: execution.hints(name).map((hint) => hint.message),
		}));
}

function hasSummary(execution: Execution, node: string): boolean {
	return execution.runs(node).some((run) => run.data?.main?.length === 3);
}

/** Matches only `={{ $json.name }}` and `={{ $json["name"] }}`. */
const PLAIN_REFERENCE = /^=\{\{ \$json(?:\.(?<name>[\p{L}\w]+)|\[(["'])(?<quoted>[^"']+)\2\]) \}\}$/u;

function mappedColumns(columns: unknown): ImportAccount['columns'] {
	const { value } = (columns ?? {}) as { value?: Record<string, unknown> | null };
	return Object.fromEntries(
		Object.entries(value ?? {}).flatMap(([field, expression]) => {
			const { name, quoted } = PLAIN_REFERENCE.exec(String(expression))?.groups ?? {};
			const column = name ?? quoted;
			return column === undefined ? [] : [[field, column]];
		}),
	);
}

/** The phone of a Longlonglong row as it is sent: without separators and without the country code of China. */
export function sentPhone(row: IDataObject, { columns }: Pick<ImportAccount, 'columns'>): string {
	const given = String(row[columns.phone ?? 'phone'] ?? '');
	return given.replace(/[\s-]/g, '').replace(/^(\+|00)86/, '');
}

/** The number of rows that came out of no output (positive) or more than once (negative). */
export function unaccounted({ rowsIn, success, failed }: ImportAccount): number {
	return rowsIn - success.length - failed.length;
}
