import type { Cell, CellMaker } from './cells';
import { misfit } from './cells';

/*
 * Columns that take a list or an object, also as JSON text. What they hold is compared entry by entry: each entry is a column of its own
 * in Cell.wire, named by a prefix that the record of the import has for the list.
 */

/** A structure, and the entries that it comes to. */
export function entries(
	prefix: string,
	given: unknown,
	values: Record<string, unknown[]>,
	more: Partial<Cell> = {},
): CellMaker {
	const wire = Object.entries(values).map(([name, allowed]) => [prefix + name, allowed]);
	return () => ({ given, wire: Object.fromEntries(wire) as Cell['wire'], invalid: 'never', ...more });
}

/** Left out, or a reason to call the row invalid: both are true to what was given. */
export const unclear = (given: unknown): CellMaker => entries('', given, {}, { invalid: 'may' });

export const NOTHING: CellMaker[] = [null, undefined, '', ' ', {}, [], '{}', '[]'].map((given) =>
	entries('', given, {}),
);
export const HOLLOW: CellMaker[] = [[null], [[]], [undefined], [{}], '[null]', [null, null]].map(unclear);
export const NO_STRUCTURES: CellMaker[] = ['text', '[1', '{"a":', 5, true, ['a'], [1], '["a"]'].map((given) =>
	misfit(given),
);

export const mayBeInvalid = { invalid: 'may' } as const;
export const refused = { refused: true } as const;
