import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import type { MappableFields, RowReader, RowReading } from '../../nodes/rows/columnMapping';
import { rowReader } from '../../nodes/rows/columnMapping';
import type { Field } from '../../nodes/rows/field';
import { runNode } from './harness';
import { Mapper } from './mapper';
import { asTool } from './tool/tools';

/** How a row is read through the columns that a user has mapped, in each of the three ways to map them, by the real engine. */

const PHONE: Field = { id: 'phone', label: 'Phone (号码)', type: 'phone', aliases: ['手机'] };
const STANDARD: Field[] = [
	PHONE,
	{ id: 'name', label: 'Name (姓名)', type: 'text' },
	{ id: 'grade', label: 'Grade', type: 'integer' },
	{ id: 'birthday', label: 'Birthday', type: 'date' },
	{ id: 'visit', label: 'Visit', type: 'dateTime' },
	{ id: 'seat', label: 'Seat', type: 'text', isTarget: true },
];

/** The account has every field but these. */
const UNKNOWN = ['telephone', 'y'];
const custom: MappableFields['custom'] = (id, fromEditor) =>
	UNKNOWN.includes(id) ? undefined : { id, label: fromEditor?.displayName ?? id, type: 'text' };

const inEditor = (id: string, displayName: string, more: Partial<ResourceMapperField> = {}) =>
	({ id, displayName, type: 'string', ...more }) as ResourceMapperField;

interface Setup {
	fields?: Partial<MappableFields>;
	/** Whether the node is the tool of an AI agent whose rows come as a list. */
	isList?: boolean;
	timezone?: string;
}

interface Read {
	readings: RowReading[];
	remarks: string[];
	fields: string[];
}

/** Reads rows through a `columns` parameter; throws what the reading throws. */
async function read(columns: IDataObject, rows: unknown[], { fields, isList, timezone }: Setup = {}) {
	let result: Read | undefined;
	const mapper = new Mapper(async function () {
		const reader: RowReader = rowReader(this, { standard: STANDARD, ...fields }, timezone ?? 'UTC');
		const readings = rows.map((json, itemIndex) => reader.read(json, itemIndex));
		result = { readings, remarks: reader.remarks(), fields: reader.fields.map(({ id }) => id) };
		return [[]];
	});
	const type = isList === true ? asTool(mapper) : mapper;
	const parameters = { columns, ...(isList === true && { rowsFrom: 'json' }) };
	const items = rows.map((json) => ({ json: (json ?? {}) as IDataObject }));
	const { error } = await runNode({ node: { type, parameters }, items, timezone: 'UTC' });
	if (error) throw Object.assign(new Error(error.message), { description: error.description });
	return result as Read;
}

const eachColumn = (value: IDataObject, schema: ResourceMapperField[] = []): IDataObject =>
	({ mappingMode: 'defineBelow', value, schema }) as unknown as IDataObject;
const byName = (schema: ResourceMapperField[] = []): IDataObject =>
	({ mappingMode: 'autoMapInputData', value: null, schema }) as unknown as IDataObject;
const byExpression: IDataObject = { mappingMode: 'defineBelow', value: '={{ $json.all }}' };

const rowsRead = ({ readings }: Read) => readings.map(({ row }) => row);
const reasonsOf = ({ readings }: Read) =>
	readings.flatMap(({ faults }) => faults.map(({ reason }) => reason));

