import type { Field } from './field';

/** Marks that templates put beside the name of a column: `*手机号`, `手机号（必填）`. */
const MARKS = /[*]|\((?:必填|选填|required|optional)\)/g;
const SEPARATORS = /[\s_\-./():\p{Cf}]+/gu;

/** A column's name without what people write in different ways: case, width, spaces, signs, and invisible signs such as a byte order mark. */
export function normalName(name: string): string {
	return name.normalize('NFKC').toLowerCase().replace(MARKS, '').replace(SEPARATORS, '');
}

/** All names of a field in normal form, the first ones counting most. `Phone (号码)` is found as "Phone (号码)", "phone" and "号码". */
export function namesOf({ id, label, preferredNames = [], aliases = [] }: Field): string[] {
	const parts = label.split(/[()]/).filter((part) => part.trim() !== '');
	return [...new Set([...preferredNames, id, label, ...parts, ...aliases].map(normalName))];
}

/** A field that a column of the input goes into. */
interface Place {
	field: Field;
	/** Of two columns that go into one field, the one with the lower rank counts if it is filled. */
	rank: number;
}

/** Finds the fields of an input's columns by their names. */
export class ColumnNames {
	private readonly placesOf = new Map<string, Place[]>();
	private readonly seen = new Set<string>(); // bounded by the number of different column names
	private readonly unmatched: string[] = [];
	/** By field: the columns of the input that go into it, the one that counts most first. */
	readonly columns = new Map<Field, Array<{ key: string; rank: number }>>();

	/** @param custom the account's own fields; where one has the name of a standard one, both get the value */
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

	/** Learns a column of the input, the first time that a row has it. */
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

	/** The columns that were seen and go into no field. */
	leftOut(): readonly string[] {
		return this.unmatched;
	}
}
