import fc from 'fast-check';

import { readPages } from '../../../../nodes/platform/lists/cursor';
import type { Cursor } from '../../../../nodes/platform/lists/cursorPage';
import type { ListAnswer } from '../../../../nodes/platform/lists/listReply';

const envelope = (data: unknown, more: object = {}): ListAnswer => ({
	data,
	whole: { code: 0, data, ...more },
});

/** All that is not known of the platform, in any combination. */
const habits = fc.record({
	/** Where the rows stand. */
	rows: fc.constantFrom('list', 'customers', 'rows', 'customerVOList'),
	/** What the cursor is called, one that no node could know among them; 'none' when there is none but the rows' ids. */
	cursor: fc.constantFrom('after', 'next', 'next_cursor', 'nextCursor', 'cursors.after', 'position', 'none'),
	/** Where the cursor stands; a name that nobody knows is only looked for in an object about paging. */
	place: fc.constantFrom('inData', 'besideData'),
	/** What stands there on the last page; undefined: nothing, not even the name. */
	end: fc.constantFrom<unknown>(null, '', 0, undefined, 'lastId'),
	/** Numbers, numbers as texts, or texts that only the platform can read. */
	written: fc.constantFrom('number', 'digits', 'opaque'),
	/** Whether a cursor is the last row's id; otherwise ids are no cursors. */
	takesIds: fc.boolean(),
	/** What a cursor that the platform does not know brings. */
	otherwise: fc.constantFrom('firstPage', 'nothing', 'refusal'),
	/** The name of the rows' ids; undefined: they have none. */
	id: fc.constantFrom('id', 'customerId', 'cdpKeyId', undefined),
	/** Whether the reply says how many rows there are. */
	total: fc.boolean(),
	/** Larger pages are cut to this. */
	largestPage: fc.integer({ min: 1, max: 60 }),
});
type Habits = typeof habits extends fc.Arbitrary<infer T> ? T : never;

/** A platform with rows 1, 2, 3 … and these habits; counts what it is asked. */
function platform(count: number, how: Habits) {
	/** How many each page was asked for, and how many had been given before. */
	const asked: Array<{ limit: number; given: number }> = [];
	const given = new Set<string>();
	const write = (last: number) => {
		if (how.written === 'opaque') return `c-${last}`;
		return how.written === 'digits' ? String(last * 7) : last * 7;
	};
	/** The number of rows before the page behind a cursor; undefined when the platform cannot read it. */
	const read = (json: string): number | undefined => {
		const number = Number(json);
		const isOwn =
			how.cursor !== 'none' && (how.written === 'opaque' ? /^"c-\d+"$/.test(json) : number < 10_000);
		if (isOwn) return how.written === 'opaque' ? Number(json.slice(3, -1)) : number / 7;
		return how.takesIds && how.id !== undefined && Number.isInteger(number) ? number - 1_000_000 : undefined;
	};
	const fetchPage = async (limit: number, cursor: Cursor | undefined): Promise<ListAnswer | undefined> => {
		asked.push({ limit, given: given.size });
		const before = cursor === undefined ? 0 : (read(cursor.json) ?? how.otherwise);
		if (before === 'refusal') {
			if (cursor?.mayBeRefused) return undefined;
			throw new Error('a documented cursor was refused');
		}
		const first = before === 'firstPage' ? 1 : before === 'nothing' ? count + 1 : before + 1;
		const size = Math.max(0, Math.min(limit, how.largestPage, count - first + 1));
		const rows = Array.from({ length: size }, (_, index) => ({
			...(how.id !== undefined && { [how.id]: 1_000_000 + first + index }),
			name: `n${first + index}`,
		}));
		for (const { name } of rows) given.add(name);
		const last = first + rows.length - 1;
		const value = rows.length > 0 && (last < count || how.end === 'lastId') ? write(last) : how.end;
		const [outer = '', inner] = how.cursor.split('.');
		const isShown = how.cursor !== 'none' && value !== undefined && value !== 'lastId';
		const paging = {
			before: rows[0]?.name ?? null,
			...(isShown && { [outer]: inner === undefined ? value : { [inner]: value } }),
			...(how.total && { total: count }),
		};
		const shown = how.cursor === 'none' && !how.total ? {} : { paging };
		return how.place === 'inData'
			? envelope({ [how.rows]: rows, ...shown })
			: envelope({ [how.rows]: rows }, shown);
	};
	return { fetchPage, asked };
}

