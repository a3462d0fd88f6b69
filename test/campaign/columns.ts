import type { FieldType } from 'n8n-workflow';

import type { CellMaker } from './cells';

/** A column of the input beside those that are always mapped. */
export interface Column {
	/** What the input calls it. */
	key: string;
	/** What the mapping calls it. */
	id: string;
	/** What stands in it, row by row. */
	cells: CellMaker[];
	/** The account's own columns, as the panel has stored them. */
	type?: FieldType;
}
