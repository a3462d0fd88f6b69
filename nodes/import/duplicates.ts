import type { Failed } from './outcome';

/** Finds rows that share a key, such as a phone, with an earlier row of the import. */
export class DuplicateCheck {
	/** Field → value → the first item that has it. */
	private readonly firstWith = new Map<string, Map<string, number>>();

	/** Returns the outcome of a row that shares a key with an earlier one. Otherwise it remembers the row's keys and returns undefined. */
	check(keys: Array<[field: string, value: string]>, item: number): Failed | undefined {
		for (const [field, value] of keys) {
			const first = this.firstWith.get(field)?.get(value);
			if (first === undefined) continue;
			return {
				status: 'duplicate',
				reason: `Item ${first} of this import has the same ${field}; 'Skip Duplicates' keeps the first`,
				reasonCode: 'duplicate',
			};
		}
		for (const [field, value] of keys) {
			const items = this.firstWith.get(field) ?? new Map<string, number>();
			this.firstWith.set(field, items.set(value, item));
		}
		return undefined;
	}
}
