import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { runImport, useSandbox } from './importing';
import type { ImportOperation } from './testedImports';
import { CUSTOMER_UPSERT, NUMBER_ADD } from './testedImports';

/** The table "Names of exports" of docs/imports.md, tried: what Map Automatically makes of the columns of each tool. */
const sandbox = useSandbox();

interface Line {
	/** Fields of the two platforms; undefined where a platform has none for it. */
	longlonglong?: string;
	nxlink?: string;
	/** By tool: the columns of its export, the one that counts most first, and those of its API. */
	columns: Record<string, string[]>;
	apiColumns: Record<string, string[]>;
}

function readTable(): { tools: string[]; lines: Line[] } {
	const page = readFileSync(resolve(__dirname, '../../../docs/imports.md'), 'utf8');
	const section = page.slice(page.indexOf('### Names of exports'));
	const rows = section
		.slice(0, section.indexOf('\nNot every name'))
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
		const [longlonglong, nxlink = longlonglong] = goesInto.split(' · ');
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
		return { longlonglong: field(longlonglong), nxlink: field(nxlink), columns, apiColumns };
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

const PLATFORMS: Array<{ key: 'longlonglong' | 'nxlink'; operation: ImportOperation; always: IDataObject }> =
	[
		{ key: 'longlonglong', operation: NUMBER_ADD, always: { sort: 0 } },
		{ key: 'nxlink', operation: CUSTOMER_UPSERT, always: {} },
	];

const CASES = PLATFORMS.flatMap((platform) =>
	tools.map((tool) => ({ ...platform, tool, name: platform.operation.name })),
);

/** A value for each column of a tool's export that fits the field it goes into, all of them different. */
function sampleRow(tool: string, key: 'longlonglong' | 'nxlink'): IDataObject {
	let count = 0;
	const entries = lines.flatMap((line) =>
		(line.columns[tool] ?? []).map((column) => {
			const sample = SAMPLES[line[key] ?? ''] ?? ((index: number) => `value ${index}`);
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
		options: { skipDuplicates: false, ...(operation === NUMBER_ADD && { numberAddSuffix: true }) },
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
	expect(lines.at(-1)).toMatchObject({ longlonglong: undefined, nxlink: undefined });
	for (const tool of tools) expect(lines.at(-1)?.columns[tool]?.length).toBeGreaterThan(3);
});

describe.each(CASES)('$name: an export of $tool', ({ tool, key, operation, always }) => {
	/** What no export of a tool has, but the platform demands. */
	const demanded = { ...(operation === CUSTOMER_UPSERT && { full_name: '某人' }) };

	it('goes where the table says, and nowhere else', async () => {
		const row = sampleRow(tool, key);
		const expected: IDataObject = { ...demanded, ...always };
		// The last line that names a field counts least: its columns stand behind those of the lines above.
		for (const { [key]: field, columns } of [...lines].reverse()) {
			const [first] = columns[tool] ?? [];
			if (field !== undefined && first !== undefined) expected[field] = (WIRE[field] ?? row[first]) as string;
		}
		expect(
			await sentFor(
				operation,
				'full_name' in expected && expected.full_name === '某人' ? { ...row, ...demanded } : row,
			),
		).toEqual(expected);
	});

	it('goes there column by column too, so that a name is not right by the luck of its neighbours', async () => {
		const tried = lines.flatMap(({ [key]: field, columns, apiColumns }) =>
			[...(columns[tool] ?? []), ...(apiColumns[tool] ?? [])].map((column) => ({ field, column })),
		);
		const sample = (field?: string) => SAMPLES[field ?? '']?.(0) ?? 'a value';
		const minimum = (field?: string) => ({
			...(field !== operation.phone && { [operation.phone]: '13700137000' }),
			...(field !== 'full_name' && demanded),
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

it.each([
	[{ 客户名称: '某某公司', 姓名: '王伟' }, '王伟'],
	[{ 客户名称: '某某公司', 姓名: '', 联系人: '李娜' }, '李娜'],
	[{ 客户名称: '某某公司', 姓名: null }, '某某公司'],
])('NXLink takes a person before a company: %j', async (names, expected) => {
	const sent = await sentFor(CUSTOMER_UPSERT, { ...names, 手机: '13800138000' });
	expect(sent?.full_name).toBe(expected);
});

it('a mobile number counts before a telephone number, whichever comes first, and an empty one does not count', async () => {
	const both = await sentFor(NUMBER_ADD, { phone: '01088888888', 电话: '01088888889', 手机: '13800138000' });
	expect(both?.phone).toBe('13800138000');
	const one = await sentFor(NUMBER_ADD, { 电话: '01088888889', 手机: ' ' });
	expect(one?.phone).toBe('01088888889');
});
