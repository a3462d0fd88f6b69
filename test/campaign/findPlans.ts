import { isDeepStrictEqual } from 'node:util';

import type { Alteration } from '../../sandbox';
import { rowSettingOf } from './drawnImports';
import type { Plan } from './plan';
import type { RowOrder, RowSetting } from './rows';
import { makeRow, PLAIN_ROW } from './rows';

/** A run in which the campaign once found a bug. */
export interface Find {
	what: string;
	plan: Plan;
}

/** What is special about a row: how it is made, or what stands in one of its columns. */
type Special = Partial<RowOrder> & { column?: string; given?: unknown };

/** The cell of a column that holds a value, for {@link RowOrder.cells}. */
function cellWith(setting: RowSetting, key: string, given: unknown): RowOrder['cells'] {
	const column = setting.columns.findIndex((one) => one.key === key);
	const { id = '', cells = [] } = setting.columns[column] ?? {};
	const cell = cells.findIndex((make) => {
		const made = make({ column: id, index: 0, zone: setting.zone });
		return isDeepStrictEqual(made.given, given);
	});
	if (cell === -1) throw new Error(`No cell of the column ${key} holds ${JSON.stringify(given)}`);
	return [[column, cell]];
}

/** An import in which nothing special happens, to be changed to what a find was about. @param specials by number of the row */
export function plain(
	operation: string,
	rows: number,
	about: Partial<Plan> = {},
	specials: Record<number, Special> = {},
): Plan {
	const { options = {}, zone = 'UTC' } = about;
	const setting = rowSettingOf(operation, options, zone);
	const orderOf = ({ column, given, ...order }: Special = {}): RowOrder => ({
		...PLAIN_ROW,
		...(column !== undefined && { cells: cellWith(setting, column, given) }),
		...order,
	});
	return {
		operation,
		rows: Array.from({ length: rows }, (_unused, index) => makeRow(orderOf(specials[index]), index, setting)),
		columns: setting.columns.map(({ key }) => key),
		options,
		mappingMode: 'defineBelow',
		refusedRows: [],
		rowsRefusedLater: [],
		faults: [],
		onError: 'stopWorkflow',
		clockOffsetMs: 0,
		errorStatus: 'always200',
		zone,
		machineZone: 'UTC',
		...about,
	};
}

/** Every answer of the platform, altered. */
export const answering = (...alterations: Alteration[]): Partial<Plan> => ({
	faults: [{ kind: 'altered', alterations, times: 1_000 }],
});
