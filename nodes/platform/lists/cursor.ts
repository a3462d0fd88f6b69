import type { IDataObject } from 'n8n-workflow';

import type { Cursor, CursorPage } from './cursorPage';
import { readCursorPage, rowKey } from './cursorPage';
import type { ListAnswer } from './listReply';

/**
 * Reads a list page by page with a cursor. The cursors that a reply offers are tried one after the other until one returns new rows. No
 * cursor is tried twice, so reading always ends. It ends
 * - when the requested number of rows is reached;
 * - when the reply says that there are no more rows, or when its cursor is empty on a page that is not full;
 * - when a cursor that is known to work returns an empty page;
 * - when no cursor is left. If the last page was full, or the reply said that more follows, the caller is told that rows may be missing.
 *
 * An empty cursor on a full page is not trusted, because one more request costs less than missing rows that nobody notices.
 */

/** Reading goes on after this many empty pages in a row, as long as each of them names another cursor. */
const MAX_EMPTY_PAGES = 3;

export interface CursorReading {
	/** Rows wanted; Infinity for all. */
	limit: number;
	/** Maximum number of rows on one page. */
	maxPageSize: number;
	/** Fetches a page of at most `limit` rows. Returns undefined when the platform refuses a cursor with `mayBeRefused`. */
	fetchPage(limit: number, cursor: Cursor | undefined): Promise<ListAnswer | undefined>;
	/** Is called with a sentence that says why rows may be missing. */
	onIncomplete(reason: string): void;
}

/** Remembers the cursors that were used and what they returned, and chooses the next one. */
class CursorTrail {
	private readonly used = new Set<string>();
	/** Kinds of cursors that have brought rows. */
	private readonly provenKinds = new Set<Cursor['kind']>();
	/** The last page that brought rows, or the first one. */
	private last?: CursorPage;
	private lastWasFull = false;
	private nextCursors: Cursor[] = [];
	private emptyPages = 0;
	/** The platform has stated that there are no more rows, and nothing contradicts it. */
	private hasEnded = false;
	/** A cursor under a documented name returned only known rows. */
	private isRepeating = false;
	private guessedName?: string;
	private total?: number;
	private unreadableReason?: string;

	/** Records what a cursor returned; `page` is undefined when the platform refused the cursor. */
	record(cursor: Cursor | undefined, page: CursorPage | undefined, requested: number, newRows: number): void {
		if (!page) return;
		this.total = page.total ?? this.total;
		this.unreadableReason ??= page.unreadableReason;
		if (newRows > 0 || !cursor) this.continueFrom(page, requested, cursor);
		else if (page.rows.length > 0) this.isRepeating ||= cursor.kind === 'named';
		else this.recordEmptyPage(cursor, page);
	}

	private continueFrom(page: CursorPage, requested: number, cursor: Cursor | undefined): void {
		this.last = page;
		this.lastWasFull = page.rows.length >= requested;
		this.isRepeating = false;
		this.emptyPages = 0;
		if (cursor) this.provenKinds.add(cursor.kind);
		if (cursor?.kind === 'guess') this.guessedName = cursor.name;
		const { nextCursors, hasEmptyCursor, hasMore } = page;
		this.hasEnded =
			hasMore === false ||
			(hasEmptyCursor && !this.lastWasFull && !nextCursors.some(({ kind }) => kind === 'named'));
		this.nextCursors = this.hasEnded ? [] : nextCursors;
	}

	private recordEmptyPage(cursor: Cursor, page: CursorPage): void {
		const unused = page.nextCursors.filter(({ kind, json }) => kind === 'named' && !this.used.has(json));
		if (unused.length > 0 && this.emptyPages < MAX_EMPTY_PAGES) {
			this.emptyPages++;
			this.nextCursors = unused;
			return;
		}
		// A value that has never returned a row may be no cursor. Its empty page proves nothing, so the other cursors are tried.
		const isKnownToWork =
			!cursor.mayBeRefused || this.provenKinds.has(cursor.kind) || this.provenKinds.has('named');
		if (unused.length === 0 && isKnownToWork) {
			this.hasEnded = true;
			this.nextCursors = [];
		}
	}

	/** The next cursor to try; undefined when none is left. */
	next(): Cursor | undefined {
		const cursor = this.nextCursors.find(({ json }) => !this.used.has(json));
		if (cursor) this.used.add(cursor.json);
		return cursor;
	}

	/** A sentence that says why the `count` rows that were read may not be all; undefined when there is no sign of that. */
	incompleteReason(count: number): string | undefined {
		if (this.unreadableReason !== undefined) return this.unreadableReason;
		if (this.total !== undefined && this.total > count) {
			return `The platform counts ${this.total} rows, but only ${count} could be read: its replies have no cursor for the others.`;
		}
		// A total that equals the size of the page may not be the total of the list.
		if (this.total === count && count > (this.last?.rows.length ?? 0)) return undefined;
		if (this.guessedName !== undefined) {
			return `The cursor of the next page is not documented: '${this.guessedName}' of the reply was used. Compare the ${count} rows with what the platform shows.`;
		}
		if (this.hasEnded) return undefined;
		if (this.emptyPages >= MAX_EMPTY_PAGES) {
			return `Rows may be missing after the ${count} that were read: one page after the other was empty, although each named a further one.`;
		}
		const endsEarly =
			this.isRepeating || this.last?.hasMore === true || (this.lastWasFull && !this.last?.hasEmptyCursor);
		return endsEarly
			? `Rows may be missing after the ${count} that were read: the reply has no cursor that leads to the next page.`
			: undefined;
	}
}

/** Reads a list page by page, up to the limit or to its end, and yields the new rows of each page. No row is yielded twice. */
export async function* cursorPages({
	limit,
	maxPageSize,
	fetchPage,
	onIncomplete,
}: CursorReading): AsyncGenerator<IDataObject[], void, undefined> {
	const seen = new Set<string>();
	const trail = new CursorTrail();
	let count = 0;
	let cursor: Cursor | undefined;
	do {
		const requested = Math.min(maxPageSize, limit - count);
		const answer = await fetchPage(requested, cursor);
		const page = answer && readCursorPage(answer);
		const fresh = (page?.rows ?? []).filter((row) => {
			const key = rowKey(row);
			return !seen.has(key) && seen.add(key);
		});
		yield fresh.slice(0, limit - count);
		count += fresh.length;
		trail.record(cursor, page, requested, fresh.length);
		cursor = count < limit ? trail.next() : undefined;
	} while (cursor);
	const reason = count < limit ? trail.incompleteReason(count) : undefined;
	if (reason !== undefined) onIncomplete(reason);
}

/** Collects the rows of {@link cursorPages} in one list. */
export async function readPages(reading: CursorReading): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for await (const page of cursorPages(reading)) rows.push(...page);
	return rows;
}