const names = (rows: object[]) => rows.map((row) => (row as { name: string }).name);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => `n${index + 1}`);

/** A full page has nothing to go on by: no cursor, and ids that are none or that the platform does not take for cursors. */
const leadsNowhere = ({ cursor, takesIds, id }: Habits) =>
	cursor === 'none' && !(takesIds && id !== undefined);

async function readAll(limit: number, { fetchPage }: ReturnType<typeof platform>) {
	const reasons: string[] = [];
	const rows = await readPages({
		limit,
		maxPageSize: 50,
		fetchPage,
		onIncomplete: (reason) => reasons.push(reason),
	});
	return { rows: names(rows), reasons };
}

it('every row comes once, whatever the cursor turns out to be, or else it is said that rows may be missing', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(170), habits, async (count, how) => {
			const { rows, reasons } = await readAll(Infinity, platform(count, how));
			const pageSize = Math.min(50, how.largestPage);
			expect(rows).toEqual(upTo(leadsNowhere(how) ? Math.min(count, pageSize) : count));
			// A page that a platform cut short without a word looks like the last one.
			if (rows.length < count && (pageSize === 50 || how.total)) expect(reasons).toHaveLength(1);
		}),
		{ numRuns: 1_000 },
	);
});

/**
 * A list of one full page, with a text as its cursor: the cursor has never brought a row, so the empty page behind it does not prove that the
 * list has ended.
 */
const isUnproven = (count: number, { largestPage, written, end }: Habits) =>
	count === 50 && largestPage >= 50 && written === 'opaque' && end === 'lastId';

it('nothing is said of missing rows when the platform names its cursor and its end, and the cursor is known to work', async () => {
	const unproven: Habits = {
		...{ rows: 'list', cursor: 'after', place: 'inData', end: 'lastId', written: 'opaque' },
		...{ takesIds: false, otherwise: 'firstPage', id: 'id', total: false, largestPage: 50 },
	};
	await fc.assert(
		fc.asyncProperty(fc.nat(170), habits, async (count, drawn) => {
			const how = { ...drawn, cursor: drawn.cursor === 'position' ? 'after' : drawn.cursor };
			fc.pre(how.cursor !== 'none' && how.end !== undefined);
			const { reasons } = await readAll(Infinity, platform(count, how));
			expect(reasons).toHaveLength(isUnproven(count, how) ? 1 : 0);
		}),
		{ numRuns: 500, examples: [[50, unproven]] },
	);
});

it('no more are asked for than are wanted, and no more given', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(170), habits, fc.integer({ min: 1, max: 120 }), async (count, how, most) => {
			fc.pre(!leadsNowhere(how));
			const source = platform(count, how);
			expect((await readAll(most, source)).rows).toEqual(upTo(Math.min(count, most)));
			const page = Math.min(50, how.largestPage);
			for (const { limit, given } of source.asked)
				expect(limit).toBeLessThanOrEqual(Math.min(50, most - given));
			// One request more at the end, and one or two for each page whose first way on leads nowhere.
			const pages = Math.ceil(Math.min(count, most) / page) + 1;
			expect(source.asked.length).toBeLessThanOrEqual(how.cursor === 'position' ? 3 * pages : 2 * pages);
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
			const fetchPage = async () => {
				if (++reads > 500) throw new Error('no end');
				return envelope(pages[reads % pages.length]);
			};
			const rows = await readPages({
				limit: Infinity,
				maxPageSize: 50,
				fetchPage,
				onIncomplete: () => undefined,
			});
			const keys = rows.map((each) =>
				/^\d+$/.test(String(each.id)) ? String(each.id) : JSON.stringify(each),
			);
			expect(new Set(keys).size).toBe(keys.length);
		}),
		{ numRuns: 500 },
	);
});
