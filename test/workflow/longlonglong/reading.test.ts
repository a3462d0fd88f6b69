import type { IDataObject } from 'n8n-workflow';

import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import type * as ShortSleep from '../import/shortSleep';
import { listen } from '../probe';
import { byId, run, wires } from './panel';

jest.mock('n8n-workflow', () => jest.requireActual<typeof ShortSleep>('../import/shortSleep').n8nWorkflow());

const sandbox = useSandbox();
const taskId = byId(LONGLONGLONG.tasks.classicPaused);

describe('how many rows are asked for', () => {
	const queries = () => sandbox.current.requests.all().map(({ query }) => query);

	it.each([
		[{ limit: 20 }, ['page=1&per_page=20'], 20],
		[{ limit: 20, options: { pageSize: 15 } }, ['page=1&per_page=10', 'page=2&per_page=10'], 20],
		[{ limit: 100 }, ['page=1&per_page=100'], 100],
		[{ limit: 101 }, ['page=1&per_page=51', 'page=2&per_page=51'], 101],
		[{ returnAll: true }, ['page=1&per_page=100', 'page=2&per_page=100', 'page=3&per_page=100'], 210],
		[{ limit: 1000 }, ['page=1&per_page=100', 'page=2&per_page=100', 'page=3&per_page=100'], 210],
	])('%j', async (parameters, expected, count) => {
		sandbox.current.seed({ customers: 210 });
		const { json } = await run(sandbox.current, 'customer: getMany', parameters);
		expect(queries()).toEqual(expected);
		expect(json).toHaveLength(count);
	});

	it('is two pages for 20 rows when the platform gives no more than 15 a page', async () => {
		sandbox.current.seed({ customers: 210 });
		sandbox.current.settings.maxPerPage = 15;
		const { json } = await run(sandbox.current, 'customer: getMany', { limit: 20 });
		expect(queries()).toEqual(['page=1&per_page=20', 'page=2&per_page=20']);
		expect(new Set(json.map(({ id }) => id)).size).toBe(20);
	});

	it.each([0, -1, 2.5, 'many'])('cannot be %j', async (limit) => {
		const { error } = await run(sandbox.current, 'customer: getMany', {
			limit: `={{ ${JSON.stringify(limit)} }}`,
		});
		expect(error?.message).toBe(`'Limit' must be a whole number of 1 or more, not ${JSON.stringify(limit)}`);
		const options = { pageSize: `={{ ${JSON.stringify(limit)} }}` };
		const other = await run(sandbox.current, 'customer: getMany', { options });
		expect(other.error?.message).toBe(
			`'Page Size' must be a whole number of 1 or more, not ${JSON.stringify(limit)}`,
		);
	});
});

