import { ColumnNotes } from './columnNotes';
import type { DateReading } from './dateNotes';
import { DateNotes } from './dateNotes';
import type { Fault, Field, Row } from './field';
import type { Garbling } from './garbled';
import { garblingOf } from './garbled';

/** A row that the mapping has read, before it is cleaned. */
export interface ObservedRow {
	row: Row;
	faults: readonly Fault[];
	/** The row's values in columns of dates. */
	dates?: readonly DateReading[];
}

/** Only this many rows are searched for garbled text, because a file has a single encoding. */
const MAX_SEARCHED_ROWS = 500;
const MIN_GARBLED_ROWS = 3;

/** Kind of garbling → what happened to the file, and how to read it. */
const WAY_OUT: Record<Garbling, string> = {
	utf8ReadAsGb18030:
		"the file is in UTF-8, and was read as GB18030. Use 'Extract From CSV' on the file itself, or choose UTF-8 as the encoding of 'Extract From Text File'.",
	other:
		"the file was read in another encoding than it was written in. A CSV that Excel on Chinese Windows saved is in GB18030, which 'Extract From CSV' cannot read: use 'Extract From Text File' with that encoding first, as the example \"CSV in GB18030\" does.",
};

/** A column whose name or values are garbled. */
interface Garbled {
	column: string;
	garbling: Garbling;
}

/** The column of the first text that is garbled; undefined when none is. */
function firstGarbled(texts: Iterable<readonly [column: string, text: unknown]>): Garbled | undefined {
	for (const [column, text] of texts) {
		const garbling = typeof text === 'string' ? garblingOf(text) : undefined;
		if (garbling) return { column, garbling };
	}
	return undefined;
}

/**
 * Observes the rows of an import while they are read, and afterwards makes warnings about a suspicious mapping. It neither changes nor stops
 * anything, and its memory does not grow with the number of rows.
 */
export class MappingWarnings {
	private readonly columns: ColumnNotes[];
	private readonly byLabel: Map<string, ColumnNotes>;
	private readonly dates = new DateNotes();
	private rows = 0;
	private filledRows = 0;
	private garbledName: Garbled | undefined;
	private garbledRows = 0;
	private garbledValue: Garbled | undefined;

	/**
	 * @param fields the fields that the mapping may fill
	 * @param areMapped whether the user mapped each of them, so that an empty one may be a mistake
	 */
	constructor(fields: readonly Field[], areMapped: boolean) {
		this.columns = fields.map((field) => new ColumnNotes(field, areMapped));
		this.byLabel = new Map(this.columns.map((notes) => [notes.field.label, notes]));
	}

	/** Observes a row. @param json the input item, of which only the column names of the first row are used */
	note(json: object, { row, faults, dates }: ObservedRow, itemIndex: number): void {
		if (this.rows++ === 0) this.garbledName = firstGarbled(Object.keys(json).map((key) => [key, key]));
		let isFilled = false;
		for (const notes of this.columns) {
			const value = row[notes.field.id];
			if (value === undefined) continue;
			isFilled = true;
			if (notes.note(value)) this.findElsewhere(notes, row, itemIndex);
		}
		for (const { column } of faults) {
			const notes = column === undefined ? undefined : this.byLabel.get(column);
			if (!notes) continue;
			isFilled = true;
			notes.noteFault();
		}
		if (isFilled) this.filledRows++;
		if (this.rows <= MAX_SEARCHED_ROWS) this.searchGarbled(row);
		if (dates) for (const date of dates) this.dates.note(date);
	}

	/** Searches the other columns of a row for the value that belongs into a column. */
	private findElsewhere(notes: ColumnNotes, row: Row, itemIndex: number): void {
		const other = this.columns.find(
			({ field, shape }) =>
				shape !== notes.shape &&
				row[field.id] !== undefined &&
				notes.shape?.isOneElsewhere(row[field.id]) === true,
		);
		if (other) notes.noteMisplaced(other.field.label, itemIndex);
	}

	private searchGarbled(row: Row): void {
		const found = firstGarbled(this.columns.map(({ field: { id, label } }) => [label, row[id]]));
		if (!found) return;
		this.garbledRows++;
		this.garbledValue ??= found;
	}

	/** The warnings, as sentences; an empty list when nothing is suspicious. */
	list(): string[] {
		return [
			...this.garbledWarning(),
			...this.columns.flatMap((notes) => notes.warnings(this.filledRows)),
			...this.dates.warnings(),
		];
	}

	private garbledWarning(): string[] {
		const { garbledName: name, garbledValue: value } = this;
		if (name) return [`The column names look garbled ('${name.column}'): ${WAY_OUT[name.garbling]}`];
		if (!value || this.garbledRows < MIN_GARBLED_ROWS) return [];
		return [`The values of '${value.column}' look garbled: ${WAY_OUT[value.garbling]}`];
	}
}
