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
