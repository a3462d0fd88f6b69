import type { Field } from './field';

/** A value of a date column as the input has it, and the date that it was read as; undefined when it was refused. */
export interface DateReading {
	field: Field;
	given: unknown;
	read: unknown;
}

/** Two numbers of one or two digits before a year: which of them is the month cannot be seen. */
const TWO_NUMBERS = /^\s*(\d{1,2})\s*([-/])\s*(\d{1,2})\s*\2\s*\d{4}(?!\d)/;

interface MonthFirst {
	ambiguous: number;
	example: string;
	/** Of `03/25/2024` the second number can only be the day. */
	certain: number;
	/** `25/03/2024` was refused: the first number can only be the day. */
	refused: number;
}

const count = (number: number): string => number.toLocaleString('en-US');

/** What the rows show about the dates of an import. */
export class DateNotes {
	/** By field: the first day number, and the date that it was read as. */
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

	/** Where other dates show that the month does come first, there is nothing to say. */
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
