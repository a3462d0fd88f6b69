import { createHash } from 'node:crypto';

import type { ListAnswer } from '../lists/listReply';
import { idOf, rowsOf, sizeOf } from '../lists/pages';
import type { ListedPage, ListEnd } from './arrivalSource';

/**
 * Reads a list whose pages state its number of rows, and reports whether that many different rows came. When one row is deleted and
 * another one added between two pages, a third row may be skipped although the number is right. Only a second reading with the same
 * fingerprint shows that none was skipped.
 * @param fetchPage one page, counted from 1
 */
export async function* countedPages(
	fetchPage: (page: number) => Promise<ListAnswer>,
	isCancelled: () => boolean,
): AsyncGenerator<ListedPage, ListEnd, undefined> {
	const seen = new Set<string>();
	const order = createHash('sha256');
	let total: number | undefined;
	for (let page = 1; !isCancelled(); page++) {
		const answer = await fetchPage(page);
		const rows = rowsOf(answer.data);
		const { total: count, lastPage = Infinity } = sizeOf(answer);
		for (const row of rows) {
			const id = idOf(row) ?? JSON.stringify(row);
			order.update(`${id}\n`);
			seen.add(id);
		}
		yield { rows, ...(lastPage < Infinity && { pagesLeft: Math.max(0, lastPage - page) }) };
		if (count === undefined) {
			if (rows.length > 0) continue;
			return { isComplete: false, reason: 'The platform does not say how many rows its list has' };
		}
		if (total !== undefined && total !== count) {
			return { isComplete: false, reason: 'The list changed while it was being read' };
		}
		total = count;
		if (rows.length > 0 && seen.size < total && page < lastPage) continue;
		if (seen.size === total) return { isComplete: true, fingerprint: order.digest('base64'), pages: page };
		return { isComplete: false, reason: `The list ended after ${seen.size} of its ${total} rows` };
	}
	return { isComplete: false };
}
