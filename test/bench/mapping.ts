import '../workflow/setup';

import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { CUSTOMER_FIELDS } from '../../nodes/longlonglong/fields';
import { rowReader } from '../../nodes/rows/columnMapping';
import { runNode } from '../workflow/harness';

const ROWS = 10_000;
const COLUMNS = [
	'phone',
	'name',
	'company',
	'email',
	'sex',
	'extra',
	'source_id',
	'industry_id',
	'grade_id',
	'sort',
];

/** Reads every row's columns twice inside one execution: as our nodes do, and as n8n's engine does. */
class Reader implements INodeType {
	description = {
		...{ displayName: 'Reader', name: 'reader', group: ['output' as const], version: 1, description: '' },
		...{ defaults: { name: 'Reader' }, inputs: ['main' as const], outputs: ['main' as const] },
		properties: [
			{
				...{ displayName: 'Columns', name: 'columns', type: 'resourceMapper' as const, default: {} },
				typeOptions: { resourceMapper: { resourceMapperMethod: 'none', mode: 'add' as const } },
			},
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const reader = rowReader(this, { standard: CUSTOMER_FIELDS, custom: () => undefined });
		const time = (work: (index: number) => unknown): number => {
			const startedAt = performance.now();
			items.forEach((_item, index) => work(index));
			return performance.now() - startedAt;
		};
		const plain = time((index) => reader.read(items[index]?.json, index));
		const engine = time((index) => this.getNodeParameter('columns.value', index));
		return [[{ json: { plain, engine } }]];
	}
}

/** Milliseconds for 10,000 rows of ten plain references, ours and the engine's; medians. */
export async function measureMapping(
	runs: number,
): Promise<{ plainMs: number; engineMs: number; ratio: number }> {
	const value = Object.fromEntries(COLUMNS.map((column) => [column, `={{ $json.${column} }}`]));
	const items = Array.from({ length: ROWS }, (_, index): IDataObject =>
		Object.fromEntries(
			COLUMNS.map((column, at) => [column, at < 4 ? `${column} ${index}` : at === 5 ? 'x' : 1]),
		),
	);
	const results: Array<{ plain: number; engine: number }> = [];
	for (let run = 0; run < runs; run++) {
		const columns = { mappingMode: 'defineBelow', value, schema: [], matchingColumns: [] };
		const { outputs, error } = await runNode({
			node: { type: new Reader(), parameters: { columns } },
			items,
		});
		if (error) throw new Error(error.message);
		results.push(outputs[0]?.[0]?.json as unknown as { plain: number; engine: number });
	}
	const middle = (key: 'plain' | 'engine') =>
		results.map((result) => result[key]).sort((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
	const plainMs = middle('plain');
	const engineMs = middle('engine');
	console.log(
		`mapping ${ROWS} rows x ${COLUMNS.length} plain references: ${plainMs.toFixed(0)} ms, engine ${engineMs.toFixed(0)} ms, x${(engineMs / plainMs).toFixed(0)}`,
	);
	return { plainMs, engineMs, ratio: engineMs / plainMs };
}
