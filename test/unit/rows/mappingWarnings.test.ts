import fc from 'fast-check';

import { NUMBER_FIELDS } from '../../../nodes/longlonglong/fields';
import type { Field, Row } from '../../../nodes/rows/field';
import { fieldValue } from '../../../nodes/rows/fieldValue';
import { MappingWarnings } from '../../../nodes/rows/mappingWarnings';

const ZONES = { workflow: 'Asia/Shanghai', platform: 'Asia/Shanghai' };
const DAY: Field = { id: 'day', label: 'Day', type: 'date' };
const FIELDS: Field[] = [...NUMBER_FIELDS, DAY];

/** Reads rows as a mapping does, and gives what is said about them. */
function warningsFor(rows: Array<Record<string, unknown>>, fields = FIELDS): string[] {
	const warnings = new MappingWarnings(fields, true);
	rows.forEach((json, index) => {
		const row: Row = {};
		const faults = fields.flatMap((field) => {
			const converted = fieldValue(field, json[field.id], ZONES);
			if ('fault' in converted) return [converted.fault];
			if (converted.value !== undefined) row[field.id] = converted.value;
			return [];
		});
		warnings.note(json, { row, faults, dates: [{ field: DAY, given: json.day, read: row.day }] }, index);
	});
	return warnings.list();
}

it('whatever the rows are, nothing is thrown, and what is said is whole sentences', () => {
	const cell = fc.oneof(
		fc.anything({ withDate: true, withNullPrototype: true }),
		fc.string(),
		fc.constantFrom('3/4/2024', '13800138000', '锟斤拷', 'a@b.c'),
	);
	const row = fc.dictionary(fc.constantFrom(...FIELDS.map(({ id }) => id)), cell);
	fc.assert(
		fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
			for (const said of warningsFor(rows)) expect(said).toMatch(/^['\p{L}].*[.?]$/su);
		}),
	);
});

it.each([
	[9, 0],
	[10, 1],
])('of %i rows with an empty column, %i warning comes', (count, expected) => {
	const [phone, name] = NUMBER_FIELDS as [Field, Field];
	const rows = Array.from({ length: count }, (_unused, index) => ({ phone: String(13800138000 + index) }));
	expect(warningsFor(rows, [phone, name])).toHaveLength(expected);
});

it.each([
	['exactly half of the rows empty', 10, []],
	[
		'more than half of the rows empty',
		9,
		["'Company (公司)' is empty in 11 of 20 rows. If the input has more, check what is mapped to it."],
	],
])('%s', (_what, filled, expected) => {
	const fields = NUMBER_FIELDS.filter(({ id }) => id === 'phone' || id === 'company');
	const rows = Array.from({ length: 20 }, (_unused, index) => ({
		phone: String(13800138000 + index),
		company: index < filled ? `公司 ${index}` : '',
	}));
	const blank = Array.from({ length: 30 }, () => ({ phone: '', company: ' ' }));
	expect(warningsFor([...rows, ...blank], fields)).toEqual(expected);
});

it('a row with a wrong value is not an empty row, whatever its other columns have', () => {
	const fields = FIELDS.filter(({ id }) => ['phone', 'company', 'day'].includes(id));
	const rows = Array.from({ length: 20 }, (_unused, index) => ({
		phone: String(13800138000 + index),
		day: '?',
	}));
	expect(warningsFor(rows, fields).join(' ')).toContain("'Company (公司)' is empty in all 20 rows");
});

it('a tenth of the phones may be none before it is said', () => {
	const fields = NUMBER_FIELDS.filter(({ id }) => id === 'phone');
	const rows = (bad: number) =>
		Array.from({ length: 20 }, (_unused, index) => ({
			phone: index < bad ? '无' : String(13800138000 + index),
		}));
	expect(warningsFor(rows(2), fields)).toEqual([]);
	expect(warningsFor(rows(3), fields)).toEqual([
		"'Phone (号码)' has no phone number in 3 of 20 rows. Check what is mapped to it.",
	]);
});

