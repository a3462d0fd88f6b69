import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inspect } from 'node:util';

import { rowReader } from '../../nodes/rows/columnMapping';
import type { Field } from '../../nodes/rows/field';
import { fieldValue } from '../../nodes/rows/fieldValue';
import { NEEDS_ENGINE, parsePlainTemplate, readPlainTemplate } from '../../nodes/rows/plainReference';
import { runNode } from './harness';
import { Mapper } from './mapper';

/**
 * Most cells of a mapping are read without n8n's expression engine. These tests hold what is read so against what the real engine
 * gives, in real executions, for mappings and rows made by chance.
 */

/** Keys as people have them in their data, and as nobody should. */
const KEYS = [
	'phone',
	'手机',
	'客户 名称',
	'a',
	'b',
	'a.b',
	'a"b',
	"a'b",
	'a\\b',
	'a`b',
	'a[0]',
	'0',
	'1',
	'08',
	'-1',
	'1e3',
	'',
	' ',
	'$json',
	'_x',
	'$x',
	'ñ',
	'𠮷',
	'a\u200db',
	'line\nbreak',
	'line\u2028separator',
	'{{',
	'}}',
	'{{ $json.a }}',
	'constructor',
	'prototype',
	'__proto__',
	'__defineGetter__',
	'toString',
	'valueOf',
	'toJSON',
	'hasOwnProperty',
	'length',
	'map',
	'first',
	'isEmpty',
	'then',
	'name',
	'call',
	'arguments',
	'process',
	'this',
	'class',
	'undefined',
	'null',
	'new',
	'caller',
	'binding',
	'$',
	'8',
	'10',
];
/** Often one of a few, so that what a mapping names is often there. */
const key = fc.oneof(
	fc.constantFrom('a', 'b', 'phone', '手机', '客户 名称', 'a.b', '0'),
	fc.constantFrom(...KEYS),
);

const scalar = fc.oneof(
	fc.constantFrom<unknown>(
		null,
		undefined,
		true,
		false,
		0,
		-0,
		1,
		-1.5,
		1e21,
		13800138000,
		NaN,
		Infinity,
		2 ** 53,
	),
	fc.constantFrom(
		'',
		' ',
		'13800138000',
		'王小明',
		'"',
		"'",
		'\\',
		'\n',
		'={{ 1 }}',
		'{{ $json.a }}',
		'\\{{',
		'1',
		'null',
		'🎉',
		'\ud83d',
		'$&',
		'$1',
	),
	fc.string({ unit: 'binary', maxLength: 6 }),
	fc.double(),
);
const odd = fc.oneof(fc.date({ noInvalidDate: true }), fc.bigInt(), fc.constantFrom<unknown>(new Map(), /x/));

/** Values of a row: mostly plain ones, nested up to three levels. */
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small', maxDepth: 3 },
		{ weight: 6, arbitrary: scalar },
		{ weight: 1, arbitrary: odd },
		{ weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
		{ weight: 4, arbitrary: fc.dictionary(key, tie('value'), { maxKeys: 5 }) },
	),
})).value;
const row = fc.dictionary(key, value, { maxKeys: 10, noNullPrototype: true }) as fc.Arbitrary<IDataObject>;

const isName = (text: string) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);

/** One step of a path, in each of the ways to write it; some of them are wrong or need the engine. */
const step = fc
	.tuple(
		fc.oneof(
			{ weight: 8, arbitrary: key },
			fc.constantFrom('[0]', '[1]', '[00]', '[010]', '[08]', '[ 0 ]', '[1e0]', '[-1]', '[a]'),
		),
		fc.nat(9),
	)
	.map(([name, way]) => {
		const optional = way % 3 === 0 ? '?.' : '';
		if (/^\[.*\]$/.test(name) && name !== 'a[0]') return optional + name;
		if (way < 5 && isName(name)) return way % 3 === 0 ? `?.${name}` : `.${name}`;
		if (way === 8) return `${optional}[${JSON.stringify(name)}]`;
		if (way === 9) return `${optional}[\`${name}\`]`;
		return way % 2 === 0 ? `${optional}["${name}"]` : `${optional}['${name}']`;
	});
