import type { Field } from './field';

/** A value of a date column. */
export interface DateReading {
	field: Field;
	/** The value in the input. */
	given: unknown;
	/** The date that was read; undefined when the value was refused. */
	read: unknown;
}

/** A date such as 03/04/2025, in which either of the first two numbers may be the month. */
const TWO_NUMBERS = /^\s*(\d{1,2})\s*([-/])\s*(\d{1,2})\s*\2\s*\d{4}(?!\d)/;

/** Numbers of dates that were read with the month first. */
interface MonthFirst {
	/** Dates such as `03/04/2025`, and the first of them. */
	ambiguous: number;
	example: string;
	/** Dates such as `03/25/2024`, in which the second number can only be the day. */
	certain: number;
	/** Dates such as `25/03/2024`, which are refused because the first number can only be the day. */
	refused: number;
}

const count = (number: number): string => number.toLocaleString('en-US');

/** Collects evidence from the rows about the dates of an import. */
export class DateNotes {
	/** Field → a text with its first day number and the date that was read from it. */
	private readonly dayNumbers = new Map<string, string>();
	private readonly monthFirst = new Map<Field, MonthFirst>();

	note({ field, given, read }: DateReading): void {
		if (typeof given === 'string') this.noteText(field, given, read);
		else if (typeof given === 'number' && read !== undefined && !this.dayNumbers.has(field.id)) {
			this.dayNumbers.set(field.id, `${given} as ${String(read)} in '${field.label}'`);
		}
	}

	private noteText(field: Field, given: string, read: unknown): void {
		const found = TWO_NUMBERS.exec(given);
		if (!found) return;
		const notes = this.monthFirst.get(field) ?? { ambiguous: 0, example: '', certain: 0, refused: 0 };
		this.monthFirst.set(field, notes);
		const [first, second] = [Number(found[1]), Number(found[3])];
		if (read === undefined) {
			if (first > 12 && second <= 12) notes.refused++;
		} else if (second > 12) notes.certain++;
		else if (first !== second && notes.ambiguous++ === 0) {
			notes.example = `${given.trim()} as ${String(read)}`;
		}
	}

	warnings(): string[] {
		const warnings = [...this.monthFirst].flatMap(([field, notes]) => this.monthFirstWarning(field, notes));
		if (this.dayNumbers.size === 0) return warnings;
		return [
			...warnings,
			`Day numbers of Excel were read as dates: ${[...this.dayNumbers.values()].join(', ')}. If that is not what Excel shows there, turn the numbers into dates before the import.`,
		];
	}

	/** The warning about ambiguous dates. There is none when other dates of the column prove that the month comes first. */
	private monthFirstWarning(
		{ label }: Field,
		{ ambiguous, example, certain, refused }: MonthFirst,
	): string[] {
		if (ambiguous === 0 || (certain > 0 && refused === 0)) return [];
		const evidence =
			refused === 0
				? ''
				: ` ${count(refused)} others were refused because they have no such month: the day does come first.`;
		return [
			`'${label}': ${count(ambiguous)} dates were read with the month first, such as ${example}.${evidence} If the day comes first there, map DateTime.fromFormat(…, "dd/MM/yyyy") instead.`,
		];
	}
}
