import fc from 'fast-check';

import type { Envelope } from '../../../nodes/nxlink/api/client';
import { readPages } from '../../../nodes/platform/cursor';

const envelope = (data: unknown, more: object = {}): Envelope => ({
	data,
	whole: { code: 0, data, ...more },
});

/** All that is not known of the platform, in any combination. */
const habits = fc.record({
	/** Where the customers stand. */
	rows: fc.constantFrom('list', 'customers', 'rows', 'customerVOList'),
	/** What the cursor is called; 'none' when there is none but the customers' ids. */
	cursor: fc.constantFrom('after', 'next', 'next_cursor', 'nextCursor', 'cursors.after', 'none'),
	/** Whether the cursor stands in data or beside it. */
	place: fc.constantFrom('inData', 'besideData'),
	/** What stands there on the last page. */
	end: fc.constantFrom<unknown>(null, '', 0, undefined, 'lastId'),
	/** Numbers or texts. */
	asText: fc.boolean(),
	/** Larger pages are cut to this. */
	largestPage: fc.integer({ min: 1, max: 60 }),
});
type Habits = typeof habits extends fc.Arbitrary<infer T> ? T : never;

/** A platform with customers 1, 2, 3 … and these habits; counts what it is asked. */
function platform(count: number, { rows: name, cursor, place, end, asText, largestPage }: Habits) {
	/** How many each page was asked for, and how many had been given before. */
	const asked: Array<{ limit: number; given: number }> = [];
	let given = 0;
	const read = async (limit: number, after: string | undefined): Promise<Envelope> => {
		asked.push({ limit, given });
		const first = Number(after ?? 0) + 1;
		const size = Math.max(0, Math.min(limit, largestPage, count - first + 1));
		const rows = Array.from({ length: size }, (_, index) => ({ id: first + index, name: 'n' }));
		given += rows.length;
		const last = rows.at(-1)?.id;
		const more = last !== undefined && last < count;
		const value = more || end === 'lastId' ? last : end;
		const written = asText && typeof value === 'number' ? String(value) : value;
		const [outer = '', inner] = cursor.split('.');
		const paging = {
			before: rows[0]?.id ?? null,
			[outer]: inner === undefined ? written : { [inner]: written },
		};
		const shown = cursor === 'none' ? {} : { paging };
		return place === 'inData' ? envelope({ [name]: rows, ...shown }) : envelope({ [name]: rows }, shown);
	};
	return { read, asked };
}

const ids = (rows: object[]) => rows.map((row) => (row as { id: number }).id);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

it('every customer comes once, whatever the cursor turns out to be', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(170), habits, async (count, how) => {
			const { read } = platform(count, how);
			expect(ids(await readPages(Infinity, read))).toEqual(upTo(count));
		}),
		{ numRuns: 500 },
	);
});

it('no more are asked for than are wanted, and no more given', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(170), habits, fc.integer({ min: 1, max: 120 }), async (count, how, most) => {
			const { read, asked } = platform(count, how);
			expect(ids(await readPages(most, read))).toEqual(upTo(Math.min(count, most)));
			const page = Math.min(50, how.largestPage);
			for (const { limit, given } of asked) expect(limit).toBeLessThanOrEqual(Math.min(50, most - given));
			expect(asked.length).toBeLessThanOrEqual(Math.ceil(Math.min(count, most) / page) + 1);
		}),
		{ numRuns: 500 },
	);
});

it('no answers at all make it go on for ever, or give anybody twice', async () => {
	const row = fc.oneof(
		fc.record({ id: fc.oneof(fc.nat(20), fc.constantFrom<unknown>('7', '1214631327620775936', null, 'x')) }),
		fc.anything(),
	);
	const paging = fc.dictionary(
		fc.constantFrom('after', 'next', 'cursor', 'has_more', 'before'),
		fc.oneof(fc.nat(30), fc.anything()),
	);
	const page = fc.oneof(
		{ weight: 6, arbitrary: fc.record({ list: fc.array(row, { maxLength: 5 }), paging }) },
		fc.anything(),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 8 }), async (pages) => {
			let reads = 0;
			const rows = await readPages(Infinity, async () => {
				if (++reads > 500) throw new Error('no end');
				return envelope(pages[reads % pages.length]);
			});
			const keys = rows.map((each) =>
				/^\d+$/.test(String(each.id)) ? String(each.id) : JSON.stringify(each),
			);
			expect(new Set(keys).size).toBe(keys.length);
		}),
		{ numRuns: 500 },
	);
});