const blank = fc.constantFrom('', ' ', '  ', '\n', '\t', '\u00a0');

const reference = fc
	.tuple(
		fc.constantFrom('$json', '$json', '$json', '$json', '$item', '$json2', '$JSON'),
		fc.array(step, { maxLength: 4 }),
		blank,
		blank,
	)
	.map(([root, steps, before, after]) => `${before}${root}${steps.join('')}${after}`);

const code = fc.oneof(
	{ weight: 12, arbitrary: reference },
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			'1 + 1',
			'$json.a + 1',
			'$json.phone.trim()',
			'$json.a || "x"',
			'$json.a ?? "x"',
			'`${$json.a}`',
			'$json.a; $json.b',
			'$json.a // comment',
			'/* x */ $json.a',
			'($json.a)',
			'!$json.a',
			'$json.a, $json.b',
			'$json . a',
			'$json\n.a',
			'$json.\u0061',
			'$json.\\u0061',
			'"a"',
			'',
			' ',
			'$json.a.length',
			'$json.toJsonString()',
			'$itemIndex',
			'{ a: 1 }.a',
		),
	},
);
const around = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom('', '', '', '+86', ' ', '手机:', '\n') },
	fc.constantFrom(
		'{',
		'}',
		'{{',
		'}}',
		'}} {{',
		'\\',
		'\\{{',
		'\\\\',
		"'",
		'"',
		'`',
		'${x}',
		'$json.a',
		'=',
		'$&',
		'<%',
		'.constructor',
		'. constructor',
		'constructor',
		'// ',
		'\u2028',
	),
	fc.string({ unit: 'binary', maxLength: 4 }),
);
const expression = fc
	.tuple(around, fc.array(fc.tuple(code, around), { maxLength: 3 }))
	.map(([start, parts]) => `=${start}${parts.map(([inside, behind]) => `{{${inside}}}${behind}`).join('')}`);
/** The commonest form by far: one reference, nothing around it. */
const single = reference.map((text) => `={{${text}}}`);

const cells = fc.array(fc.oneof({ weight: 3, arbitrary: single }, { weight: 2, arbitrary: expression }), {
	minLength: 1,
	maxLength: 12,
});
const rows = fc.array(row, { minLength: 1, maxLength: 6 });

/** Tells apart all that may tell apart: -0 and 0, NaN, undefined, 1 and "1", errors. */
const shown = (read: () => unknown): string => {
	try {
		return inspect(read(), { depth: 9 });
	} catch (error) {
		return `throws ${error instanceof Error ? error.message : String(error)}`;
	}
};
const SKIPPED = 'left to the engine';

interface Comparison {
	expression: string;
	row: string;
	plain: string;
	engine: string;
}

/** Evaluates every cell for every row, without the engine and with it. */
async function bothWays(expressions: string[], items: IDataObject[]): Promise<Comparison[]> {
	const type = new Mapper(async function () {
		const input = this.getInputData();
		const output = expressions.flatMap((text, column) => {
			const template = parsePlainTemplate(text);
			return input.map(({ json }, itemIndex) => {
				const plain = template ? shown(() => readPlainTemplate(template, json)) : SKIPPED;
				return {
					json: {
						expression: text,
						row: inspect(json, { depth: 9 }),
						plain: plain === inspect(NEEDS_ENGINE) ? SKIPPED : plain,
						engine: shown(() => this.getNodeParameter(`columns.value["c${column}"]`, itemIndex)),
					},
				};
			});
		});
		return [output];
	});
	const value = Object.fromEntries(expressions.map((text, column) => [`c${column}`, text]));
	const parameters = { columns: { mappingMode: 'defineBelow', value } };
	const whole = items.map((json) => ({ json }));
	const { outputs, error } = await runNode({ node: { type, parameters }, items: whole });
	if (error) throw error;
	return (outputs[0] ?? []).map(({ json }) => json as unknown as Comparison);
}

