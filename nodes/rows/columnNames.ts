import type { Field } from './field';

/** Of the white space, a spreadsheet's byte order mark is often left at the first column of a CSV file. */
export function normalName(name: string): string {
	return name.toLowerCase().replace(/[\s_\-./()（）：:]+/g, '');
}

/** `Phone (号码)` is found as "Phone (号码)", "phone" and "号码". */
function namesOf(field: Field): string[] {
	const parts = field.label.split(/[()]/).filter((part) => part.trim() !== '');
	return [field.id, field.label, ...parts, ...(field.aliases ?? [])].map(normalName);
}

/** By normal name: the fields that a column of the input by that name goes into. */
export function columnNames(standard: readonly Field[], custom: readonly Field[]): Map<string, Field[]> {
	const byName = new Map<string, Field[]>();
	for (const field of standard) {
		for (const name of namesOf(field)) if (!byName.has(name)) byName.set(name, [field]);
	}
	// An account may have a field of its own by the name of one of the platform's: then both get the value.
	for (const field of custom) {
		for (const name of new Set(namesOf(field))) byName.set(name, [...(byName.get(name) ?? []), field]);
	}
	return byName;
}
