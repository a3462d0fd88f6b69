import { ColumnNotes } from '../../../nodes/rows/columnNotes';
import type { Field } from '../../../nodes/rows/field';

const PHONE: Field = { id: 'phone', label: 'Phone', type: 'phone' };
const EMAIL: Field = { id: 'email', label: 'Email', type: 'text', holds: 'email' };
const NAME: Field = { id: 'name', label: 'Name', type: 'text', holds: 'name' };
const COMPANY: Field = { id: 'company', label: 'Company', type: 'text' };

/** What is said of a column with these values; undefined for an empty cell. */
function warningsFor(field: Field, values: unknown[], isMapped = true): string[] {
	const notes = new ColumnNotes(field, isMapped);
	for (const value of values) if (value !== undefined) notes.note(value);
	return notes.warnings(values.length);
}
const many = (count: number, valueOf: (index: number) => unknown): unknown[] =>
	Array.from({ length: count }, (_unused, index) => valueOf(index));
const phone = (index: number) => String(13800138000 + index);

describe('a column that is empty', () => {
	it('in all rows, from ten on, is told', () => {
		expect(
			warningsFor(
				COMPANY,
				many(9, () => undefined),
			),
		).toEqual([]);
		expect(
			warningsFor(
				COMPANY,
				many(1_000, () => undefined),
			),
		).toEqual([
			"'Company' is empty in all 1,000 rows. Check what is mapped to it: the name of an input column must be written exactly as in the input.",
		]);
	});

	it('in most rows, from twenty on, is told', () => {
		const half = (rows: number, filled: number) =>
			warningsFor(
				COMPANY,
				many(rows, (index) => (index < filled ? `company ${index}` : undefined)),
			);
		expect(half(19, 2)).toEqual([]);
		expect(half(20, 10)).toEqual([]);
		expect(half(20, 9)).toEqual([
			"'Company' is empty in 11 of 20 rows. If the input has more, check what is mapped to it.",
		]);
	});

	it('is no mistake where nobody mapped it', () => {
		expect(
			warningsFor(
				COMPANY,
				many(100, () => undefined),
				false,
			),
		).toEqual([]);
	});

	it('is not taken for empty when its values could not be read', () => {
		const notes = new ColumnNotes(COMPANY, true);
		for (let row = 0; row < 30; row++) notes.noteFault();
		expect(notes.warnings(30)).toEqual([]);
	});
});

describe('a column with the same value in all rows', () => {
	it.each([
		[PHONE, '13800138000'],
		[EMAIL, 'a@b.c'],
		[NAME, '王小明'],
	])('is told, because a customer is known by it: %j', (field, value) => {
		expect(
			warningsFor(
				field,
				many(3, () => value),
			),
		).toEqual([
			`'${field.label}' has the same value in all 3 rows. Is it a text where an expression such as {{ $json.column }} is meant?`,
		]);
		expect(
			warningsFor(
				field,
				many(2, () => value),
			),
		).toEqual([]);
		expect(warningsFor(field, [value, value, `${value}2`])).toEqual([]);
		expect(warningsFor(field, [value, `${value}2`, value])).toEqual([]);
		expect(warningsFor(field, [value, value, value, undefined])).toEqual([]);
	});

	it('is well when it is no column of one person', () => {
		expect(
			warningsFor(
				COMPANY,
				many(3, () => '龙龙龙'),
			),
		).toEqual([]);
	});

	it('is not told when another value of it could not be read', () => {
		const notes = new ColumnNotes(NAME, true);
		notes.note('王小明');
		notes.note('王小明');
		notes.noteFault();
		expect(notes.warnings(3)).toEqual([]);
	});
});

describe('a phone column without phones', () => {
	it('is told from ten values on, when more than a tenth are none', () => {
		const column = (count: number, bad: number) =>
			many(count, (index) => (index < bad ? '无' : phone(index)));
		expect(
			warningsFor(
				PHONE,
				column(9, 9).map((value, index) => `${String(value)}${'!'.repeat(index)}`),
			),
		).toEqual([]);
		expect(warningsFor(PHONE, column(10, 1))).toEqual([]);
		expect(warningsFor(PHONE, column(10, 2))).toEqual([
			"'Phone' has no phone number in 2 of 10 rows. Check what is mapped to it.",
		]);
	});

	it('counts values that could not be read', () => {
		const notes = new ColumnNotes(PHONE, true);
		for (let row = 0; row < 10; row++) notes.note(phone(row));
		notes.noteFault();
		notes.noteFault();
		expect(notes.warnings(12)).toEqual([
			"'Phone' has no phone number in 2 of 12 rows. Check what is mapped to it.",
		]);
	});

	it('is told of phones alone: an email may look like anything', () => {
		expect(
			warningsFor(
				EMAIL,
				many(10, (index) => `none ${index}`),
			),
		).toEqual([]);
	});

	it('tells the caller which values are none', () => {
		const ofPhones = new ColumnNotes(PHONE, true);
		expect([ofPhones.note('13800138000'), ofPhones.note('王小明')]).toEqual([false, true]);
		const ofEmails = new ColumnNotes(EMAIL, true);
		expect([ofEmails.note('a@b.c'), ofEmails.note('13800138000')]).toEqual([false, true]);
		expect(new ColumnNotes(NAME, true).note('13800138000')).toBe(false);
	});
});

describe('a column whose values stand in another one', () => {
	const shifted = (field: Field, count: number, misplaced: number) => {
		const notes = new ColumnNotes(field, true);
		for (let row = 0; row < count; row++) notes.note(row < misplaced ? `name ${row}` : phone(row));
		for (let row = 0; row < misplaced; row++) notes.noteMisplaced(row === 0 ? 'Name' : 'Company', 7 + row);
		return notes.warnings(count);
	};

	it('is told with the first of them', () => {
		expect(shifted(PHONE, 4, 3)).toEqual([
			"'Phone' has no phone number in 3 rows where 'Name' has one, first in item 7. The columns of the input are shifted, or mapped to each other's place.",
		]);
		expect(shifted(EMAIL, 3, 3)[0]).toMatch(/^'Email' has no email address in 3 rows where 'Name' has one/);
	});

	it('is told from three rows and more than a tenth on', () => {
		expect(shifted(PHONE, 4, 2)).toEqual([]);
		expect(shifted(PHONE, 30, 3)).toEqual([]);
		expect(shifted(PHONE, 29, 3)).toHaveLength(1);
	});
});
