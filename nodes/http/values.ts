/** Whether a value is an object with named properties, not a list. */
export function isRecord<Shape extends object = Record<string, unknown>>(value: unknown): value is Shape {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A count as a platform writes it, as a number or in digits; NaN for everything else, such as true, which JavaScript would make 1. */
export function wholeNumber(value: unknown): number {
	if (typeof value === 'string') return /^\d+$/.test(value) ? Number(value) : NaN;
	return Number.isInteger(value) ? (value as number) : NaN;
}

/** Whether a value says nothing: undefined, null, or text without a visible character. */
export function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** Whether a value says nothing, or is a list or an object without entries. */
export function isEmpty(value: unknown): boolean {
	return typeof value === 'object' && value !== null ? Object.keys(value).length === 0 : isBlank(value);
}

/** What was thrown, as an error. JavaScript lets anything be thrown, also what cannot be written as text. */
export function asError(thrown: unknown): Error {
	if (thrown instanceof Error) return thrown;
	try {
		return new Error(String(thrown));
	} catch {
		return new Error('something that is no error was thrown');
	}
}

/** The entries of a list. PHP sends a list with gaps as an object of index → entry; anything else has no entries. */
export function entriesIn(value: unknown): unknown[] {
	return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