function differences(comparisons: Comparison[]): Comparison[] {
	return comparisons.filter(({ plain, engine }) => plain !== SKIPPED && plain !== engine);
}

/** What the engine alone makes of a row: each mapped cell evaluated, then converted to its field's type. */
function readByEngine(context: IExecuteFunctions, fields: Field[], itemIndex: number) {
	const reading: ReturnType<ReturnType<typeof rowReader>['read']> = { row: {}, faults: [] };
	const mapped = context.getNodeParameter('columns', 0, {}, { rawExpressions: true }) as {
		value: IDataObject;
	};
	const zone = context.getTimezone();
	for (const field of fields.filter(({ id }) => mapped.value[id] !== '' && mapped.value[id] != null)) {
		try {
			const cell: unknown = context.getNodeParameter(`columns.value["${field.id}"]`, itemIndex);
			const converted = fieldValue(field, cell, { workflow: zone, platform: zone });
			if ('fault' in converted) reading.faults.push(converted.fault);
			else if (converted.value !== undefined) reading.row[field.id] = converted.value;
		} catch (error) {
			const said = error instanceof Error ? error.message : String(error);
			const reason = `The expression of '${field.label}' gave no value for this row: ${said}`;
			reading.faults.push({ reason, reasonCode: 'expression', column: field.label });
		}
	}
	return reading;
}

const FIELDS: Field[] = [
	{ id: 'phone', label: 'Phone', type: 'phone' },
	{ id: 'component:91a4ff5d-3d14', label: 'Text', type: 'text' },
	{ id: 'customize_2_16', label: 'Number', type: 'number' },
	{ id: 'a.b', label: 'Whole', type: 'integer' },
	{ id: 'a b', label: 'Day', type: 'date' },
	{ id: '时间', label: 'Time', type: 'dateTime' },
	{ id: 'sex', label: 'Sex', type: 'choice', choices: [{ name: 'Male (男)', value: 1 }] },
	{ id: 'tags', label: 'Tags', type: 'commaList' },
	{ id: 'extra', label: 'Extra', type: 'json' },
];

/** What a column may hold in a workflow: mostly expressions, some constants, some with expressions inside. */
const cell = fc.oneof(
	{ weight: 6, arbitrary: single },
	{ weight: 3, arbitrary: expression },
	{
		weight: 1,
		arbitrary: fc.constantFrom<unknown>(
			'13800138000',
			7,
			true,
			'',
			null,
			'1990-04-12',
			['a', '={{ $json.a }}'],
			{ b: '=x{{ $json.b }}' },
		),
	},
);
const mapping = fc.tuple(...FIELDS.map(() => fc.option(cell, { nil: undefined })));

/** Reads every row through the mapping: as the nodes do, and by the engine alone. */
async function rowsBothWays(cells: unknown[], items: IDataObject[]): Promise<Array<[string, string]>> {
	const value = Object.fromEntries(
		FIELDS.map(({ id }, index) => [id, cells[index]]).filter(([, text]) => text !== undefined),
	);
	const type = new Mapper(async function () {
		const reader = rowReader(this, { standard: FIELDS, custom: () => undefined }, this.getTimezone());
		const readings = this.getInputData().map(({ json }, itemIndex) => ({
			json: {
				node: shown(() => reader.read(json, itemIndex)),
				engine: shown(() => readByEngine(this, FIELDS, itemIndex)),
			},
		}));
		return [readings];
	});
	const parameters = { columns: { mappingMode: 'defineBelow', value } } as IDataObject;
	const { outputs, error } = await runNode({
		node: { type, parameters },
		items: items.map((json) => ({ json })),
	});
	if (error) throw error;
	return (outputs[0] ?? []).map(({ json }) => [String(json.node), String(json.engine)]);
}

