import type { Fault, Field, Row } from './field';
import { columnFault } from './field';
import { lostAsNumber } from './phones';

function textFault(field: Field, value: string): [string, string] | undefined {
	const { maxLength, digitsOnly } = field;
	if (maxLength !== undefined && value.length > maxLength) {
		const length = [...value].length;
		if (length > maxLength) {
			return ['tooLong', `may have at most ${maxLength} characters; this one has ${length}`];
		}
	}
	if (digitsOnly && !/^\d+$/.test(value)) {
		const lost = field.type === 'phone' ? lostAsNumber(value) : undefined;
		return lost === undefined
			? ['notDigits', 'may hold digits only, without letters, spaces or signs']
			: ['notAPhone', lost];
	}
	return undefined;
}

function numberFault({ min, max }: Field, value: number): [string, string] | undefined {
	if (min !== undefined && value < min) return ['outOfRange', `must be at least ${min}`];
	if (max !== undefined && value > max) return ['outOfRange', `must be at most ${max}`];
	return undefined;
}

function valueFault(field: Field, value: unknown): [string, string] | undefined {
	if (value === undefined) {
		return field.required ? ['required', 'is required, but this row has none'] : undefined;
	}
	if (typeof value === 'string') return textFault(field, value);
	return typeof value === 'number' ? numberFault(field, value) : undefined;
}

/** Checks a row against its fields. Returns a fault for each value that is missing, too long, not only digits, or out of range. */
export function rowFaults(fields: readonly Field[], row: Row): Fault[] {
	const faults: Fault[] = [];
	for (const field of fields) {
		const fault = valueFault(field, row[field.id]);
		if (fault) faults.push(columnFault(field, fault[1], fault[0]));
	}
	return faults;
}
