import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Cell } from './cells';
import type { Column } from './columns';
import type { PhoneRules } from './phones';
import { PHONE_WRITINGS, phoneCell, phoneOfRow } from './phones';
import type { DrawnImport } from './records/drawnImport';

/** A row of the input, with what may become of it. */
export interface PlannedRow {
	json: IDataObject;
	/** Column of the request → the values that it may have there. */
	wire: Record<string, unknown[]>;
	invalid: Cell['invalid'];
	/** The platform refuses it: alone, or with its whole request. */
	refused: boolean;
	/** Its phone as it must be stored, which tells rows apart; duplicates share one. */
	phone: string;
}

/**
 * What is the matter with a row: `refused` passes the node's checks and not the platform's, `disliked` breaks a rule of the platform
 * that nobody knows, if the plan has one, and `refusedLater` one for rows that were accepted.
 */
export type RowKind = 'valid' | 'duplicate' | 'letters' | 'empty' | 'refused' | 'disliked' | 'refusedLater';

/** How one row is to be made. */
export interface RowOrder {
	kind: RowKind;
	/** Which of the ways to write a phone. */
	writing: number;
	/** For a duplicate: which of the rows before it. */
	earlier: number;
	/** What stands in further columns: number of the column, number of the cell. */
	cells: Array<[column: number, cell: number]>;
}

export const PLAIN_ROW: RowOrder = { kind: 'valid', writing: 0, earlier: 0, cells: [] };

/** Beginnings of names that break rules of the platform, if the plan gives it some. */
export const DISLIKED = '坏';
export const REFUSED_LATER = '晚';

const NAME_STARTS: Partial<Record<RowKind, string>> = { disliked: DISLIKED, refusedLater: REFUSED_LATER };

/** Columns of the input that go nowhere. Some have names that an outcome has, or that n8n acts on. */
function unmapped(index: number): IDataObject {
	if (index % 3 === 0) return { crmId: `C-${index}` };
	return index % 3 === 1 ? { status: 'lead', error: 'none', input_status: 'x', batch: { a: [null] } } : {};
}

/** What rows are made for. */
export interface RowSetting {
	drawn: DrawnImport;
	options: IDataObject;
	columns: Column[];
	rules: PhoneRules;
	/** The workflow's time zone. */
	zone: string;
}

/** What stands in the phone's column of a row that has none. */
const NO_PHONES = ['', null, [], {}, [null], { a: null }, undefined, [[1]]];

function phoneOf(order: RowOrder, index: number, { drawn, rules }: RowSetting): Cell & { phone: string } {
	const column = drawn.baseColumns.phone;
	const place = { column, index, zone: '' };
	const own = phoneOfRow(index);
	if (order.kind === 'letters' && !rules.encrypted)
		return { given: `call me ${index}`, wire: {}, invalid: 'must', phone: `#${index}` };
	if (order.kind === 'empty')
		return { given: NO_PHONES[index % NO_PHONES.length], wire: {}, invalid: 'must', phone: `#${index}` };
	if (order.kind === 'refused' && drawn.refusedPhone && !rules.encrypted) {
		const phone = drawn.refusedPhone(index);
		return { given: phone, wire: { [column]: [phone] }, invalid: 'never', refused: true, phone };
	}
	const phone = order.kind === 'duplicate' && index > 0 ? phoneOfRow(order.earlier % index) : own;
	const cell = phoneCell(phone, order.writing, rules, place);
	return { ...cell, phone: String(cell.wire[column]?.[0] ?? phone) };
}

/** A cell that nothing would keep under the options: what it says would be lost, so the row is invalid if it says anything. */
function withoutLost(cell: Cell, { drawn, options }: RowSetting): Cell {
	const lost = Object.entries(cell.wire).filter(([column]) => drawn.isLost?.(column, options));
	const says = (values: unknown[]) => values.some((value) => value !== undefined);
	if (!lost.some(([, values]) => says(values))) return cell;
	const mayBeBlank = lost.every(([, values]) => values.includes(undefined));
	const kept = Object.entries(cell.wire).map(([column, values]) => [
		column,
		lost.some(([name]) => name === column) ? [undefined] : values,
	]);
	const wire = Object.fromEntries(kept) as Cell['wire'];
	return { ...cell, wire, invalid: mayBeBlank ? 'may' : 'must' };
}

/** Makes one row of an import. @param index 0-based number of the row */
export function makeRow(order: RowOrder, index: number, setting: RowSetting): PlannedRow {
	const { drawn, columns, zone } = setting;
	const { phone, ...phoneCellOfRow } = phoneOf(order, index, setting);
	const name = `${NAME_STARTS[order.kind] ?? '张三'} ${index}`;
	const json: IDataObject = { phone: phoneCellOfRow.given as string, name, ...unmapped(index) };
	const wire: PlannedRow['wire'] = { [drawn.baseColumns.name]: [name] };
	const refusedCell = order.kind === 'refused' ? drawn.refusedCell : undefined;
	if (refusedCell) {
		const { key, given } = refusedCell;
		json[key] = given;
		wire[drawn.baseColumns[key] ?? ''] = [given];
	}
	const found: Cell[] = [phoneCellOfRow];
	// A row without a phone has no other contact either: it is to be invalid.
	for (const [columnNumber, cellNumber] of order.kind === 'empty' ? [] : order.cells) {
		const column = columns[columnNumber % Math.max(1, columns.length)];
		if (!column || column.key in json) continue;
		const make = column.cells[cellNumber % column.cells.length];
		const cell = make?.({ column: column.id, index, zone });
		if (!cell) continue;
		json[column.key] = cell.given as string;
		found.push(withoutLost(cell, setting));
	}
	for (const cell of found) {
		for (const [column, values] of Object.entries(cell.wire))
			wire[column] = [...(wire[column] ?? []), ...values];
	}
	const invalid = found.some((cell) => cell.invalid === 'must')
		? 'must'
		: found.some((cell) => cell.invalid === 'may')
			? 'may'
			: 'never';
	return {
		json,
		wire,
		invalid,
		refused: refusedCell !== undefined || found.some((cell) => cell.refused),
		phone,
	};
}

const kinds = fc.oneof(
	{ weight: 40, arbitrary: fc.constant<RowKind>('valid') },
	{ weight: 4, arbitrary: fc.constantFrom<RowKind>('duplicate', 'letters', 'empty') },
	{ weight: 1, arbitrary: fc.constantFrom<RowKind>('refused', 'disliked') },
	{ weight: 1, arbitrary: fc.constant<RowKind>('refusedLater') },
);

const rich: fc.Arbitrary<RowOrder> = fc.record({
	kind: kinds,
	writing: fc.oneof(fc.constant(0), fc.nat({ max: PHONE_WRITINGS - 1 })),
	earlier: fc.nat({ max: 10_000 }),
	cells: fc.array(fc.tuple(fc.nat({ max: 50 }), fc.nat({ max: 2_000 })), { maxLength: 3 }),
});

const orders = fc.oneof({ weight: 2, arbitrary: fc.constant(PLAIN_ROW) }, { weight: 1, arbitrary: rich });

/** Mostly a handful of rows, now and then up to 2,000. */
export const rowOrders: fc.Arbitrary<RowOrder[]> = fc.oneof(
	{ weight: 12, arbitrary: fc.array(orders, { minLength: 1, maxLength: 40, size: 'max' }) },
	{ weight: 4, arbitrary: fc.array(orders, { minLength: 41, maxLength: 300, size: 'max' }) },
	{ weight: 1, arbitrary: fc.array(orders, { minLength: 301, maxLength: 2_000, size: 'max' }) },
);
