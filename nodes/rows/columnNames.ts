import type { Field } from './field';

/** Marks that templates add to the name of a column: `*手机号`, `手机号（必填）`. */
const MARKS = /[*]|\((?:必填|选填|required|optional)\)/g;
const SEPARATORS = /[\s_\-./():\p{Cf}]+/gu;

/** Normalises a column's name: removes differences in case and width, spaces, separators, and invisible characters such as a byte order mark. */
export function normalName(name: string): string {
	return name.normalize('NFKC').toLowerCase().replace(MARKS, '').replace(SEPARATORS, '');
}

/** All names of a field in normal form, in the order of their priority. `Phone (号码)` is found as "Phone (号码)", "phone" and "号码". */
export function namesOf({ id, label, preferredNames = [], aliases = [] }: Field): string[] {
	const parts = label.split(/[()]/).filter((part) => part.trim() !== '');
	return [...new Set([...preferredNames, id, label, ...parts, ...aliases].map(normalName))];
}

/** A field to which a column of the input is mapped. */
interface Place {
	field: Field;
	/** When two columns are mapped to one field, the filled one with the lower rank is used. */
	rank: number;
}

/** Finds the fields of an input's columns by their names. */
export class ColumnNames {
	private readonly placesOf = new Map<string, Place[]>();
	private readonly seen = new Set<string>(); // bounded by the number of different column names
	private readonly unmatched: string[] = [];
	/** Field → the columns of the input that are mapped to it, in the order of their priority. */
	readonly columns = new Map<Field, Array<{ key: string; rank: number }>>();

	/** @param custom the account's own fields; if one has the same name as a standard field, both get the value */
	constructor(standard: readonly Field[], custom: readonly Field[]) {
		for (const field of standard) this.addNames(field, false);
		for (const field of custom) this.addNames(field, true);
	}

	private addNames(field: Field, isCustom: boolean): void {
		namesOf(field).forEach((name, rank) => {
			const places = this.placesOf.get(name) ?? [];
			if (places.length === 0 || isCustom) this.placesOf.set(name, [...places, { field, rank }]);
		});
	}

	/** Finds the fields of an input column when it occurs for the first time. */
	learn(key: string): void {
		if (this.seen.has(key)) return;
		this.seen.add(key);
		const places = this.placesOf.get(normalName(key)) ?? [];
		if (places.length === 0) this.unmatched.push(key);
		for (const { field, rank } of places) {
			const columns = [...(this.columns.get(field) ?? []), { key, rank }];
			this.columns.set(
				field,
				columns.sort((one, other) => one.rank - other.rank),
			);
		}
	}

	/** The input columns that match no field. */
	leftOut(): readonly string[] {
		return this.unmatched;
	}
}
