import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import { isRecord, wholeNumber } from '../../http/values';
import type { ListAnswer } from './listReply';
import { listIn, recordsIn } from './listReply';

/**
 * Lists that come in numbered pages: `{ data: [rows], meta: { total, last_page, current_page, per_page } }`. While they are read, rows
 * come and go, so that pages shift, grow and repeat: a row is given once, and reading ends whatever the platform says of its last page.
 * Where rows may be missing at the end, the caller is told.
 */

/** Which of these a list's rows have is not documented for every list. */
const ID_KEYS = ['record_id', 'id', 'uuid'];
/** Reading stops after this many pages in a row without a new row. */
const MAX_PAGES_WITHOUT_NEW_ROWS = 3;

export interface PageOptions {
	/** Rows wanted; Infinity for all. */
	limit: number;
	/** Rows to ask for in one page; the platform may give fewer. */
	pageSize: number;
	isCancelled(): boolean;
	/** Told, in a sentence, why rows may be missing. */
	onIncomplete(reason: string): void;
}

/** The page size for a limit: as few pages as possible, and then no larger than needed. */
export function perPageFor({ limit, pageSize }: Pick<PageOptions, 'limit' | 'pageSize'>): number {
	return Number.isFinite(limit) ? Math.ceil(limit / Math.ceil(limit / pageSize)) : pageSize;
}

/** The rows of a page: its list, or else the one object that stands in its place. */
export function rowsOf(data: unknown): IDataObject[] {
	if (Array.isArray(data))
		return data.map((row: unknown) => (isRecord(row) ? row : { value: row }) as IDataObject);
	const list = listIn(data);
	if (list) return recordsIn(list);
	return isRecord(data) && Object.keys(data).length > 0 ? [data as IDataObject] : [];
}

/** What a page says of the whole list. Numbers may be text: a platform may give `per_page` back as it came in the query. */
interface ListSize {
	lastPage?: number;
	total?: number;
}

const LAST_PAGE_NAMES = ['last_page', 'lastPage', 'total_pages', 'totalPages'];
const TOTAL_NAMES = ['total', 'total_count', 'totalCount'];

/** The size stands in `meta`, beside the rows where these stand below `data`, or beside `data` itself. */
export function sizeOf({ data, whole }: ListAnswer): ListSize {
	const place = [whole.meta, listIn(data) === data ? undefined : data, whole].find(isRecord) ?? {};
	const numberOf = (names: string[]) =>
		names.map((name) => wholeNumber(place[name])).find((number) => !Number.isNaN(number));
	return { lastPage: numberOf(LAST_PAGE_NAMES), total: numberOf(TOTAL_NAMES) };
}

export function idOf(row: IDataObject): string | undefined {
	const key = ID_KEYS.find((name) => typeof row[name] === 'string' || typeof row[name] === 'number');
	return key === undefined ? undefined : String(row[key]);
}

/** Knows which rows were on earlier pages: by their ids, or, where they have none, a page as a whole. */
class SeenRows {
	private readonly ids = new Set<string>();
	private readonly pages = new Set<string>();
	private idsTellRowsApart = true;

	/** The rows of a page that no earlier page had. An id twice on one page is two rows: then it is no id, on later pages neither. */
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

/** Where a reading stands after a page. */
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

/** Whether a further page may bring rows. A last page that is full is not believed where the platform counts more rows. */
function mayGoOn(progress: Progress): boolean {
	const { page, perPage, rowsOnPage, newRows, read, pagesWithoutNewRows, size } = progress;
	if (pagesWithoutNewRows >= MAX_PAGES_WITHOUT_NEW_ROWS) return false;
	if (size.lastPage === undefined) return newRows > 0;
	return page < size.lastPage || (newRows > 0 && rowsOnPage >= perPage && read < (size.total ?? 0));
}

/** Why rows may be missing at the end of a reading, as a sentence; undefined when nothing speaks for it. */
function doubt({ page, perPage, rowsOnPage, newRows, read, size }: Progress): string | undefined {
	const { lastPage = page, total } = size;
	if (page < lastPage)
		return `The list was read up to page ${page} of ${lastPage}: the last pages brought nothing new.`;
	if (total !== undefined && total > read) {
		return `The platform counts ${total} rows, but only ${read} could be read: its pages end before.`;
	}
	if (total === undefined && newRows === 0 && rowsOnPage >= perPage) {
		return `Rows may be missing behind the ${read} that were read: page ${page} only repeats earlier ones, and the reply names no last page.`;
	}
	return undefined;
}

/**
 * Reads a list page by page and gives its rows, each once, as long as they are asked for.
 * @param fetchPage one page, counted from 1
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
		if (read < options.limit && !mayGoOn(progress)) {
			const reason = doubt(progress);
			if (reason !== undefined) options.onIncomplete(reason);
			return;
		}
	}
}