describe('odd pages', () => {
	/** Rows with ids, or without when the test says so. */
	const rows = (...ids: number[]) => ids.map((id) => ({ id }));

	/** Reads a list whose pages a test makes up, and tells how many were asked for. */
	async function read(
		pageNamed: (page: number) => IDataObject,
		parameters: IDataObject = { returnAll: true },
	) {
		const server = await listen(({ url }, response) => {
			const page = Number(new URL(url, 'http://x').searchParams.get('page'));
			response.end(JSON.stringify({ code: 200, status: 'success', ...pageNamed(page) }));
		});
		const result = await run(server, 'number: getMany', { taskId, simplify: false, ...parameters });
		await server.close();
		return { ...result, pages: server.requests.length };
	}

	const meta = (last_page: unknown) => ({ last_page, per_page: '2', total: 6 }) as IDataObject;

	it('end when the platform gives the first page again and again', async () => {
		const { json, pages, hints } = await read(() => ({ data: rows(1, 2), meta: meta(1000) }));
		expect(json).toEqual(rows(1, 2));
		expect(pages).toBe(4);
		expect(hints).toMatchObject([
			{
				type: 'warning',
				message: 'The list was read up to page 4 of 1000: the last pages had no new rows.',
			},
		]);
	});

	it('end likewise when its rows have no ids', async () => {
		const { json, pages } = await read(() => ({ data: [{ phone: '1' }, { phone: '1' }], meta: meta(1000) }));
		expect(json).toHaveLength(2);
		expect(pages).toBe(4);
	});

	it('may be empty in the middle, or repeat once', async () => {
		const data = [[], rows(1, 2), [], rows(1, 2), rows(3, 4)];
		const { json, pages, hints } = await read((page) => ({
			data: data[page],
			meta: { ...meta('4'), total: '4' },
		}));
		expect(json).toEqual(rows(1, 2, 3, 4));
		expect(pages).toBe(4);
		expect(hints).toEqual([]);
	});

	it('may shift while they are read: a row that moves to the next page comes once', async () => {
		const data = [[], rows(1, 2), rows(2, 3), rows(3, 4)];
		const { json } = await read((page) => ({ data: data[page], meta: meta(3) }));
		expect(json).toEqual(rows(1, 2, 3, 4));
	});

	it('may become more while they are read', async () => {
		const { json, pages } = await read((page) => ({
			data: page <= 5 ? rows(page) : [],
			meta: meta(Math.min(page + 1, 5)),
		}));
		expect(json).toEqual(rows(1, 2, 3, 4, 5));
		expect(pages).toBe(5);
	});

	it('end when the last page runs ahead of empty pages', async () => {
		const { json, pages } = await read((page) => ({
			data: page < 3 ? rows(page) : [],
			meta: meta(page + 1),
		}));
		expect(json).toEqual(rows(1, 2));
		expect(pages).toBe(5);
	});

	it('end at the first one without news where nothing says which is the last', async () => {
		const { json, pages } = await read((page) => ({ data: page < 3 ? rows(page) : [] }));
		expect(json).toEqual(rows(1, 2));
		expect(pages).toBe(3);
	});

	it('end with a warning where the platform gives one page for all of them, and names no last one', async () => {
		const page = rows(...Array.from({ length: 100 }, (_, index) => index + 1));
		const { json, pages, hints } = await read(() => ({ data: page }));
		expect([json.length, pages]).toEqual([100, 2]);
		expect(hints).toMatchObject([
			{
				type: 'warning',
				message:
					'Rows may be missing after the 100 that were read: page 2 only repeats earlier rows, and the reply names no last page.',
			},
		]);
	});

	it('go on behind a full last page while the platform counts more rows than came', async () => {
		const data = [[], rows(1, 2), rows(3, 4), rows(5)];
		const size = { last_page: 1, total: 5 };
		const parameters = { returnAll: true, options: { pageSize: 2 } };
		const { json, hints } = await read((page) => ({ data: data[page] ?? [], meta: size }), parameters);
		expect([json, hints]).toEqual([rows(1, 2, 3, 4, 5), []]);
	});

	it('say so when they end before the number of rows that the platform counts', async () => {
		const { json, hints } = await read(() => ({ data: rows(1, 2), meta: { last_page: 1, total: 6 } }));
		expect(json).toEqual(rows(1, 2));
		expect(hints[0]?.message).toBe(
			'The platform counts 6 rows, but only 2 could be read: its pages ended earlier.',
		);
		const limited = await read(() => ({ data: rows(1, 2), meta: { last_page: 1, total: 6 } }), { limit: 2 });
		expect(limited.hints).toEqual([]);
	});

	it('may stand below data, with the number of the last page beside them', async () => {
		const { json, pages } = await read((page) => ({
			data: { current_page: page, data: rows(page), last_page: 3, total: 3 },
		}));
		expect(json).toEqual(rows(1, 2, 3));
		expect(pages).toBe(3);
	});

	it('may be larger than asked for', async () => {
		const { json, pages } = await read(() => ({ data: rows(1, 2, 3, 4), meta: meta(9) }), { limit: 3 });
		expect(json).toEqual(rows(1, 2, 3));
		expect(pages).toBe(1);
	});

	it('keep rows of one page that share an id', async () => {
		const data = [
			{ id: 1, part: 'a' },
			{ id: 1, part: 'b' },
		];
		expect((await read(() => ({ data, meta: meta(1) }))).json).toEqual(data);
	});

	it('may have no list at all', async () => {
		expect((await read(() => ({ data: null }))).json).toEqual([]);
		expect((await read(() => ({ data: { total: 3 } }))).json).toEqual([{ total: 3 }]);
		expect((await read(() => ({ data: ['13012121212'], meta: meta(1) }))).json).toEqual([
			{ value: '13012121212' },
		]);
	});
});

describe('a list whose platform is out of sorts', () => {
	const get = async () => await run(sandbox.current, 'customer: getMany', { limit: 1 });
	beforeEach(() => sandbox.current.seed({ customers: 1 }));

	it.each(['tooMany', 'unavailable', 'errorBefore', 'cutBefore', 'cutAfter'] as const)(
		'is read again after %s',
		async (kind) => {
			sandbox.current.faults.add({ kind, times: 2 });
			expect((await get()).json).toHaveLength(1);
			expect(sandbox.current.requests.count).toBe(3);
		},
	);

	it('is given up after the third time', async () => {
		sandbox.current.faults.add({ kind: 'unavailable', times: Infinity });
		expect((await get()).error).toMatchObject({ httpCode: '503' });
		expect(sandbox.current.requests.count).toBe(3);
	});

	it('is not read again when the token is wrong', async () => {
		const { error } = await run(
			sandbox.current,
			'customer: getMany',
			{},
			{ credential: { accessToken: 'old-token' } },
		);
		expect(error).toMatchObject({ message: 'Unauthorized' });
		expect(JSON.stringify(error)).not.toContain('old-token');
		expect(wires(sandbox.current)).toHaveLength(1);
	});
});
