import type { Fault, Field, Row } from './field';

/** The leading country sign that `cleanPhones` takes off: `+86` or `0086`, or just `+`. */
export type PhonePrefix = 'chinese' | 'plus';

const SEPARATORS = /[\s\-.()[\]（）－．‐‑‒–—]/gu;
const PREFIXES: Record<PhonePrefix, RegExp> = { chinese: /^(\+|00)86/, plus: /^\+/ };

/** `+86 138-0013-8000` → `13800138000` (chinese) or `8613800138000` (plus). Letters stay, so that the checks see them. */
export function cleanPhone(phone: string, prefix: PhonePrefix): string {
	return phone.replace(SEPARATORS, '').replace(PREFIXES[prefix], '');
}

/** Cleans all phone fields of a row, in place; one that holds nothing but signs counts as blank. */
export function cleanPhones(fields: readonly Field[], row: Row, prefix: PhonePrefix): void {
	for (const { id, type } of fields) {
		const phone = row[id];
		if (type !== 'phone' || typeof phone !== 'string') continue;
		const clean = cleanPhone(phone, prefix);
		if (clean === '') delete row[id];
		else row[id] = clean;
	}
}

function textFault(field: Field, value: string): [string, string] | undefined {
	const { maxLength, digitsOnly } = field;
	if (maxLength !== undefined && value.length > maxLength) {
		const length = [...value].length;
		if (length > maxLength) {
			return ['tooLong', `may have at most ${maxLength} characters; this one has ${length}`];
		}
	}
	if (digitsOnly && !/^\d+$/.test(value)) {
		return ['notDigits', 'may hold digits only, without letters, spaces or signs'];
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

/** All limits of the platform that a row breaks: what is missing, too long, no number or out of bounds. */
export function rowFaults(fields: readonly Field[], row: Row): Fault[] {
	const faults: Fault[] = [];
	for (const field of fields) {
		const fault = valueFault(field, row[field.id]);
		if (fault) faults.push({ reasonCode: fault[0], reason: `'${field.label}' ${fault[1]}` });
	}
	return faults;
}