describe('columns that are mapped one by one', () => {
	it.each([[''], [null], [undefined]])('count as not mapped when they are empty (%j)', async (empty) => {
		await expect(read(eachColumn({ name: empty as null }), [{}])).rejects.toThrow(
			"No column is mapped in 'Columns'",
		);
		const one = await read(eachColumn({ name: empty as null, phone: '={{ $json.a }}' }), [
			{ a: '13800000001' },
		]);
		expect(rowsRead(one)).toEqual([{ phone: '13800000001' }]);
	});

	it('may hold a list with an expression and with nothing in it', async () => {
		const fields = { standard: [{ id: 'tags', label: 'Tags', type: 'commaList' } as Field] };
		const mapping = eachColumn({ tags: ['a', null, '={{ $json.b }}'] as unknown as string });
		expect(rowsRead(await read(mapping, [{ b: 'c' }], { fields }))).toEqual([{ tags: 'a,c' }]);
	});

	it('that nobody knows end the node, with the columns that there are', async () => {
		const known = STANDARD.map(({ id }) => id).join(', ');
		await expect(read(eachColumn({ telephone: '1' }), [{}])).rejects.toMatchObject({
			message: "The column 'telephone' of 'Columns' is not known",
			description: `Known columns: ${known}. Reload the columns in the panel.`,
		});
		await expect(read(eachColumn({ telephone: '1' }), [{}], { fields: { custom } })).rejects.toMatchObject({
			description: `Known columns: ${known}, and the account's custom fields. Reload the columns in the panel.`,
		});
	});

	it('of the account are read too, under the name that the editor has for them', async () => {
		const mapping = eachColumn({ x1: '={{ $json.a }}' }, [inEditor('x1', 'Own')]);
		const { readings, fields } = await read(mapping, [{ a: ['no', { text: 1 }] }], { fields: { custom } });
		expect(readings[0]?.faults).toMatchObject([{ column: 'Own' }]);
		expect(fields).toEqual([...STANDARD.map(({ id }) => id), 'x1']);
	});

	it('that are empty in every row are warned of, because the user mapped them', async () => {
		const rows = Array.from({ length: 12 }, (_unused, index) => ({ a: `1380000000${index}` }));
		const mapping = eachColumn({ phone: '={{ $json.a }}', name: '={{ $json.typo }}' });
		expect((await read(mapping, rows)).remarks).toEqual([expect.stringContaining('Name (姓名)')]);
	});
});

describe('columns that are found by their names', () => {
	it('give a field the first of them that is filled', async () => {
		const rows = [
			{ phone: '13800000001', 手机: '13800000002' },
			{ phone: ' ', 手机: '13800000002' },
			{ 手机: '13800000002' },
		];
		expect(rowsRead(await read(byName(), rows))).toEqual(
			['13800000001', '13800000002', '13800000002'].map((phone) => ({ phone })),
		);
	});

	it('give a field no second value in place of one that is wrong', async () => {
		const { readings } = await read(byName(), [{ name: { no: 'text' }, 姓名: '王芳' }]);
		expect(readings).toEqual([{ row: {}, faults: [expect.objectContaining({ column: 'Name (姓名)' })] }]);
	});

	it('are read only where a row has them, whatever every object knows by that name', async () => {
		const fields = { standard: [PHONE, { id: 'constructor', label: 'Builder', type: 'text' } as Field] };
		const rows: object[] = [{ constructor: 'a firm' }, { phone: '13800000001' }];
		const { readings } = await read(byName(), rows, { fields });
		const expected: object[] = rows.map((row) => ({ row, faults: [] }));
		expect(readings).toEqual(expected);
	});

	it('may be those of the account that the editor has listed and the user has not removed', async () => {
		const schema = [
			inEditor('x1', 'Own'),
			inEditor('x2', 'Removed', { removed: true }),
			inEditor('y', 'Foreign'),
		];
		const rows = [{ Own: 'a', Removed: 'b', Foreign: 'c' }];
		const all = await read(byName(schema), rows, { fields: { custom } });
		expect(rowsRead(all)).toEqual([{ x1: 'a' }]);
		expect(all.fields).toEqual([...STANDARD.map(({ id }) => id), 'x1']);
		expect((await read(byName(schema), rows)).fields).toEqual(STANDARD.map(({ id }) => id));
	});

	it('are named when they are left out, ten of them at most', async () => {
		const row = (count: number) =>
			Object.fromEntries(Array.from({ length: count }, (_unused, index) => [`c${index}`, 1]));
		const names = 'c0, c1, c2, c3, c4, c5, c6, c7, c8, c9';
		const remark = (shown: string) =>
			`Input columns that match no column of the platform were left out: ${shown}. To send them, choose 'Map Each Column Manually'.`;
		expect((await read(byName(), [{ phone: '13800000001' }])).remarks).toEqual([]);
		expect((await read(byName(), [row(10)])).remarks).toEqual([remark(names)]);
		expect((await read(byName(), [row(12)])).remarks).toEqual([remark(`${names} and 2 more`)]);
	});

	it('may be empty in every row without a warning', async () => {
		const rows = Array.from({ length: 12 }, (_unused, index) => ({ phone: `1380000000${index}`, name: '' }));
		expect((await read(byName(), rows)).remarks).toEqual([]);
	});
});

