import type { Field } from './field';
import { isSurelyPhone, mayBeEmail, mayBePhone } from './valueShapes';

/** With fewer rows than this, a share of them is no evidence. */
const MIN_ROWS = 10;
const MIN_ROWS_HALF_EMPTY = 20;
const MIN_ROWS_SAME = 3;
const MIN_MISPLACED = 3;
/** More of a phone column than this is no phone, or in another column: something is wrong with the column, not with single rows. */
const SUSPICIOUS_SHARE = 0.1;

/** What a column's values should look like, and what values in a wrong place look like. */
interface Shape {
	what: string;
	fits(value: unknown): boolean;
	/** Whether a value of another column is of this shape without doubt. */
	isOneElsewhere(value: unknown): boolean;
}

const PHONE: Shape = { what: 'phone number', fits: mayBePhone, isOneElsewhere: isSurelyPhone };
const EMAIL: Shape = { what: 'email address', fits: mayBeEmail, isOneElsewhere: mayBeEmail };

function shapeOf({ type, holds }: Field): Shape | undefined {
	if (type === 'phone') return PHONE;
	return holds === 'email' ? EMAIL : undefined;
}

const count = (number: number): string => number.toLocaleString('en-US');

/** What the rows show about one mapped column. */
export class ColumnNotes {
	readonly shape: Shape | undefined;
	private filled = 0;
	private misfits = 0;
	/** Rows in which another column has what this one should have, the first such column, and the first such item. */
	private misplaced = 0;
	private misplacedTo = '';
	private firstMisplaced = 0;
	private first: unknown;
	private isSame = true;
	/** A customer is known by these: the same value in all rows is a text in place of an expression. */
	private readonly isOfOnePerson: boolean;

	/** @param isMapped whether the user mapped the column, so that an empty one may be a mistake */
	constructor(
		readonly field: Field,
		private readonly isMapped: boolean,
	) {
		this.shape = shapeOf(field);
		this.isOfOnePerson = this.shape !== undefined || field.holds === 'name';
	}

	/** Notes the value of a row; returns whether it has another shape than it should have. */
	note(value: unknown): boolean {
		if (this.filled++ === 0) this.first = value;
		else if (this.isSame && value !== this.first) this.isSame = false;
		if (this.shape === undefined || this.shape.fits(value)) return false;
		this.misfits++;
		return true;
	}

	/** Notes a value that could not be read, so that the column is not taken for empty. */
	noteFault(): void {
		this.filled++;
		this.isSame = false;
		this.misfits++;
	}

	noteMisplaced(otherLabel: string, itemIndex: number): void {
		if (this.misplaced++ > 0) return;
		this.misplacedTo = otherLabel;
		this.firstMisplaced = itemIndex;
	}

	/** @param rows rows in which any column is filled */
	warnings(rows: number): string[] {
		const warning = this.emptiness(rows) ?? this.misplacement() ?? this.misfit() ?? this.sameness(rows);
		return warning === undefined ? [] : [`'${this.field.label}' ${warning}`];
	}

	private emptiness(rows: number): string | undefined {
		if (!this.isMapped) return undefined;
		if (this.filled === 0 && rows >= MIN_ROWS) {
			return `is empty in all ${count(rows)} rows. Check what is mapped to it: the name of an input column must be written exactly as in the input.`;
		}
		if (rows < MIN_ROWS_HALF_EMPTY || this.filled * 2 >= rows) return undefined;
		return `is empty in ${count(rows - this.filled)} of ${count(rows)} rows. If the input has more, check what is mapped to it.`;
	}

	private misplacement(): string | undefined {
		if (this.misplaced < MIN_MISPLACED || this.misplaced <= this.filled * SUSPICIOUS_SHARE) return undefined;
		return `has no ${this.shape?.what} in ${count(this.misplaced)} rows where '${this.misplacedTo}' has one, first in item ${this.firstMisplaced}. The columns of the input are shifted, or mapped to each other's place.`;
	}

	private misfit(): string | undefined {
		if (this.shape !== PHONE) return undefined;
		if (this.filled < MIN_ROWS || this.misfits <= this.filled * SUSPICIOUS_SHARE) return undefined;
		return `has no phone number in ${count(this.misfits)} of ${count(this.filled)} rows. Check what is mapped to it.`;
	}

	private sameness(rows: number): string | undefined {
		if (!this.isOfOnePerson || !this.isSame || this.filled < rows || rows < MIN_ROWS_SAME) return undefined;
		return `has the same value in all ${count(rows)} rows. Is it a text where an expression such as {{ $json.column }} is meant?`;
	}
}
