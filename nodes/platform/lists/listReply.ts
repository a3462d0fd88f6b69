import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../http/values';

/** Finds the list of rows in a reply. The documents show its place for a few lists only, so the reply is searched. */

/** The answer to a call that reads a page of a list. */
export interface ListAnswer {
	data: unknown;
	/** The whole answer, which may describe the list outside of `data`. */
	whole: Record<string, unknown>;
}

/** Usual names of a list, the likeliest first. */
const LIST_NAMES = ['list', 'customers', 'rows', 'records', 'items', 'data', 'content'];
/** A list is searched for down to this depth below the data, as in `data.page.records`. */
const MAX_DEPTH = 2;

function isListOfRecords(value: unknown): value is unknown[] {
	return Array.isArray(value) && value.some(isRecord);
}

/**
 * Finds the list in a reply: the value itself, a list with a usual name, or the only list of objects.
 * @returns undefined when there is no list, or when it is not clear which one it is
 */
export function listIn(value: unknown, depth = 0): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (!isRecord(value) || depth > MAX_DEPTH) return undefined;
	const named = LIST_NAMES.map((name) => value[name]).find((part) => Array.isArray(part));
	if (named) return named;
	const parts = Object.values(value);
	const below = parts.filter(isRecord).flatMap((part) => {
		const list = listIn(part, depth + 1);
		return list === undefined ? [] : [list];
	});
	const lists = parts.filter((part): part is unknown[] => Array.isArray(part));
	for (const candidates of [[...lists, ...below].filter(isListOfRecords), lists, below]) {
		if (candidates.length === 1) return candidates[0];
	}
	return undefined;
}

/** The entries of a list that are objects. */
export function recordsIn(list: unknown[]): IDataObject[] {
	return list.filter(isRecord) as IDataObject[];
}
