import type { World } from '../world';
import type { Customer } from './data/model';
import { wrongParameter } from './request';
import { isGiven } from './rows';

/** The pages of customers/query. Their shape is not documented, so each part of it is a setting. */

export interface CustomerPage {
	rows: Customer[];
	/** Number of customers that match the filters. */
	total: number;
	/** Number of customers before this page. */
	before: number;
}

/** Selects the requested page from all matching customers, which are in the order of their ids. */
export function cutPage(
	world: World,
	found: Customer[],
	body: Record<string, unknown>,
	limit: number,
): CustomerPage {
	const { settings } = world;
	const size = Math.min(limit, settings.maxCustomersPerPage);
	const before = settings.cursor === 'none' ? undefined : cursor(world, body, 'before');
	if (before !== undefined) {
		const earlier = found.filter(({ id }) => id < before);
		return { rows: earlier.slice(-size), total: found.length, before: Math.max(0, earlier.length - size) };
	}
	const after = settings.cursor === 'none' ? undefined : cursor(world, body, 'after');
	const first = after === undefined ? 0 : firstBeyond(world, found, after);
	return { rows: found.slice(first, first + size), total: found.length, before: first };
}

/** @returns the index at which the page of a cursor begins: `position` is a number of customers, all others are the last customer's id. */
function firstBeyond(world: World, rows: Customer[], cursor: bigint): number {
	if (world.settings.cursor === 'position') return Number(cursor);
	let low = 0;
	let high = rows.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((rows[middle]?.id ?? 0n) > cursor) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** @returns `data` of the reply, and the fields beside it. */
export function describePage(
	world: World,
	page: CustomerPage,
	rows: unknown[],
): { data: unknown; beside?: Record<string, unknown> } {
	const { customersUnder } = world.settings;
	const paging = pagingOf(world, page);
	if (customersUnder === 'data') return { data: rows, beside: paging };
	return { data: { ...paging, [customersUnder]: rows } };
}

function pagingOf(world: World, { rows, total, before }: CustomerPage): Record<string, unknown> {
	const { cursor: name, namesTotal } = world.settings;
	const count = namesTotal ? { total } : {};
	const more = before + rows.length < total;
	const last = name === 'position' ? BigInt(before + rows.length) : (rows.at(-1)?.id ?? null);
	const next = more && last !== null ? written(world, last) : null;
	const first = rows[0] ? written(world, rows[0].id) : null;
	switch (name) {
		case 'after':
			return { paging: { after: next, before: first, ...count } };
		case 'next':
			return { paging: { next, previous: first, ...count } };
		case 'position':
			return { paging: { position: next, ...count } };
		case 'rowId':
		case 'none':
			return count;
	}
}

/** Writes a cursor as in the reply: as a Long or as an opaque text. */
function written({ settings }: World, cursor: bigint): bigint | string {
	return settings.cursorKind === 'long' ? cursor : Buffer.from(`cursor:${cursor}`).toString('base64url');
}

/** @returns the cursor of a request: a Long as a raw integer or as a text of digits, which Java accepts too. */
function cursor(
	{ settings }: World,
	body: Record<string, unknown>,
	name: 'after' | 'before',
): bigint | undefined {
	const value = body[name];
	if (!isGiven(value)) return undefined;
	const isLong = settings.cursorKind === 'long' || settings.cursor === 'rowId';
	const text = isLong ? String(value) : Buffer.from(String(value), 'base64url').toString();
	const digits = isLong ? text : /^cursor:(\d+)$/.exec(text)?.[1];
	if (digits !== undefined && /^\d+$/.test(digits)) return BigInt(digits);
	throw wrongParameter(`${name} must be ${isLong ? 'a Long' : 'a cursor'}`);
}
