/** Whether a value is an object with named properties, not a list. */
export function isRecord<Shape extends object = Record<string, unknown>>(value: unknown): value is Shape {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a count that a platform writes as a number or as digits in a text; NaN for any other value, such as true. */
export function wholeNumber(value: unknown): number {
	if (typeof value === 'string') return /^\d+$/.test(value) ? Number(value) : NaN;
	return Number.isInteger(value) ? (value as number) : NaN;
}

/** Whether a value is undefined, null, or a text of white space only. */
export function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** Whether a value is blank, or is a list or an object without entries. */
export function isEmpty(value: unknown): boolean {
	return typeof value === 'object' && value !== null ? Object.keys(value).length === 0 : isBlank(value);
}

/** Converts a thrown value to an error. JavaScript can throw any value, even one that cannot be converted to text. */
export function asError(thrown: unknown): Error {
	if (thrown instanceof Error) return thrown;
	try {
		return new Error(String(thrown));
	} catch {
		return new Error('something that is no error was thrown');
	}
}

/** The entries of a list, which PHP sends as an object `{ index: entry }` when it has gaps. Any other value has no entries. */
export function entriesIn(value: unknown): unknown[] {
	return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
