import type { IDataObject } from 'n8n-workflow';

import { isRecord, wholeNumber } from '../../http/values';
import type { ListAnswer } from './listReply';
import { listIn, recordsIn } from './listReply';

/**
 * Reads one page of a list with a cursor: its rows, and every value that may be the cursor of the next page.
 *
 * The documents name the cursor in the request (`after`, a Long). They do not say where the reply has it, what it is called there, or how
 * to recognise the last page. So the reply is searched for all of these.
 */

/** A value of a reply that may be the cursor of the next page. */
export interface Cursor {
	/** The value as JSON: digits without quotes, because a Long may exceed the safe integers of JavaScript, or a text in quotes. */
	json: string;
	/** `named`: from a field with a usual name of a cursor; `row`: the ID of the page's last row; `guess`: from any other field. */
	kind: 'named' | 'row' | 'guess';
	/** Name of the field in the reply. */
	name: string;
	/** The documents do not describe such a cursor, so the platform may refuse it. */
	mayBeRefused: boolean;
}

export interface CursorPage {
	rows: IDataObject[];
	/** Possible cursors of the next page, the likeliest first. */
	nextCursors: Cursor[];
	/** Whether the reply has a field for a cursor that is empty. */
	hasEmptyCursor: boolean;
	/** Whether the reply states that another page follows. */
	hasMore?: boolean;
	/** Number of rows in the whole list, as the reply states it. */
	total?: number;
	/** A sentence that says why rows of this page could not be read. */
	unreadableReason?: string;
}

const PAGING_NAMES = ['paging', 'page', 'pagination', 'page_info', 'pageInfo'];
/** Usual names of a cursor. An object with such a name is searched for a cursor, too. */
const CURSOR_NAMES = [
	'after',
	'next',
	'next_cursor',
	'nextCursor',
	'next_after',
	'nextAfter',
	'cursors',
	'cursor',
];
const MORE_NAMES = ['has_more', 'hasMore', 'has_next', 'hasNext'];
const TOTAL_NAMES = ['total', 'total_count', 'totalCount'];
const ID_NAMES = ['id', 'customer_id', 'customerId'];
/** Names of fields that are certainly no cursor. */
const NO_CURSOR =
	/before|prev|first|total|count|size|limit|page|num|more|has|sort|order|time|date|tenant|code/i;
/** A warning lists at most this many names. */
const MAX_NAMES_SHOWN = 8;

/** The digits of a Java Long that comes as a number or as text; undefined for 0 and for anything else. */
function asLong(value: unknown): string | undefined {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
	const digits = text.replace(/^0+/, '');
	return /^\d{1,19}$/.test(digits) ? digits : undefined;
}

function isNothing(value: unknown): boolean {
	return value === null || value === '' || value === 0 || value === '0';
}

/** Makes a cursor of a value; undefined when the value cannot be one, such as the URL of the next page. */
function cursorOf(kind: Cursor['kind'], name: string, value: unknown): Cursor | undefined {
	const long = asLong(value);
	if (long !== undefined) return { json: long, kind, name, mayBeRefused: kind !== 'named' };
	if (typeof value !== 'string' || /^$|\s|^https?:|^\/|^0+$|^(true|false|null)$/i.test(value))
		return undefined;
	return { json: JSON.stringify(value), kind, name, mayBeRefused: true };
}

/** The fields with a usual name of a cursor, and their values. */
function namedValues(place: Record<string, unknown>, depth = 0): Array<[name: string, value: unknown]> {
	return CURSOR_NAMES.filter((name) => Object.hasOwn(place, name)).flatMap((name) => {
		const value = place[name];
		return isRecord(value) && depth < 2 ? namedValues(value, depth + 1) : [[name, value]];
	});
}

/** The other fields of the given objects whose value may be a cursor. */
function otherValues(places: Array<Record<string, unknown>>): Array<[name: string, value: unknown]> {
	const known = new Set([...CURSOR_NAMES, ...MORE_NAMES, ...TOTAL_NAMES, ...PAGING_NAMES]);
	return places
		.flatMap((place) => Object.entries(place))
		.filter(([name]) => !known.has(name) && !NO_CURSOR.test(name));
}

/** The field with a row's ID: one with a known name, or one whose name ends with `id` and whose value differs in all rows. */
function idNameOf(rows: IDataObject[]): string | undefined {
	const last = rows.at(-1) ?? {};
	const known = ID_NAMES.find((name) => asLong(last[name]) !== undefined);
	if (known !== undefined) return known;
	const ids = (name: string) => rows.map((row) => asLong(row[name]));
	return Object.keys(last).find(
		(name) =>
			/(_id|Id|ID)$/.test(name) && !ids(name).includes(undefined) && new Set(ids(name)).size === rows.length,
	);
}

function nextCursorsOf(
	rows: IDataObject[],
	named: Array<[string, unknown]>,
	others: Array<[string, unknown]>,
): Cursor[] {
	const idName = idNameOf(rows);
	const nextCursors = [
		...named.map(([name, value]) => cursorOf('named', name, value)),
		idName === undefined ? undefined : cursorOf('row', idName, rows.at(-1)?.[idName]),
		...others.map(([name, value]) => cursorOf('guess', name, value)),
	].filter((cursor) => cursor !== undefined);
	// A Long in a field with a usual name comes first, because the documents describe a Long.
	return nextCursors.sort((one, other) => rank(one) - rank(other));
}

function rank({ kind, mayBeRefused }: Cursor): number {
	return kind === 'named' ? Number(mayBeRefused) : kind === 'row' ? 2 : 3;
}

/** A key that identifies a row: its ID, or the whole row as JSON when it has no known ID. */
export function rowKey(row: IDataObject): string {
	const name = ID_NAMES.find((candidate) => asLong(row[candidate]) !== undefined);
	return (name === undefined ? undefined : asLong(row[name])) ?? JSON.stringify(row);
}

function unreadableReason(data: unknown, list: unknown[] | undefined): string | undefined {
	if (list?.every(isRecord)) return undefined;
	if (list) return 'The reply lists entries that are no objects; they were left out.';
	if (isNothing(data) || data === undefined || (isRecord(data) && Object.keys(data).length === 0))
		return undefined;
	const names = isRecord(data) ? Object.keys(data).slice(0, MAX_NAMES_SHOWN).join(', ') : typeof data;
	return `The reply has no list that this node could tell to be the rows; it has: ${names}.`;
}

/** Reads one page. */
export function readCursorPage({ data, whole }: ListAnswer): CursorPage {
	const list = listIn(data) ?? listIn(whole);
	const rows = recordsIn(list ?? []);
	const places = isRecord(data) ? [data, whole] : [whole];
	const paging = places.flatMap((place) => PAGING_NAMES.map((name) => place[name]).filter(isRecord));
	const searched = [...paging, ...places];
	const named = searched.flatMap((place) => namedValues(place));
	const others = otherValues(isRecord(data) ? [...paging, data] : paging);
	const more = searched.flatMap((place) => MORE_NAMES.map((name) => place[name]));
	const totals = searched.flatMap((place) => TOTAL_NAMES.map((name) => wholeNumber(place[name])));
	return {
		rows,
		nextCursors: nextCursorsOf(rows, named, others),
		hasEmptyCursor: named.some(([, value]) => isNothing(value)),
		hasMore: more.find((value) => typeof value === 'boolean'),
		total: totals.find((total) => !Number.isNaN(total)),
		unreadableReason: unreadableReason(data, list),
	};
}
