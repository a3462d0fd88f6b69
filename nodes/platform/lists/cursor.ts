import type { IDataObject } from 'n8n-workflow';

import type { Cursor, CursorPage } from './cursorPage';
import { readCursorPage, rowKey } from './cursorPage';
import type { ListAnswer } from './listReply';

/**
 * Reads a list whose pages are asked for with a cursor. Every way on that a reply offers is tried in turn until one brings rows that
 * were not there before, and never the same way twice, so reading always ends. It ends
 * - when there are as many rows as were asked for;
 * - when the reply says that there are no more, or leaves the cursor's place empty on a page that is not full;
 * - when a way on that is known to work brings an empty page;
 * - when no way on is left. After a full page, or a reply that promises more, rows may then be missing: the caller is told.
 *
 * An empty cursor on a full page is not believed: one request more costs less than rows that are silently missing.
 */

/** This many pages without any row are passed over in a row, as long as each names another cursor. */
const MAX_EMPTY_PAGES = 3;

export interface CursorReading {
	/** Rows wanted; Infinity for all. */
	limit: number;
	/** Rows in one page, at most. */
	maxPageSize: number;
	/** Fetches a page of at most `limit` rows. Undefined when the platform refuses a cursor that it may refuse. */
	fetchPage(limit: number, cursor: Cursor | undefined): Promise<ListAnswer | undefined>;
	/** Told, in a sentence, why rows may be missing. */
	onIncomplete(reason: string): void;
}

/** Remembers where a reading has been, and says where it goes on. */
class Trail {
	private readonly used = new Set<string>();
	/** Kinds of cursors that have brought rows. */
	private readonly proven = new Set<Cursor['kind']>();
	/** The last page that brought rows, or the first one. */
	private last?: CursorPage;
	private lastWasFull = false;
	private ways: Cursor[] = [];
	private emptyPages = 0;
	/** The platform has said that there is nothing more, in a way that can be believed. */
	private ended = false;
	/** A page that the platform itself named brought only known rows. */
	private repeated = false;
	private guessed?: string;
	private total?: number;
	private unreadable?: string;

	/** Notes what a cursor brought; `page` is undefined when it was refused. */
	note(cursor: Cursor | undefined, page: CursorPage | undefined, asked: number, newRows: number): void {
		if (!page) return;
		this.total = page.total ?? this.total;
		this.unreadable ??= page.unreadable;
		if (newRows > 0 || !cursor) this.goOnFrom(page, asked, cursor);
		else if (page.rows.length > 0) this.repeated ||= cursor.kind === 'named';
		else this.noteEmpty(cursor, page);
	}

	private goOnFrom(page: CursorPage, asked: number, cursor: Cursor | undefined): void {
		this.last = page;
		this.lastWasFull = page.rows.length >= asked;
		this.repeated = false;
		this.emptyPages = 0;
		if (cursor) this.proven.add(cursor.kind);
		if (cursor?.kind === 'guess') this.guessed = cursor.name;
		const { ways, saysNone, hasMore } = page;
		this.ended =
			hasMore === false || (saysNone && !this.lastWasFull && !ways.some(({ kind }) => kind === 'named'));
		this.ways = this.ended ? [] : ways;
	}

	private noteEmpty(cursor: Cursor, page: CursorPage): void {
		const further = page.ways.filter(({ kind, json }) => kind === 'named' && !this.used.has(json));
		if (further.length > 0 && this.emptyPages < MAX_EMPTY_PAGES) {
			this.emptyPages++;
			this.ways = further;
			return;
		}
		// A cursor that never brought a row may be none: an empty page then says nothing, and the other ways are tried.
		const isKnownToWork = !cursor.mayBeRefused || this.proven.has(cursor.kind) || this.proven.has('named');
		if (further.length === 0 && isKnownToWork) {
			this.ended = true;
			this.ways = [];
		}
	}

	/** The next way to try; undefined when none is left. */
	next(): Cursor | undefined {
		const cursor = this.ways.find(({ json }) => !this.used.has(json));
		if (cursor) this.used.add(cursor.json);
		return cursor;
	}

	/** Why the `count` rows that were read may not be all, as a sentence; undefined when nothing speaks for it. */
	doubt(count: number): string | undefined {
		if (this.unreadable !== undefined) return this.unreadable;
		if (this.total !== undefined && this.total > count) {
			return `The platform counts ${this.total} rows, but only ${count} could be read: its replies name no way to the others.`;
		}
		// A total that merely repeats the size of the page says nothing about the list.
		if (this.total === count && count > (this.last?.rows.length ?? 0)) return undefined;
		if (this.guessed !== undefined) {
			return `The way to the next page is not documented: '${this.guessed}' of the reply was followed. Compare the ${count} rows with what the platform shows.`;
		}
		if (this.ended) return undefined;
		if (this.emptyPages >= MAX_EMPTY_PAGES) {
			return `Rows may be missing behind the ${count} that were read: one page after the other was empty, although each named the next.`;
		}
		const endsEarly =
			this.repeated || this.last?.hasMore === true || (this.lastWasFull && !this.last?.saysNone);
		return endsEarly
			? `Rows may be missing behind the ${count} that were read: the reply names no way to the next page that works.`
			: undefined;
	}
}

/** Reads rows page by page until there are as many as wanted, or no more. Gives the new rows of each page; no row comes twice. */
export async function* cursorPages({
	limit,
	maxPageSize,
	fetchPage,
	onIncomplete,
}: CursorReading): AsyncGenerator<IDataObject[], void, undefined> {
	const seen = new Set<string>();
	const trail = new Trail();
	let count = 0;
	let cursor: Cursor | undefined;
	do {
		const asked = Math.min(maxPageSize, limit - count);
		const answer = await fetchPage(asked, cursor);
		const page = answer && readCursorPage(answer);
		const fresh = (page?.rows ?? []).filter((row) => {
			const key = rowKey(row);
			return !seen.has(key) && seen.add(key);
		});
		yield fresh.slice(0, limit - count);
		count += fresh.length;
		trail.note(cursor, page, asked, fresh.length);
		cursor = count < limit ? trail.next() : undefined;
	} while (cursor);
	const doubt = count < limit ? trail.doubt(count) : undefined;
	if (doubt !== undefined) onIncomplete(doubt);
}

/** Reads all rows of {@link cursorPages} into one list. */
export async function readPages(reading: CursorReading): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for await (const page of cursorPages(reading)) rows.push(...page);
	return rows;
}
