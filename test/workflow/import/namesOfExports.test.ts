import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { runImport, useSandbox } from './importing';
import type { ImportOperation } from './testedImports';
import { OPERATIONS } from './testedImports';

/** The table "Names of exports" of docs/imports.md, tried: what Map Automatically makes of the columns of each tool. */
const sandbox = useSandbox();

/** The platforms of the table, each with the import that its names are tried on. */
const PLATFORMS = OPERATIONS.flatMap((operation) =>
	operation.exportNames ? [{ operation, ...operation.exportNames }] : [],
);

interface Line {
	/** The field of each platform; undefined where a platform has none for it. */
	fields: Array<string | undefined>;
	/** By tool: the columns of its export, the one that counts most first, and those of its API. */
	columns: Record<string, string[]>;
	apiColumns: Record<string, string[]>;
}

function readTable(): { tools: string[]; lines: Line[] } {
	const page = readFileSync(resolve(__dirname, '../../../docs/imports.md'), 'utf8');
	const [section = ''] = page.slice(page.indexOf('### Names of exports')).split('\n## ');
	const rows = section
		.split('\n')
		.filter((line) => line.startsWith('|'))
		.map((line) =>
			line
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.replace(/`/g, '').trim()),
		);
	const [head = [], , ...body] = rows;
	const tools = head.slice(1);
	const lines = body.map(([goesInto = '', ...cells]) => {
		const named = goesInto.split(' · ');
		const lists = cells.map((cell) =>
			cell
				.split(',')
				.map((name) => name.trim())
				.filter(Boolean),
		);
		const isOfApi = (name: string) => name.startsWith('(');
		const byTool = (read: (names: string[]) => string[]) =>
			Object.fromEntries(tools.map((tool, index) => [tool, read(lists[index] ?? [])]));
		const columns = byTool((names) => names.filter((name) => !isOfApi(name)));
		const apiColumns = byTool((names) => names.filter(isOfApi).map((name) => name.slice(1, -1)));
		const field = (id?: string) => (id === '–' || id === 'left out' ? undefined : id);
		return {
			fields: [0, 1].map((position) => field(named[position] ?? named[0])),
			columns,
			apiColumns,
		};
	});
	return { tools, lines };
}

const { tools, lines } = readTable();

const SAMPLES: Record<string, (index: number) => string> = {
	phone: (index) => String(13800138000 + index),
	sms_phone: (index) => String(13800138000 + index),
	whats_app_phone: (index) => String(13900139000 + index),
	sex: () => '男',
	gender: () => '男',
	birthday: (index) => `1990-04-${String(index + 1).padStart(2, '0')}`,
};
const WIRE: Record<string, unknown> = { sex: 1, gender: 1 };

const CASES = PLATFORMS.flatMap((platform) =>
	tools.map((tool) => ({ ...platform, tool, name: platform.operation.name })),
);

/** A value for each column of a tool's export that fits the field it goes into, all of them different. */
function sampleRow(tool: string, position: number): IDataObject {
	let count = 0;
	const entries = lines.flatMap((line) =>
		(line.columns[tool] ?? []).map((column) => {
			const sample = SAMPLES[line.fields[position] ?? ''] ?? ((index: number) => `value ${index}`);
			return [column, sample(count++)] as const;
		}),
	);
	return Object.fromEntries(entries);
}

/** Imports rows by the names of their columns, and gives them as they were sent. */
async function sentRows(operation: ImportOperation, rows: IDataObject[]): Promise<IDataObject[]> {
	sandbox.current.reset();
	const mapping = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] };
	const { sent, failed } = await runImport(operation, sandbox.current, {
		rows,
		mapping,
		options: { skipDuplicates: false, ...operation.exportNames?.options },
	});
	expect(failed).toEqual([]);
	return sent.flat();
}

async function sentFor(operation: ImportOperation, row: IDataObject) {
	return (await sentRows(operation, [row]))[0];
}

it('the table has the tools that it should', () => {
	expect(tools).toEqual([
		'HubSpot',
		'Salesforce',
		'Google Contacts',
		'飞书多维表格',
		'销售易',
		'纷享销客',
		'钉钉',
		'企业微信',
	]);
	expect(lines.at(-1)?.fields.filter((field) => field !== undefined)).toEqual([]);
	expect(new Set(PLATFORMS.map(({ position }) => position))).toEqual(new Set([0, 1]));
	for (const tool of tools) expect(lines.at(-1)?.columns[tool]?.length).toBeGreaterThan(3);
});

describe.each(CASES)('$name: an export of $tool', ({ tool, position, operation, always, demanded }) => {
	it('goes where the table says, and nowhere else', async () => {
		const row = sampleRow(tool, position);
		const expected: IDataObject = { ...demanded, ...always };
		// The last line that names a field counts least: its columns stand behind those of the lines above.
		for (const { fields, columns } of [...lines].reverse()) {
			const field = fields[position];
			const [first] = columns[tool] ?? [];
			if (field !== undefined && first !== undefined) expected[field] = (WIRE[field] ?? row[first]) as string;
		}
		const missing = Object.keys(demanded).filter((id) => expected[id] === demanded[id]);
		const filled = Object.fromEntries(missing.map((id) => [id, demanded[id]]));
		expect(await sentFor(operation, { ...row, ...filled })).toEqual(expected);
	});

	it('goes there column by column too, so that a name is not right by the luck of its neighbours', async () => {
		const tried = lines.flatMap(({ fields, columns, apiColumns }) =>
			[...(columns[tool] ?? []), ...(apiColumns[tool] ?? [])].map((column) => ({
				field: fields[position],
				column,
			})),
		);
		const sample = (field?: string) => SAMPLES[field ?? '']?.(0) ?? 'a value';
		const minimum = (field?: string) => ({
			...(field !== operation.phone && { [operation.phone]: '13700137000' }),
			...Object.fromEntries(Object.entries(demanded).filter(([id]) => id !== field)),
		});
		const rows = tried.map(({ field, column }) => ({ ...minimum(field), [column]: sample(field) }));
		const sent = await sentRows(operation, rows);
		expect(sent.map((row, index) => [tried[index]?.column, row])).toEqual(
			tried.map(({ field, column }) => [
				column,
				{
					...minimum(field),
					...(field !== undefined && { [field]: WIRE[field] ?? sample(field) }),
					...always,
				},
			]),
		);
	});
});

it.each(OPERATIONS)(
	'$name: a mobile number counts before a telephone number, whichever comes first, and an empty one does not count',
	async (operation) => {
		const name = { 姓名: '王伟' };
		const telephones = { phone: '01088888888', 电话: '01088888889' };
		const both = await sentFor(operation, { ...name, ...telephones, 手机: '13800138000' });
		expect(both?.[operation.phone]).toBe('13800138000');
		const one = await sentFor(operation, { ...name, 电话: '01088888889', 手机: ' ' });
		expect(one?.[operation.phone]).toBe('01088888889');
	},
);
