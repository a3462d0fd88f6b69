import type { Field, Row } from './field';

/** Signs that no column name has, unless the file was read in another encoding than it was written in. */
const GARBLED = /[\uFFFD\u0080-\u009f]|[\u00a1-\u00ff]{4}|锟斤拷/;

/** A day number of Excel that was read as a date. */
export interface DayNumber {
	field: Field;
	number: number;
}

/** Notes what the user should know about the columns of an import while its rows are read. */
export class ColumnRemarks {
	private garbledName: string | undefined;
	private firstRow = true;
	/** By field: the first day number, and the date that it was read as. */
	private readonly dayNumbers = new Map<string, string>();

	/** Looks at the names of the first input row, which stand for all: a file has one line of them. */
	noteNames(json: object): void {
		if (!this.firstRow) return;
		this.firstRow = false;
		this.garbledName = Object.keys(json).find((name) => GARBLED.test(name));
	}

	noteDayNumbers(taken: readonly DayNumber[], row: Row): void {
		for (const { field, number } of taken) {
			if (this.dayNumbers.has(field.id)) continue;
			this.dayNumbers.set(field.id, `${number} as ${String(row[field.id])} in '${field.label}'`);
		}
	}

	/** One sentence or two for each thing that was noted. */
	list(): string[] {
		const remarks: string[] = [];
		if (this.garbledName !== undefined) {
			remarks.push(
				`The column names look garbled ('${this.garbledName}'): the file was read in another encoding than it was written in. A CSV that Excel on Chinese Windows saved is in GB18030, which 'Extract From CSV' cannot read: use 'Extract From Text File' with that encoding first, as the example "CSV in GB18030" does.`,
			);
		}
		if (this.dayNumbers.size > 0) {
			remarks.push(
				`Day numbers of Excel were read as dates: ${[...this.dayNumbers.values()].join(', ')}. If that is not what Excel shows there, turn the numbers into dates before the import.`,
			);
		}
		return remarks;
	}
}