it.each(['José Ñandú', 'Müller & Söhne', 'CAFÉ»', '北京“云端”公司', 'Ångström', '😀', '한국', 'Ελλάδα'])(
	'%s is no garbled text',
	(name) => {
		const rows = Array.from({ length: 5 }, (_unused, index) => ({
			phone: String(13800138000 + index),
			company: name,
		}));
		expect(
			warningsFor(
				rows,
				NUMBER_FIELDS.filter(({ id }) => id === 'phone' || id === 'company'),
			),
		).toEqual([]);
	},
);

describe('a phone that stands in the column of the name', () => {
	const fields = NUMBER_FIELDS.filter(({ id }) => ['phone', 'name', 'email'].includes(id));
	const label = (id: string) => fields.find((field) => field.id === id)?.label;
	const shifted = (index: number) => ({ phone: `王小明 ${index}`, name: String(13800138000 + index) });

	it('in three rows is told, with the first of them', () => {
		const sound = { phone: '13900139000', name: '王小明' };
		expect(warningsFor([sound, ...[1, 2, 3].map(shifted)], fields)).toEqual([
			`'${label('phone')}' has no phone number in 3 rows where '${label('name')}' has one, first in item 1. The columns of the input are shifted, or mapped to each other's place.`,
		]);
		expect(warningsFor([1, 2].map(shifted), fields)).toEqual([]);
	});

	it('is not told when no other column has a phone', () => {
		const rows = [1, 2, 3].map((index) => ({ phone: `王小明 ${index}`, name: `公司 ${index}` }));
		expect(warningsFor(rows, fields)).toEqual([]);
	});
});

it('a column whose cells are all refused is not taken for empty', () => {
	const rows = Array.from({ length: 12 }, (_unused, index) => ({
		phone: String(13800138000 + index),
		day: 'soon',
	}));
	const fields = FIELDS.filter(({ id }) => id === 'phone' || id === 'day');
	expect(warningsFor(rows, fields)).toEqual([]);
	const warnings = new MappingWarnings(fields, true);
	const fault = { reason: 'The row is no object', reasonCode: 'notARow' };
	for (let index = 0; index < 12; index++) warnings.note({}, { row: {}, faults: [fault] }, index);
	expect(warnings.list()).toEqual([]);
});

it('what is said of dates comes last', () => {
	const rows = Array.from({ length: 12 }, (_unused, index) => ({ name: `王 ${index}`, day: '3/4/2024' }));
	const fields = FIELDS.filter(({ id }) => ['phone', 'name', 'day'].includes(id));
	expect(warningsFor(rows, fields)).toEqual([
		expect.stringMatching(/is empty in all 12 rows/),
		expect.stringMatching(/^'Day': 12 dates were read with the month first/),
	]);
});

describe('garbled text', () => {
	const fields = NUMBER_FIELDS.filter(({ id }) => id === 'phone' || id === 'company');
	const rows = (garbled: number, sound = 0) => [
		...Array.from({ length: sound }, (_unused, index) => ({
			phone: String(13800138000 + index),
			company: '龙',
		})),
		...Array.from({ length: garbled }, (_unused, index) => ({
			phone: String(13900138000 + index),
			company: '\ufffd\ufffd˾',
		})),
	];

	it('in three of the first 500 rows is told', () => {
		const company = fields.find(({ id }) => id === 'company')?.label;
		expect(warningsFor(rows(2), fields)).toEqual([]);
		expect(warningsFor(rows(3), fields)).toEqual([
			expect.stringContaining(
				`The values of '${company}' look garbled: the file was read in another encoding`,
			),
		]);
		expect(warningsFor(rows(3, 497), fields)).toHaveLength(1);
		expect(warningsFor(rows(3, 498), fields)).toEqual([]);
	});

	it('in the names of the first row is told instead', () => {
		const name = '\ufffd\ufffd˾';
		const named = rows(3).map((row) => ({ [name]: 'x', ...row }));
		expect(warningsFor(named, fields)).toEqual([
			expect.stringContaining(
				`The column names look garbled ('${name}'): the file was read in another encoding`,
			),
		]);
		const [first, ...others] = rows(0, 5);
		expect(warningsFor([{ ...first }, ...others.map((row) => ({ [name]: 'x', ...row }))], fields)).toEqual(
			[],
		);
	});
});
