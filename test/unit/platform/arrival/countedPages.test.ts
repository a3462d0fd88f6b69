import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { ListEnd } from '../../../../nodes/platform/arrival/arrivalSource';
import { countedPages } from '../../../../nodes/platform/arrival/countedPages';

const row = (id: number): IDataObject => ({ id: `c-${id}` });

/** A list that may change between two pages. */
class ChangingList {
	private fetched = 0;

	constructor(
		private rows: number[],
		private readonly changes: Map<number, (rows: number[]) => number[]>,
		private readonly perPage: number,
	) {}

	fetchPage = async (page: number) => {
		this.rows = this.changes.get(this.fetched++)?.(this.rows) ?? this.rows;
		const meta = {
			total: this.rows.length,
			last_page: Math.max(1, Math.ceil(this.rows.length / this.perPage)),
		};
		return {
			data: this.rows.slice((page - 1) * this.perPage, page * this.perPage).map(row),
			whole: { meta },
		};
	};
}

async function readAll(list: ChangingList): Promise<{ seen: Set<unknown>; end: ListEnd }> {
	const pages = countedPages(list.fetchPage, () => false);
	const seen = new Set<unknown>();
	for (;;) {
		const step = await pages.next();
		if (step.done) return { seen, end: step.value };
		for (const { id } of step.value.rows) seen.add(id);
	}
}

it('a list that stays as it is is read completely', async () => {
	const list = new ChangingList([1, 2, 3, 4, 5], new Map(), 2);
	const { seen, end } = await readAll(list);
	expect([seen.size, end]).toEqual([
		5,
		{ isComplete: true, pages: 3, fingerprint: expect.any(String) as string },
	]);
	const { end: again } = await readAll(new ChangingList([1, 2, 3, 4, 5], new Map(), 3));
	expect(again.fingerprint).toBe(end.fingerprint);
});

it('a row that is hidden by a loss and a gain shows by the fingerprint of a second reading', async () => {
	const hide = (rows: number[]) => [...rows.slice(1), 9];
	const list = new ChangingList([1, 2, 3, 4, 5], new Map([[1, hide]]), 2);
	const [first, second] = [await readAll(list), await readAll(list)];
	expect([first.seen.has('c-3'), first.end.isComplete]).toEqual([false, true]);
	expect(second.end.isComplete).toBe(true);
	expect(second.end.fingerprint).not.toBe(first.end.fingerprint);
});

it.each<[string, (rows: number[]) => number[], string]>([
	['grows at its front', (rows) => [9, ...rows], 'changed while it was being read'],
	['grows at its end', (rows) => [...rows, 9], 'changed while it was being read'],
	['shrinks', (rows) => rows.slice(1), 'changed while it was being read'],
	[
		'loses one row at its end and gains another at its front',
		(rows) => [9, ...rows.slice(0, -1)],
		'ended after',
	],
])('a list that %s between two pages is not complete', async (_how, change, reason) => {
	const { end } = await readAll(new ChangingList([1, 2, 3, 4, 5], new Map([[1, change]]), 2));
	expect(end.isComplete).toBe(false);
	expect(end.reason).toContain(reason);
});

it('a list that does not say how long it is is never complete', async () => {
	const pages = countedPages(
		async (page) => ({ data: page === 1 ? [row(1)] : [], whole: {} }),
		() => false,
	);
	let step = await pages.next();
	while (!step.done) step = await pages.next();
	expect(step.value).toMatchObject({
		isComplete: false,
		reason: expect.stringContaining('how many rows') as string,
	});
});

it('ends when the execution is cancelled', async () => {
	const pages = countedPages(
		async () => ({ data: [], whole: { meta: { total: 1, last_page: 1 } } }),
		() => true,
	);
	expect(await pages.next()).toEqual({ done: true, value: { isComplete: false } });
});

it('however a list changes, what stood in it all the time was seen when two readings agree', async () => {
	const change = fc.oneof(
		fc.nat(9).map((at) => (rows: number[]) => rows.filter((_id, index) => index !== at)),
		fc
			.tuple(fc.nat(9), fc.integer({ min: 100, max: 200 }))
			.map(([at, id]) => (rows: number[]) => [
				...rows.slice(0, at),
				...(rows.includes(id) ? [] : [id]),
				...rows.slice(at),
			]),
	);
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(fc.nat(50), { maxLength: 12 }),
			fc.array(fc.tuple(fc.nat(12), change), { maxLength: 6 }),
			fc.integer({ min: 1, max: 5 }),
			async (rows, changes, perPage) => {
				let always = new Set(rows);
				const noting = changes.map(
					([at, apply]) =>
						[
							at,
							(before: number[]) => {
								const after = apply(before);
								always = new Set([...always].filter((id) => after.includes(id)));
								return after;
							},
						] as const,
				);
				const list = new ChangingList(rows, new Map(noting), perPage);
				const [first, second] = [await readAll(list), await readAll(list)];
				const agree = first.end.isComplete && first.end.fingerprint === second.end.fingerprint;
				const seen = new Set([...first.seen, ...second.seen]);
				if (agree) for (const id of always) expect(seen.has(`c-${id}`)).toBe(true);
			},
		),
		{ numRuns: 2_000 },
	);
});
