import '../workflow/setup';

import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { CUSTOMER_FIELDS } from '../../nodes/longlonglong/fields';
import { rowReader } from '../../nodes/rows/columnMapping';
import { runNode } from '../workflow/harness';
import { median, repeat } from './statistics';

const ROWS = 10_000;
/** The engine takes long enough over these; each row costs it the same. */
const ENGINE_ROWS = 2_000;
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

/** Reads rows' columns twice inside one execution: as our nodes do, and as n8n's engine does. */
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
		const reader = rowReader(
			this,
			{ standard: CUSTOMER_FIELDS, custom: () => undefined },
			this.getTimezone(),
		);
		const time = (count: number, work: (index: number) => unknown): number => {
			const startedAt = performance.now();
			for (let index = 0; index < count; index++) work(index);
			return ((performance.now() - startedAt) * ROWS) / count;
		};
		const plain = time(ROWS, (index) => reader.read(items[index]?.json, index));
		const engine = time(ENGINE_ROWS, (index) => this.getNodeParameter('columns.value', index));
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
	const results = await repeat(runs, async () => {
		const columns = { mappingMode: 'defineBelow', value, schema: [], matchingColumns: [] };
		const { outputs, error } = await runNode({
			node: { type: new Reader(), parameters: { columns } },
			items,
		});
		if (error) throw new Error(error.message);
		return outputs[0]?.[0]?.json as unknown as { plain: number; engine: number };
	});
	const plainMs = median(results.map(({ plain }) => plain));
	const engineMs = median(results.map(({ engine }) => engine));
	const ratio = median(results.map(({ plain, engine }) => engine / plain));
	console.log(
		`mapping ${ROWS} rows x ${COLUMNS.length} plain references: ${plainMs.toFixed(0)} ms, engine ${engineMs.toFixed(0)} ms, x${ratio.toFixed(0)}`,
	);
	return { plainMs, engineMs, ratio };
}