const runs = (few: number) => ({ numRuns: Number(process.env.MAPPING_RUNS ?? few) });

describe('a cell read without the engine', () => {
	it('holds what the engine gives, for mappings and rows made by chance', async () => {
		let compared = 0;
		const property = fc.asyncProperty(cells, rows, async (expressions, items) => {
			const comparisons = await bothWays(expressions, items);
			compared += comparisons.filter(({ plain }) => plain !== SKIPPED && plain !== 'undefined').length;
			expect(differences(comparisons)).toEqual([]);
		});
		await fc.assert(property, runs(100));
		expect(compared).toBeGreaterThan(100); // or nothing would have been shown
	}, 120_000);

	const json = {
		phone: '138',
		手机: '139',
		'客户 名称': '王',
		'a.b': 'dotted',
		a: { b: [{ c: 'deep' }], 'x"y': 'quoted', n: null, zero: 0, no: false, empty: '' },
		list: ['first', 'second'],
		8: 'eight',
		10: 'ten',
	};

	it.each([
		['={{ $json.phone }}', '138'],
		['={{$json.phone}}', '138'],
		['={{ $json["手机"] }}', '139'],
		["={{ $json['手机'] }}", '139'],
		['={{ $json.手机 }}', '139'],
		['={{ $json["客户 名称"] }}', '王'],
		['={{ $json["a.b"] }}', 'dotted'],
		['={{ $json.a.b[0].c }}', 'deep'],
		['={{ $json?.a?.["b"]?.[0]?.c }}', 'deep'],
		["={{ $json.a['x\"y'] }}", 'quoted'],
		['={{ $json.list[1] }}', 'second'],
		['={{ $json.list.length }}', 2],
		['={{ $json.missing }}', undefined],
		['={{ $json.missing?.a.b }}', undefined],
		['={{ $json.a.n }}', null],
		['={{ $json.a.zero }}', 0],
		['={{ $json.a.no }}', false],
		['={{ $json.a.empty }}', ''],
		['=+86{{ $json.phone }}', '+86138'],
		['={{ $json.phone }} ', '138 '],
		['={{ $json.phone }}/{{ $json.手机 }}', '138/139'],
		['={{ $json.a.n }}-{{ $json.missing }}-{{ $json.a.zero }}-{{ $json.a.no }}', '--0-false'],
		['=', ''],
		['=text', 'text'],
	])('%s is such a one', async (text, expected) => {
		const [comparison] = await bothWays([text], [json]);
		expect(comparison).toMatchObject({ plain: inspect(expected), engine: inspect(expected) });
	});

	it.each([
		'={{ $json.missing.a }}',
		'={{ $json.a }}',
		'={{ $json }}',
		'={{ $json[010] }}',
		'={{ $json.caller }}',
		'={{ $json["constructor"] }}',
		'={{ $json.toString }}',
		'={{ $json.phone.length }}',
		'={{ $json.phone.trim() }}',
		'={{ $json["line\u2028separator"] }}',
		'={{ $json.phone }} .constructor',
		'={{ $json.phone }} \\{{ x }}',
		'={{ $json.phone + 1 }}',
		'={{ $json.a.$ }} {{ 1 }}',
		'={{ $json.phone',
	])('%s is none: the engine decides', async (text) => {
		const [comparison] = await bothWays([text], [json]);
		expect(comparison?.plain).toBe(SKIPPED);
	});
});

it('a row holds what the engine gives, with its conversions and errors', async () => {
	const property = fc.asyncProperty(mapping, rows, async (given, items) => {
		fc.pre(given.some((text) => text !== undefined && text !== null && text !== ''));
		for (const [byNode, byEngine] of await rowsBothWays(given, items)) expect(byNode).toBe(byEngine);
	});
	await fc.assert(property, runs(100));
}, 120_000);
