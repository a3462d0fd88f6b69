import type { IDataObject } from 'n8n-workflow';

import { pagedRows, perPageFor } from '../../../../nodes/platform/lists/pages';
import type { Envelope } from '../../../../nodes/platform/platform';

const options = { pageSize: 2, isCancelled: () => false, onIncomplete: () => undefined };

/** A list of `total` rows, and the pages that were asked for. */
function listOf(total: number) {
	const pages: number[] = [];
	const fetchPage = async (page: number, perPage: number): Promise<Envelope> => {
		pages.push(page);
		const ids = Array.from({ length: total }, (_unused, index) => index);
		const data = ids.slice((page - 1) * perPage, page * perPage).map((id) => ({ id }));
		return { data, whole: { meta: { last_page: Math.ceil(total / perPage) } } };
	};
	return { pages, fetchPage };
}

async function collect(rows: AsyncIterable<IDataObject>): Promise<unknown[]> {
	const ids: unknown[] = [];
	for await (const { id } of rows) ids.push(id);
	return ids;
}

describe('the size of a page', () => {
	it.each([
		[1, 100, 1],
		[100, 100, 100],
		[101, 100, 51],
		[20, 15, 10],
		[Infinity, 100, 100],
	])('for %d rows, at most %d a page, is %d', (limit, pageSize, perPage) => {
		expect(perPageFor({ limit, pageSize })).toBe(perPage);
	});

	it('never makes more pages than needed, nor asks for many more rows than wanted', () => {
		for (let limit = 1; limit < 300; limit++) {
			for (const pageSize of [1, 7, 15, 100]) {
				const perPage = perPageFor({ limit, pageSize });
				const pages = Math.ceil(limit / perPage);
				expect(perPage).toBeLessThanOrEqual(pageSize);
				expect(pages).toBe(Math.ceil(limit / pageSize));
				expect(pages * perPage - limit).toBeLessThan(pages);
			}
		}
	});
});

describe('reading pages', () => {
	it('goes no further than its reader wants', async () => {
		const { pages, fetchPage } = listOf(100);
		for await (const { id } of pagedRows(fetchPage, { ...options, limit: Infinity })) {
			if (id === 3) break;
		}
		expect(pages).toEqual([1, 2]);
	});

	it('ends when it is called off', async () => {
		const { pages, fetchPage } = listOf(100);
		const isCancelled = () => pages.length === 3;
		const ids = await collect(pagedRows(fetchPage, { ...options, limit: Infinity, isCancelled }));
		expect(ids).toEqual([0, 1, 2, 3, 4, 5]);
	});

	it('asks once for an empty list', async () => {
		const { pages, fetchPage } = listOf(0);
		expect(await collect(pagedRows(fetchPage, { ...options, limit: 5 }))).toEqual([]);
		expect(pages).toEqual([1]);
	});
});
