import type { Field } from './field';
import { isSurelyPhone, mayBeEmail, mayBePhone } from './valueShapes';

/** The smallest numbers of rows, or of misplaced values, that are evidence for a warning. */
const MIN_ROWS = 10;
const MIN_ROWS_HALF_EMPTY = 20;
const MIN_ROWS_SAME = 3;
const MIN_MISPLACED = 3;
/** When a larger share of a column's values is wrong, the mapping of the column is suspicious and not only single rows. */
const SUSPICIOUS_SHARE = 0.1;

/** The form of a column's values. */
interface Shape {
	/** The noun for a value in a warning. */
	what: string;
	fits(value: unknown): boolean;
	/** Whether a value of another column certainly has this form. */
	isOneElsewhere(value: unknown): boolean;
}

const PHONE: Shape = { what: 'phone number', fits: mayBePhone, isOneElsewhere: isSurelyPhone };
const EMAIL: Shape = { what: 'email address', fits: mayBeEmail, isOneElsewhere: mayBeEmail };

function shapeOf({ type, holds }: Field): Shape | undefined {
	if (type === 'phone') return PHONE;
	return holds === 'email' ? EMAIL : undefined;
}

const count = (number: number): string => number.toLocaleString('en-US');

/** Collects evidence from the rows about the mapping of one column. */
export class ColumnNotes {
	readonly shape: Shape | undefined;
	private filled = 0;
	private misfits = 0;
	/** Number of rows in which another column has the value that belongs here, with the first such column and item. */
	private misplaced = 0;
	private misplacedTo = '';
	private firstMisplaced = 0;
	private first: unknown;
	private isSame = true;
	/** Whether each customer has a different value here, so that the same value in all rows is probably a mistake. */
	private readonly isOfOnePerson: boolean;

	/** @param isMapped whether the user mapped the column, so that an empty one may be a mistake */
	constructor(
		readonly field: Field,
		private readonly isMapped: boolean,
	) {
		this.shape = shapeOf(field);
		this.isOfOnePerson = this.shape !== undefined || field.holds === 'name';
	}

	/** Records the value of a row. Returns whether it has a wrong form. */
	note(value: unknown): boolean {
		if (this.filled++ === 0) this.first = value;
		else if (this.isSame && value !== this.first) this.isSame = false;
		if (this.shape === undefined || this.shape.fits(value)) return false;
		this.misfits++;
		return true;
	}

	/** Records a value that could not be read, so that the column does not count as empty. */
	noteFault(): void {
		this.filled++;
		this.isSame = false;
		this.misfits++;
	}

	/** Records that another column of a row has the value that belongs here. */
	noteMisplaced(otherLabel: string, itemIndex: number): void {
		if (this.misplaced++ > 0) return;
		this.misplacedTo = otherLabel;
		this.firstMisplaced = itemIndex;
	}

	/** The warning about the column, if there is one. @param rows number of rows in which any column is filled */
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
