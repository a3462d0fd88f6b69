import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../http/values';

/**
 * The pages of customers/query.
 *
 * Known from the vendor's page: the request's `limit` (1 to 50) and `after`, a Long, the cursor of the next page; the reply has a
 * `paging` object and customers. Not known: where in the reply they stand, what the cursor is called, and how the last page is told
 * from others. So the reply is searched for both, and wherever it gives no cursor that was not used before, the last customer's id is
 * taken for one. Reading ends
 * - when a page brings no customer that was not there before (but a page without any, that still names another cursor, is passed over);
 * - when the reply says that there are no more, or leaves the cursor's place empty on a page that is not full;
 * - when there is no cursor and the last customer has no id;
 * - when there are as many customers as were asked for.
 * An empty cursor on a full page is not believed: one request more costs less than customers who are silently missing.
 */

/** Customers in one page, at most. */
const MAX_PAGE_SIZE = 50;
/** So many pages without any customer are passed over in a row. */
const MAX_EMPTY_PAGES = 3;

/** Where the customers may stand, the likeliest first; else they are the only list there is. */
const ROWS = ['list', 'customers', 'rows', 'records', 'items', 'data', 'content'];
const PAGING = ['paging', 'page', 'pagination', 'page_info', 'pageInfo'];
/** What the next page's cursor may be called; an object of that name is searched in turn. */
const CURSORS = [
	'after',
	'next',
	'next_cursor',
	'nextCursor',
	'next_after',
	'nextAfter',
	'cursors',
	'cursor',
];
const MORE = ['has_more', 'hasMore', 'has_next', 'hasNext'];
const IDS = ['id', 'customer_id', 'customerId'];

/** One answer of a list. */
interface ListAnswer {
	data: unknown;
	whole: Record<string, unknown>;
}

interface Page {
	rows: IDataObject[];
	/** The cursor that the reply names, as digits. */
	next?: string;
	/** The reply has a place for a cursor, and it is empty. */
	saysNone: boolean;
	/** The reply says in so many words that no page follows. */
	isLast: boolean;
}

/** A Long of Java as the digits of a JSON number, from a number or a text; 0 is none. */
function asLong(value: unknown): string | undefined {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
	const digits = text.replace(/^0+/, '');
	return /^\d{1,19}$/.test(digits) ? digits : undefined;
}

function isNothing(value: unknown): boolean {
	return value === null || value === '' || value === 0 || value === '0';
}

function rowsIn(data: unknown): IDataObject[] {
	if (!isRecord(data)) return Array.isArray(data) ? (data.filter(isRecord) as IDataObject[]) : [];
	const lists = Object.values(data).filter((value): value is unknown[] => Array.isArray(value));
	const named = ROWS.map((name) => data[name]).find((value): value is unknown[] => Array.isArray(value));
	return (named ?? (lists.length === 1 ? lists.flat() : [])).filter(isRecord) as IDataObject[];
}

/** All that stands where a cursor may stand. */
function cursorsIn(paging: Record<string, unknown>, depth = 0): unknown[] {
	return CURSORS.filter((name) => Object.hasOwn(paging, name)).flatMap((name) => {
		const value = paging[name];
		return isRecord(value) && depth < 2 ? cursorsIn(value, depth + 1) : [value];
	});
}

function pageOf({ data, whole }: ListAnswer): Page {
	const places = isRecord(data) ? [data, whole] : [whole];
	const paging = [
		...places.flatMap((place) => PAGING.map((name) => place[name]).filter(isRecord)),
		...places,
	];
	const cursors = paging.flatMap((place) => cursorsIn(place));
	return {
		rows: rowsIn(data),
		next: cursors.map(asLong).find((cursor) => cursor !== undefined),
		saysNone: cursors.some(isNothing),
		isLast: paging.some((place) => MORE.some((name) => place[name] === false)),
	};
}

function idOf(row: IDataObject): string | undefined {
	const name = IDS.find((candidate) => asLong(row[candidate]) !== undefined);
	return name === undefined ? undefined : asLong(row[name]);
}

/** What tells a customer from all others; one without an id is known by all that he has. */
function keyOf(row: IDataObject): string {
	return idOf(row) ?? JSON.stringify(row);
}

/** Where to go on behind a page: at its cursor, or else behind its last customer, but never where this reading has been. */
function cursorBehind(page: Page, asked: number, used: Set<string>): string | undefined {
	const { rows, next, saysNone, isLast } = page;
	if (isLast || (saysNone && next === undefined && rows.length < asked)) return undefined;
	const last = rows.at(-1);
	return [next, last && idOf(last)].find((cursor) => cursor !== undefined && !used.has(cursor));
}

/**
 * Reads customers page by page until there are `most`, or no more. No customer comes twice.
 * @param read fetches one page of at most `limit` customers; `after` is the cursor as digits, to be sent as a bare number
 */
export async function readPages(
	most: number,
	read: (limit: number, after: string | undefined) => Promise<ListAnswer>,
): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	const seen = new Set<string>();
	const used = new Set<string>();
	let after: string | undefined;
	for (let emptyPages = 0; rows.length < most;) {
		const asked = Math.min(MAX_PAGE_SIZE, most - rows.length);
		const page = pageOf(await read(asked, after));
		const before = rows.length;
		for (const row of page.rows) {
			const key = keyOf(row);
			if (rows.length < most && !seen.has(key)) rows.push(row);
			seen.add(key);
		}
		emptyPages = page.rows.length === 0 ? emptyPages + 1 : 0;
		const broughtNothing = rows.length === before && (page.rows.length > 0 || emptyPages > MAX_EMPTY_PAGES);
		after = cursorBehind(page, asked, used);
		if (broughtNothing || after === undefined) break;
		used.add(after);
	}
	return rows;
}
