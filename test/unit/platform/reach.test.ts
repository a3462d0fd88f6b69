import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { ActiveFilter } from '../../../nodes/platform/filters/filterValues';
import { reachOf } from '../../../nodes/platform/filters/reach';

const OPERATORS = [1, 2, 3];

interface Row {
	phone: string;
	operator: number;
	created_at: string;
	level: number;
}

const row: fc.Arbitrary<Row> = fc.record({
	phone: fc.integer({ min: 13000000000, max: 13000000009 }).map(String),
	operator: fc.constantFrom(...OPERATORS),
	created_at: fc.integer({ min: 10, max: 28 }).map((day) => `2024-03-${day} 10:00:00`),
	level: fc.integer({ min: 0, max: 3 }),
});

/** Four filters of the kinds that people set, with what a platform that applies them would test. */
function filters(): Record<string, { filter: ActiveFilter; fits: (row: Row) => boolean }> {
	const about = { description: '' };
	return {
		phone: {
			filter: {
				filter: { kind: 'phone', name: 'phone', wire: 'phone', label: 'Phone', ...about },
				wire: { phone: '13000000003' },
			},
			fits: ({ phone }) => phone === '13000000003',
		},
		operator: {
			filter: {
				filter: { kind: 'choices', name: 'operator', wire: 'operator', label: 'Operator', ...about },
				wire: { operator: [1, 3] },
			},
			fits: ({ operator }) => operator !== 2,
		},
		created: {
			filter: {
				filter: {
					...{ kind: 'span', name: 'created', wire: 'created_at', label: 'Created', what: '' },
					shownAs: 'created_at',
				},
				wire: { created_at: ['2024-03-12 00:00:00', '2024-03-20 00:00:00'] },
			},
			fits: ({ created_at: at }) => at >= '2024-03-12' && at < '2024-03-20',
		},
		level: {
			filter: {
				filter: { kind: 'choice', name: 'level', wire: 'level', label: 'Level', ...about },
				wire: { level: 2 },
			},
			fits: ({ level }) => level === 2,
		},
	};
}

describe('reachOf', () => {
	it('gives a number only when the platform applied every filter, and then the right one', async () => {
		const names = Object.keys(filters());
		await fc.assert(
			fc.asyncProperty(
				fc.array(row, { maxLength: 30 }),
				fc.subarray(names, { minLength: 1 }),
				fc.subarray(names),
				fc.subarray(['phone', 'operator', 'created_at', 'level']),
				fc.boolean(),
				async (pool, chosen, ignored, shown, hasTotals) => {
					const all = filters();
					const applied = (wire: IDataObject) =>
						pool.filter((customer) =>
							Object.entries(all).every(
								([name, { filter, fits }]) =>
									ignored.includes(name) ||
									!Object.keys(filter.wire).some((key) => key in wire) ||
									fits(customer),
							),
						);
					const active = chosen.map((name) => all[name]!.filter);
					const reach = await reachOf(
						active,
						async (wire) => {
							const found = applied(wire);
							const rows = found
								.slice(0, 1)
								.map((found) =>
									Object.fromEntries(Object.entries(found).filter(([key]) => shown.includes(key))),
								);
							return { total: hasTotals ? found.length : undefined, rows };
						},
						'rows',
					);
					const fitting = pool.filter((customer) => chosen.every((name) => all[name]!.fits(customer))).length;
					if ('total' in reach) {
						expect(hasTotals).toBe(true);
						expect(reach.total).toBe(fitting);
						expect(reach.total === 0 || reach.total < pool.length).toBe(true);
						expect(reach.total === 0 || !chosen.some((name) => ignored.includes(name))).toBe(true);
					} else {
						const everyone = chosen.some((name) => pool.every(all[name]!.fits));
						expect(everyone || !hasTotals || chosen.some((name) => ignored.includes(name))).toBe(true);
					}
				},
			),
			{ numRuns: 2000 },
		);
	});

	it('finds that filters are joined by or, or that only the last one counts', async () => {
		const { operator, created } = filters();
		const totals: Record<string, number> = { '': 30, operator: 20, created_at: 5, 'created_at,operator': 20 };
		const reach = await reachOf(
			[operator!.filter, created!.filter],
			async (wire) => ({ total: totals[Object.keys(wire).sort().join(',')], rows: [] }),
			'rows',
		);
		expect(reach).toMatchObject({
			doubt: expect.stringContaining('together leave more rows (20)') as string,
		});
	});

	it('does not believe a total that is smaller than the page', async () => {
		const { operator } = filters();
		const reach = await reachOf([operator!.filter], async () => ({ total: 0, rows: [{}] }), 'rows');
		expect(reach).toMatchObject({ doubt: expect.stringContaining('no total') as string });
	});
});
