import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../http/values';

/** Where in a reply the rows of a list stand. The documents show it for few lists, so a reply is searched for them. */

/** One answer of a list. */
export interface ListAnswer {
	data: unknown;
	/** The whole answer. It describes the list outside of `data`. */
	whole: Record<string, unknown>;
}

/** What a list may be called, the likeliest name first. */
const LIST_NAMES = ['list', 'customers', 'rows', 'records', 'items', 'data', 'content'];
/** How far below a reply's data its list may stand: `data.page.records`. */
const DEEPEST = 2;

function isListOfRecords(value: unknown): value is unknown[] {
	return Array.isArray(value) && value.some(isRecord);
}

/**
 * The list in a reply: the value itself, or what stands under a known name, or the only list of objects there is.
 * @returns undefined when there is none, or when several could be meant
 */
export function listIn(value: unknown, depth = 0): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (!isRecord(value) || depth > DEEPEST) return undefined;
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

/** The objects in a list. */
export function recordsIn(list: unknown[]): IDataObject[] {
	return list.filter(isRecord) as IDataObject[];
}
