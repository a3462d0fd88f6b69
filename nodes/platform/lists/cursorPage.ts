import type { IDataObject } from 'n8n-workflow';

import { isRecord, wholeNumber } from '../../http/values';
import type { ListAnswer } from './listReply';
import { listIn, recordsIn } from './listReply';

/**
 * One page of a list that is read with a cursor: its rows, and every way to the next page that the reply offers.
 *
 * The documents name the request's cursor (`after`, a Long), but not where the reply gives it, what it is called there, or how the last
 * page is told from others. So the reply is searched for all of these.
 */

/** A way to the next page. */
export interface Cursor {
	/** As it stands in a JSON body: bare digits, since a Long may be larger than a number holds, or a text in quotes. */
	json: string;
	/** `named`: under a name that cursors have; `row`: the ID of the page's last row; `guess`: under any other name. */
	kind: 'named' | 'row' | 'guess';
	/** Where in the reply it stands. */
	name: string;
	/** It is not what the documents describe, so that the platform may refuse it. */
	mayBeRefused: boolean;
}

export interface CursorPage {
	rows: IDataObject[];
	/** Ways to the next page, the likeliest first. */
	ways: Cursor[];
	/** The reply has a place for a cursor, and it is empty. */
	saysNone: boolean;
	/** Whether the reply states that another page follows. */
	hasMore?: boolean;
	/** How many rows the whole list has, by the reply. */
	total?: number;
	/** Why rows of this page could not be read, as a sentence. */
	unreadable?: string;
}

const PAGING_NAMES = ['paging', 'page', 'pagination', 'page_info', 'pageInfo'];
/** What the next page's cursor may be called; an object of that name is searched in turn. */
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
/** Names of what is no cursor, beside a list. */
const NO_CURSOR =
	/before|prev|first|total|count|size|limit|page|num|more|has|sort|order|time|date|tenant|code/i;
/** Names listed in a warning, at most. */
const NAMES_SHOWN = 8;

/** A Long of Java as the digits of a JSON number, from a number or a text; 0 is none. */
function asLong(value: unknown): string | undefined {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
	const digits = text.replace(/^0+/, '');
	return /^\d{1,19}$/.test(digits) ? digits : undefined;
}

function isNothing(value: unknown): boolean {
	return value === null || value === '' || value === 0 || value === '0';
}

/** A cursor out of a value; undefined for what cannot be one, such as the address of the next page. */
function cursorOf(kind: Cursor['kind'], name: string, value: unknown): Cursor | undefined {
	const long = asLong(value);
	if (long !== undefined) return { json: long, kind, name, mayBeRefused: kind !== 'named' };
	if (typeof value !== 'string' || /^$|\s|^https?:|^\/|^0+$|^(true|false|null)$/i.test(value))
		return undefined;
	return { json: JSON.stringify(value), kind, name, mayBeRefused: true };
}

/** Everything that stands where a cursor may stand, by its name. */
function namedValues(place: Record<string, unknown>, depth = 0): Array<[name: string, value: unknown]> {
	return CURSOR_NAMES.filter((name) => Object.hasOwn(place, name)).flatMap((name) => {
		const value = place[name];
		return isRecord(value) && depth < 2 ? namedValues(value, depth + 1) : [[name, value]];
	});
}

/** What stands beside the list under names that nobody documented, in the objects about paging and beside the list itself. */
function otherValues(places: Array<Record<string, unknown>>): Array<[name: string, value: unknown]> {
	const known = new Set([...CURSOR_NAMES, ...MORE_NAMES, ...TOTAL_NAMES, ...PAGING_NAMES]);
	return places
		.flatMap((place) => Object.entries(place))
		.filter(([name]) => !known.has(name) && !NO_CURSOR.test(name));
}

/** The field that holds a row's ID: a known name, or one that ends like it and differs from row to row. */
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

function waysOf(
	rows: IDataObject[],
	named: Array<[string, unknown]>,
	others: Array<[string, unknown]>,
): Cursor[] {
	const idName = idNameOf(rows);
	const ways = [
		...named.map(([name, value]) => cursorOf('named', name, value)),
		idName === undefined ? undefined : cursorOf('row', idName, rows.at(-1)?.[idName]),
		...others.map(([name, value]) => cursorOf('guess', name, value)),
	].filter((cursor) => cursor !== undefined);
	// A Long under a known name is what the documents describe, wherever it stands.
	return ways.sort((one, other) => rank(one) - rank(other));
}

function rank({ kind, mayBeRefused }: Cursor): number {
	return kind === 'named' ? Number(mayBeRefused) : kind === 'row' ? 2 : 3;
}

/** What tells a row from all others; one without a known ID is known by everything that it has. */
export function rowKey(row: IDataObject): string {
	const name = ID_NAMES.find((candidate) => asLong(row[candidate]) !== undefined);
	return (name === undefined ? undefined : asLong(row[name])) ?? JSON.stringify(row);
}

function unreadableReason(data: unknown, list: unknown[] | undefined): string | undefined {
	if (list?.every(isRecord)) return undefined;
	if (list) return 'The reply lists entries that are no objects; they were left out.';
	if (isNothing(data) || data === undefined || (isRecord(data) && Object.keys(data).length === 0))
		return undefined;
	const names = isRecord(data) ? Object.keys(data).slice(0, NAMES_SHOWN).join(', ') : typeof data;
	return `The reply has no list that this node could tell to be the rows; it has: ${names}.`;
}

/** Reads one answer. */
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
		ways: waysOf(rows, named, others),
		saysNone: named.some(([, value]) => isNothing(value)),
		hasMore: more.find((value) => typeof value === 'boolean'),
		total: totals.find((total) => !Number.isNaN(total)),
		unreadable: unreadableReason(data, list),
	};
}
