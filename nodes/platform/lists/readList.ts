import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../http/reply';
import type { PlatformCall } from '../client';
import type { Filter } from '../filters/filters';
import { readFilters, wireOf } from '../filters/filterValues';
import type { PlatformItem } from '../platformItem';
import { readPages } from './cursor';
import type { Cursor } from './cursorPage';
import { emptyFilterWarning, pageSizeOf, readLimit } from './listProperties';
import { pagedRows } from './pages';
import { simplifyRow } from './simplify';

/** The definition of a list that a Get Many reads. */
interface List {
	filters: readonly Filter[];
	/** Simplifies a row. Without this function, only its empty fields are removed. */
	simplify?(row: IDataObject): IDataObject;
}

/** A list that comes in numbered pages. */
export interface PagedList extends List {
	/** The GET that reads one page, counted from 1. */
	page(page: number, perPage: number, filters: IDataObject): Omit<PlatformCall, 'method'>;
}

/** A list whose replies have a cursor of the next page. */
export interface CursorList extends List {
	/** Maximum number of rows on one page. */
	maxPageSize: number;
	/** The call that reads one page. */
	page(limit: number, cursor: Cursor | undefined, filters: IDataObject): PlatformCall;
}

/** The parameters that are sent for the filters of an item. The user is warned of filters that are left out because they are empty. */
function wantedFilters(item: PlatformItem, filters: readonly Filter[]): IDataObject {
	const { active, blank } = readFilters(item, filters);
	for (const label of blank) item.warnOnce(emptyFilterWarning(label));
	return wireOf(active);
}

/** The function that makes an output row: a simplified one, or the row as it came when the item has Simplify off. */
function rowFormatter(
	{ context, itemIndex }: PlatformItem,
	{ simplify }: List,
): (row: IDataObject) => IDataObject {
	if (context.getNodeParameter('simplify', itemIndex, true) !== true) return (row) => row;
	return simplify ?? ((row) => simplifyRow(row, {}));
}

/** Reads a list in numbered pages for one item, up to the number of rows that the item requests. */
export async function readPagedList(item: PlatformItem, list: PagedList): Promise<IDataObject[]> {
	const { context, itemIndex, isCancelled, warnOnce } = item;
	const filters = wantedFilters(item, list.filters);
	const format = rowFormatter(item, list);
	const rows = pagedRows(async (page, perPage) => await item.read(list.page(page, perPage, filters)), {
		limit: readLimit(context, itemIndex),
		pageSize: pageSizeOf(item),
		isCancelled,
		onIncomplete: warnOnce,
	});
	const read: IDataObject[] = [];
	for await (const row of rows) read.push(format(row));
	return read;
}

/** Whether the platform refused only this call, so that the cause is neither the credential nor the connection nor a transient failure. */
function isAboutTheCall(reply: Reply<unknown>): boolean {
	if (reply.kind === 'unknown') return reply.httpStatus !== undefined;
	return reply.kind === 'no' && !reply.deniesAllCalls && !reply.retryable;
}

/** Reads a list with a cursor for one item, up to the number of rows that the item requests. */
export async function readCursorList(item: PlatformItem, list: CursorList): Promise<IDataObject[]> {
	const filters = wantedFilters(item, list.filters);
	const rows = await readPages({
		limit: readLimit(item.context, item.itemIndex),
		maxPageSize: list.maxPageSize,
		fetchPage: async (limit, cursor) => {
			const reply = await item.ask(list.page(limit, cursor, filters));
			return cursor?.mayBeRefused && isAboutTheCall(reply) ? undefined : item.answerIn(reply);
		},
		onIncomplete: item.warnOnce,
	});
	return rows.map(rowFormatter(item, list));
}
