import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import { isRecord } from '../http/values';

/**
 * The platform's lists come in pages: `{ data: [rows], meta: { total, last_page, current_page, per_page } }`. While they are read, rows
 * come and go, so that pages shift, grow and repeat: a row is given once, and reading ends whatever the platform says of its last page.
 */

/** Which of these a list's rows have is not documented for every list. */
const ID_KEYS = ['record_id', 'id', 'uuid'];
/** Reading stops after this many pages in a row without a new row. */
const MAX_PAGES_WITHOUT_NEW_ROWS = 3;

/** One page as the platform answered it. */
export interface Page {
	data: unknown;
	meta: unknown;
}

export interface PageOptions {
	/** Rows wanted; Infinity for all. */
	limit: number;
	/** Rows to ask for in one page; the platform may give fewer. */
	pageSize: number;
	isCancelled(): boolean;
	/** Told when pages were left unread because several brought nothing new. */
	onGivenUp(page: number, lastPage: number): void;
}

/** The page size for a limit: as few pages as possible, and then no larger than needed. */
export function perPageFor({ limit, pageSize }: Pick<PageOptions, 'limit' | 'pageSize'>): number {
	return Number.isFinite(limit) ? Math.ceil(limit / Math.ceil(limit / pageSize)) : pageSize;
}

function rowsOf(data: unknown): IDataObject[] {
	if (Array.isArray(data))
		return data.map((row: unknown) => (isRecord(row) ? row : { value: row }) as IDataObject);
	return isRecord(data) && Object.keys(data).length > 0 ? [data as IDataObject] : [];
}

/** Numbers in `meta` may be text: the platform gives `per_page` back as it came in the query. */
function lastPageOf(meta: unknown): number | undefined {
	const last = isRecord(meta) ? Number(meta.last_page ?? NaN) : NaN;
	return Number.isFinite(last) ? last : undefined;
}

function idOf(row: IDataObject): string | undefined {
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

/**
 * Reads a list page by page and gives its rows, each once, as long as they are asked for.
 * @param fetchPage one page, counted from 1
 */
export async function* pagedRows(
	fetchPage: (page: number, perPage: number) => Promise<Page>,
	options: PageOptions,
): AsyncGenerator<IDataObject, void, undefined> {
	const perPage = perPageFor(options);
	const seen = new SeenRows();
	let left = options.limit;
	let pagesWithoutNewRows = 0;
	for (let page = 1; left > 0 && !options.isCancelled(); page++) {
		const { data, meta } = await fetchPage(page, perPage);
		const rows = seen.newOn(rowsOf(data)).slice(0, left);
		yield* rows;
		left -= rows.length;
		pagesWithoutNewRows = rows.length === 0 ? pagesWithoutNewRows + 1 : 0;
		const lastPage = lastPageOf(meta);
		if (lastPage === undefined ? pagesWithoutNewRows > 0 : page >= lastPage) return;
		if (pagesWithoutNewRows >= MAX_PAGES_WITHOUT_NEW_ROWS) {
			options.onGivenUp(page, lastPage ?? page);
			return;
		}
	}
}
