import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import { isRecord, wholeNumber } from '../../http/values';
import type { ListAnswer } from './listReply';
import { listIn, recordsIn } from './listReply';

/**
 * Reads lists in numbered pages: `{ data: [rows], meta: { total, last_page, current_page, per_page } }`. While a list is read, rows may be
 * added and deleted, so that rows move to other pages. Each row is returned once, and reading always ends, even when the platform's last
 * page number is wrong. The caller is told when rows may be missing.
 */

/** Possible names of a row's ID. The documents do not say for every list which of them its rows have. */
const ID_KEYS = ['record_id', 'id', 'uuid'];
/** Reading stops after this many pages in a row without a new row. */
const MAX_PAGES_WITHOUT_NEW_ROWS = 3;

export interface PageOptions {
	/** Rows wanted; Infinity for all. */
	limit: number;
	/** Rows to request on one page; the platform may return fewer. */
	pageSize: number;
	isCancelled(): boolean;
	/** Is called with a sentence that says why rows may be missing. */
	onIncomplete(reason: string): void;
}

/** The page size that reads `limit` rows with the fewest pages, and no more rows than needed. */
export function perPageFor({ limit, pageSize }: Pick<PageOptions, 'limit' | 'pageSize'>): number {
	return Number.isFinite(limit) ? Math.ceil(limit / Math.ceil(limit / pageSize)) : pageSize;
}

/** The rows of a page: the entries of its list, or the single object that takes the place of the list. */
export function rowsOf(data: unknown): IDataObject[] {
	if (Array.isArray(data))
		return data.map((row: unknown) => (isRecord(row) ? row : { value: row }) as IDataObject);
	const list = listIn(data);
	if (list) return recordsIn(list);
	return isRecord(data) && Object.keys(data).length > 0 ? [data as IDataObject] : [];
}

/** The size of the whole list, as a page states it. */
interface ListSize {
	lastPage?: number;
	total?: number;
}

const LAST_PAGE_NAMES = ['last_page', 'lastPage', 'total_pages', 'totalPages'];
const TOTAL_NAMES = ['total', 'total_count', 'totalCount'];

/**
 * Reads the size of the list from `meta`, from `data` when the rows are in a list below it, or from the fields beside `data`. Numbers may
 * come as text.
 */
export function sizeOf({ data, whole }: ListAnswer): ListSize {
	const place = [whole.meta, listIn(data) === data ? undefined : data, whole].find(isRecord) ?? {};
	const numberOf = (names: string[]) =>
		names.map((name) => wholeNumber(place[name])).find((number) => !Number.isNaN(number));
	return { lastPage: numberOf(LAST_PAGE_NAMES), total: numberOf(TOTAL_NAMES) };
}

/** The ID of a row; undefined when it has none of the known names. */
export function idOf(row: IDataObject): string | undefined {
	const key = ID_KEYS.find((name) => typeof row[name] === 'string' || typeof row[name] === 'number');
	return key === undefined ? undefined : String(row[key]);
}

/** Remembers the rows of earlier pages by their IDs. Pages whose rows have no IDs are remembered as a whole. */
class SeenRows {
	private readonly ids = new Set<string>();
	private readonly pages = new Set<string>();
	private idsTellRowsApart = true;

	/**
	 * The rows of a page that no earlier page had. When an ID occurs twice on one page, it does not identify a row, so from then on only
	 * pages as a whole are compared.
	 */
	newOn(page: IDataObject[]): IDataObject[] {
		const ids = page.map(idOf);
		if (new Set(ids).size < ids.length) this.idsTellRowsApart = false;
		if (!this.idsTellRowsApart) return this.isRepeated(page) ? [] : page;
		const fresh = page.filter((_, index) => {
			const id = ids[index];
			return id === undefined || !this.ids.has(id);
		});
		const isRepeated = ids.includes(undefined) && this.isRepeated(page);
		for (const id of ids) if (id !== undefined) this.ids.add(id);
		return isRepeated ? [] : fresh;
	}

	private isRepeated(page: IDataObject[]): boolean {
		const digest = createHash('sha256').update(JSON.stringify(page)).digest('base64');
		const known = this.pages.has(digest);
		this.pages.add(digest);
		return known;
	}
}

/** The progress of a reading after a page. */
interface Progress {
	page: number;
	perPage: number;
	rowsOnPage: number;
	newRows: number;
	/** New rows of all pages so far. */
	read: number;
	pagesWithoutNewRows: number;
	size: ListSize;
}

/** Whether a further page may have rows. A full page is not trusted to be the last one when the total is larger than the rows read. */
function mayHaveMoreRows(progress: Progress): boolean {
	const { page, perPage, rowsOnPage, newRows, read, pagesWithoutNewRows, size } = progress;
	if (pagesWithoutNewRows >= MAX_PAGES_WITHOUT_NEW_ROWS) return false;
	if (size.lastPage === undefined) return newRows > 0;
	return page < size.lastPage || (newRows > 0 && rowsOnPage >= perPage && read < (size.total ?? 0));
}

/** A sentence that says why rows may be missing at the end of a reading; undefined when there is no sign of that. */
function incompleteReason({ page, perPage, rowsOnPage, newRows, read, size }: Progress): string | undefined {
	const { lastPage = page, total } = size;
	if (page < lastPage)
		return `The list was read up to page ${page} of ${lastPage}: the last pages had no new rows.`;
	if (total !== undefined && total > read) {
		return `The platform counts ${total} rows, but only ${read} could be read: its pages ended earlier.`;
	}
	if (total === undefined && newRows === 0 && rowsOnPage >= perPage) {
		return `Rows may be missing after the ${read} that were read: page ${page} only repeats earlier rows, and the reply names no last page.`;
	}
	return undefined;
}

/**
 * Reads a list page by page, up to the limit or to its end, and yields its rows, each once.
 * @param fetchPage reads one page; pages are counted from 1
 */
export async function* pagedRows(
	fetchPage: (page: number, perPage: number) => Promise<ListAnswer>,
	options: PageOptions,
): AsyncGenerator<IDataObject, void, undefined> {
	const perPage = perPageFor(options);
	const seen = new SeenRows();
	let read = 0;
	let pagesWithoutNewRows = 0;
	for (let page = 1; read < options.limit && !options.isCancelled(); page++) {
		const answer = await fetchPage(page, perPage);
		const onPage = rowsOf(answer.data);
		const rows = seen.newOn(onPage).slice(0, options.limit - read);
		yield* rows;
		read += rows.length;
		pagesWithoutNewRows = rows.length === 0 ? pagesWithoutNewRows + 1 : 0;
		const counts = { page, perPage, rowsOnPage: onPage.length, newRows: rows.length };
		const progress = { ...counts, read, pagesWithoutNewRows, size: sizeOf(answer) };
		if (read < options.limit && !mayHaveMoreRows(progress)) {
			const reason = incompleteReason(progress);
			if (reason !== undefined) options.onIncomplete(reason);
			return;
		}
	}
}
