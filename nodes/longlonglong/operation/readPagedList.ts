import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Filter } from '../../platform/filters/filters';
import { filtersProperty } from '../../platform/filters/filters';
import { getManyProperties } from '../../platform/lists/listProperties';
import type { PagedList } from '../../platform/lists/readList';
import { readPagedList } from '../../platform/lists/readList';
import { filtersInOption, pageSizeOption, placeFilters } from '../../platform/options';
import { readOptions } from '../../platform/readOptions';
import { encryptionOf, subAccountOf } from '../panel/options';
import type { AccountItem } from './runPerItem';

/** One of the platform's lists. */
export interface List extends Pick<PagedList, 'filters' | 'simplify'> {
	/** The path of the call, with the account. */
	path: string;
	/** Parameters of the query beside the page and the filters. */
	query?: IDataObject;
}

/** The parameters of a Get Many operation. @param options the options that only this operation has */
export function listProperties(
	filters: readonly Filter[],
	options: INodeProperties[] = [],
): INodeProperties[] {
	return getManyProperties(filtersProperty(filters), [filtersInOption, pageSizeOption, ...options]);
}

/** Reads a list for one item, up to the limit that the item gives. @throws NodeApiError when a page cannot be read */
export async function readList(item: AccountItem, { path, query, ...list }: List): Promise<IDataObject[]> {
	const options = readOptions(item.context, item.itemIndex);
	return await readPagedList(item, {
		...list,
		page: (page, perPage, filters) => ({
			path,
			...placeFilters(
				{ page, per_page: perPage, ...subAccountOf(options), ...query },
				{ ...filters, ...encryptionOf(options) },
				options,
			),
		}),
	});
}
