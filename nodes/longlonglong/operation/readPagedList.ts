import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Filter } from '../../platform/filters/filters';
import { filtersProperty } from '../../platform/filters/filters';
import { readFilters, wireOf } from '../../platform/filters/filterValues';
import {
	emptyFilterWarning,
	howManyProperties,
	positive,
	readLimit,
	simplifyProperty,
} from '../../platform/listProperties';
import { filtersInOption, optionsCollection, pageSizeOption, placeFilters } from '../../platform/options';
import { pagedRows } from '../../platform/pages';
import { readOptions } from '../../platform/readOptions';
import { encryptionOf, subAccountOf } from '../panel/options';
import type { AccountItem } from './runPerItem';

/** One of the platform's lists. */
export interface List {
	/** The call's path, account included. */
	path: string;
	filters: readonly Filter[];
	/** More that stands in the query. */
	query?: IDataObject;
	/** A row as Simplify shows it. */
	simplify(row: IDataObject): IDataObject;
}

/** What a Get Many of this platform asks, with the options that it alone has. */
export function listProperties(
	filters: readonly Filter[],
	options: INodeProperties[] = [],
): INodeProperties[] {
	return [
		...howManyProperties,
		simplifyProperty,
		filtersProperty(filters),
		optionsCollection([filtersInOption, pageSizeOption, ...options]),
	];
}

/** Reads a list for one item, as many of its rows as the item asks for. */
export async function readList(item: AccountItem, list: List): Promise<IDataObject[]> {
	const { context, itemIndex, isCancelled } = item;
	const options = readOptions(context, itemIndex);
	const { set, blank } = readFilters(item, list.filters);
	for (const label of blank) item.warnOnce(emptyFilterWarning(label));
	const filters = { ...wireOf(set), ...encryptionOf(options) };
	const simplify = context.getNodeParameter('simplify', itemIndex, true) === true;
	const rows = pagedRows(
		async (page, perPage) => {
			const query = { page, per_page: perPage, ...subAccountOf(options), ...list.query };
			return await item.read({ path: list.path, ...placeFilters(query, filters, options) });
		},
		{
			limit: readLimit(context, itemIndex),
			pageSize: positive(context, itemIndex, 'Page Size', options.pageSize ?? pageSizeOption.default),
			isCancelled,
			onIncomplete: item.warnOnce,
		},
	);
	const read: IDataObject[] = [];
	for await (const row of rows) read.push(simplify ? list.simplify(row) : row);
	return read;
}