describe('columns that one expression gives', () => {
	it('are those of the object that it gives for a row', async () => {
		const rows = [{ all: { phone: '13800000001', name: '王芳' } }, { all: 'none' }, {}];
		expect(rowsRead(await read(byExpression, rows))).toEqual([
			{ phone: '13800000001', name: '王芳' },
			{},
			{},
		]);
	});

	it('are a fault of the row when the expression fails for it, or gives a column that nobody knows', async () => {
		const mapping = { ...byExpression, value: "={{ $json.all ?? $('Nowhere').item.json }}" };
		const { readings } = await read(mapping, [{ all: { telephone: 1 } }, {}]);
		expect(readings).toMatchObject([
			{
				faults: [
					{
						...{ reason: "The column 'telephone' of 'Columns' is not known", reasonCode: 'unknownColumn' },
						column: 'telephone',
					},
				],
			},
			{
				faults: [
					{
						reason: expect.stringMatching(
							/^The expression of 'Columns' gave no value for this row: ./,
						) as string,
						...{ reasonCode: 'expression', column: 'Columns' },
					},
				],
			},
		]);
	});
});

describe.each([
	['mapped one by one', eachColumn({ phone: '={{ $json.a }}' })],
	['found by name', byName()],
	['given by one expression', byExpression],
])('with columns %s', (_way, mapping) => {
	it('a row that is no object is no row, also the first one', async () => {
		const result = await read(mapping, [null, 'text', ['a', 'list'], 7]);
		expect(rowsRead(result)).toEqual([{}, {}, {}, {}]);
		expect(reasonsOf(result)).toEqual(new Array(4).fill('The row is no object of column names and values'));
		expect(result.readings[0]?.faults).toMatchObject([{ reasonCode: 'notARow' }]);
	});
});

describe('dates', () => {
	const mapping = eachColumn({
		...{ birthday: '={{ $json.day }}', visit: '={{ $json.time }}', grade: '={{ $json.number }}' },
	});

	it('that Excel wrote as day numbers are told of, by their columns; other numbers are not', async () => {
		const { remarks } = await read(mapping, [{ day: 32975, time: 45759.5, number: 32975 }]);
		expect(remarks).toEqual([
			expect.stringContaining(
				"read as dates: 32975 as 1990-04-12 in 'Birthday', 45759.5 as 2025-04-12 12:00:00 in 'Visit'. If",
			),
		]);
		expect((await read(mapping, [{ number: 32975 }])).remarks).toEqual([]);
	});

	it('with a time go out by the clock of the platform', async () => {
		const rows = [{ time: '2025-04-12T08:30:00Z' }];
		expect(rowsRead(await read(mapping, rows, { timezone: 'Asia/Shanghai' }))).toEqual([
			{ visit: '2025-04-12 16:30:00' },
		]);
	});
});

describe('rows that a model sends to a tool as a list', () => {
	it('are read by name, and never say where they go: the panel does', async () => {
		const rows = [{ phone: '13800000001', seat: 'another', Own: 'a' }];
		const fields = { custom, listed: [inEditor('x1', 'Own')] };
		const result = await read(eachColumn({ name: 'of the panel' }), rows, { fields, isList: true });
		expect(rowsRead(result)).toEqual([{ phone: '13800000001', x1: 'a' }]);
		expect(result.fields).toEqual(['phone', 'name', 'grade', 'birthday', 'visit', 'x1']);
		expect(result.remarks).toEqual([expect.stringContaining('left out: seat.')]);
	});

	it('need no list of the account’s own fields', async () => {
		const result = await read(byName(), [{ phone: '13800000001' }], { fields: { custom }, isList: true });
		expect(result.fields).toEqual(['phone', 'name', 'grade', 'birthday', 'visit']);
	});
});
