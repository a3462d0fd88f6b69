import type { IDataObject } from 'n8n-workflow';

import type { Settings } from '../../../sandbox';
import { hostile, LONGLONGLONG } from '../../../sandbox';
import { answersIn, attention, matching, ok, unknown } from '../checkAnswers';
import { useSandbox } from '../import/importing';
import type * as ShortSleep from '../import/shortSleep';
import { listen } from '../probe';
import type { Setup } from './panel';
import { pairs, run, wires } from './panel';

jest.mock('n8n-workflow', () => jest.requireActual<typeof ShortSleep>('../import/shortSleep').n8nWorkflow());

const sandbox = useSandbox();

const TOKEN = 'Is the token accepted, and when does it expire?';
const CLOCK = 'Do the clocks of this n8n and of the platform agree?';
const ACCOUNT = 'Is the account known, and how many sub-accounts does it have?';
const ERROR = 'Which HTTP status and envelope come with an error?';
const VALUE_FILTER = 'Where is a filter with one value (phone) applied?';
const LIST_FILTER = 'Where is a filter with a list (created_at) applied?';
const PAGE_SIZE = 'How many rows does the largest page of a list have?';
const CLASSIC = 'Which classic tasks are there, and which take numbers now?';
const NEW = 'Which 2.0 tasks are there, and which take numbers now?';
const BLACKLIST = 'Is an address for callbacks on the blacklist?';
const ALL = [TOKEN, CLOCK, ACCOUNT, ERROR, VALUE_FILTER, LIST_FILTER, PAGE_SIZE, CLASSIC, NEW, BLACKLIST];

/** In a year, by the platform's clock. */
const year = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000).toLocaleDateString('sv-SE', {
	timeZone: 'Asia/Shanghai',
});
const EVERYWHERE = 'In the query string: applied. In a JSON body: applied. In both: applied.';

/** Checks the account, and gives the answers by their questions. Nothing that is anybody's may be in them. */
async function check(setup: Setup = {}): Promise<Record<string, IDataObject>> {
	const { json, executionStatus } = await run(sandbox.current, 'account: check', {}, setup);
	expect(executionStatus).toBe('success');
	return answersIn(json, ALL, sandbox.current);
}

describe('a usual account', () => {
	beforeEach(() => sandbox.current.seed({ customers: 120, numbers: 3 }));

	it('has an answer to each question', async () => {
		expect(await check()).toEqual({
			[TOKEN]: ok(`The token is accepted. It expires on ${year}, in 365 days.`),
			[CLOCK]: ok('The two clocks differ by less than half a minute.'),
			[ACCOUNT]: ok('The account is known. It has 2 sub-accounts.'),
			[ERROR]: ok(
				'HTTP status 200, code 422 (a number), status error, message an object, data an empty list.',
			),
			[VALUE_FILTER]: ok(EVERYWHERE),
			[LIST_FILTER]: ok(EVERYWHERE),
			[PAGE_SIZE]: ok('120 rows came when 1000 were asked for; the public pool has no more.'),
			[CLASSIC]: ok('1 task: 1 paused. 1 of them can take numbers now.'),
			[NEW]: ok('3 tasks: 1 paused, 1 running, 1 inbound. 1 of them can take numbers now.'),
			[BLACKLIST]: ok('The blacklist is empty.'),
		});
	});

	it('is only read: each call is a GET, and nothing has changed', async () => {
		const { changes } = sandbox.current.longlonglong;
		await check();
		expect(sandbox.current.requests.all().filter(({ method }) => method !== 'GET')).toEqual([]);
		expect(
			wires(sandbox.current).filter(
				(wire) => wire.includes('customer_to_task') || wire.includes('task_stop'),
			),
		).toEqual([]);
		expect(sandbox.current.longlonglong.changes).toBe(changes);
		expect(sandbox.current.longlonglong.storings).toEqual([]);
	});

	it('is checked once, however many items name it', async () => {
		const items = [{ id: '' }, { id: LONGLONGLONG.userId }, { id: 'another' }, { id: '' }];
		const { outputs } = await run(
			sandbox.current,
			'account: check',
			{ userId: '={{ $json.id }}' },
			{ items },
		);
		expect(pairs(outputs[0])).toEqual([...ALL.map(() => 0), ...ALL.map(() => 2)]);
	});
});

interface Case {
	name: string;
	settings: Partial<Settings>;
	answers: Record<string, unknown>;
}

const USE_QUERY = 'Options → Send Filters In → Query String';
const CASES: Case[] = [
	{
		name: 'filters are read in the query alone',
		settings: { filtersFrom: 'query' },
		answers: {
			[VALUE_FILTER]: ok('In the query string: applied. In a JSON body: no effect. In both: applied.'),
			[LIST_FILTER]: ok('In the query string: applied. In a JSON body: no effect. In both: applied.'),
		},
	},
	{
		name: 'filters are read in the body alone',
		settings: { filtersFrom: 'body' },
		answers: {
			[VALUE_FILTER]: ok('In the query string: no effect. In a JSON body: applied. In both: applied.'),
			[LIST_FILTER]: ok('In the query string: no effect. In a JSON body: applied. In both: applied.'),
		},
	},
	{
		name: 'filters are read nowhere',
		settings: { filtersFrom: 'none' },
		answers: {
			[VALUE_FILTER]: attention(
				'In the query string: no effect. In a JSON body: no effect. In both: no effect.',
				matching(/Use no filters/),
			),
			[LIST_FILTER]: attention(matching(/In both: no effect/), matching(/Use no filters/)),
		},
	},
	{
		name: 'a GET with a body is refused',
		settings: { getBody: 'refused' },
		answers: {
			[VALUE_FILTER]: attention(
				'In the query string: applied. In a JSON body: refused. In both: refused.',
				USE_QUERY,
			),
			[LIST_FILTER]: attention(
				'In the query string: applied. In a JSON body: refused. In both: refused.',
				USE_QUERY,
			),
		},
	},
	{
		name: 'pages have 15 rows, although the reply repeats what was asked for',
		settings: { maxPerPage: 15, pageMeta: 'asked', errorStatus: 'matching' },
		answers: {
			[PAGE_SIZE]: attention(
				'15 rows came when 1000 were asked for, of 120. The reply calls page 1 the last one, which it is not.',
				'Options → Page Size: 15',
			),
			[ERROR]: ok(
				'HTTP status 422, code 422 (a number), status error, message an object, data an empty list.',
			),
		},
	},
	{
		name: 'pages have 100 rows',
		settings: { maxPerPage: 100, validationCode: 400, tokenEnd: 'seconds' },
		answers: {
			[PAGE_SIZE]: ok('100 rows came when 1000 were asked for, of 120.'),
			[ERROR]: ok(
				'HTTP status 200, code 400 (a number), status error, message an object, data an empty list.',
			),
			[TOKEN]: ok(`The token is accepted. It expires on ${year}, in 365 days.`),
		},
	},
	{
		name: 'nothing counts rows, phones are masked, and the token has no end',
		settings: { listTotals: false, maskPhonesInLists: true, tokenEnd: 'none' },
		answers: {
			[PAGE_SIZE]: unknown(
				'120 rows came when 1000 were asked for; the reply does not say how many there are.',
			),
			[VALUE_FILTER]: ok(EVERYWHERE),
			[TOKEN]: ok('The token is accepted. The reply does not say when it expires (no field).'),
			[ACCOUNT]: ok('The account is known. It has 2 sub-accounts.'),
		},
	},
	{
		name: 'the token expires soon, and the clock is wrong',
		settings: { tokenDays: 10, clockOffsetMs: 5 * 60_000 },
		answers: {
			[TOKEN]: attention(matching(/in 10 days\.$/), matching(/'Access Token'.*代理端/)),
			[CLOCK]: attention("The clock of this n8n is 300 s behind the platform's.", matching(/Set the clock/)),
		},
	},
	{
		name: 'the token has ended, and the clock is wrong the other way',
		settings: { tokenDays: -3, clockOffsetMs: -90_000 },
		answers: {
			[TOKEN]: attention(matching(/although it expired on/), matching(/'Access Token'/)),
			[CLOCK]: attention("The clock of this n8n is 90 s ahead of the platform's.", matching(/Set the clock/)),
		},
	},
];

describe.each(CASES)('where $name', ({ settings, answers }) => {
	it('says so, and answers everything else as well', async () => {
		Object.assign(sandbox.current.settings, settings);
		sandbox.current.seed({ customers: 120 });
		const found = await check();
		for (const [question, answer] of Object.entries(answers))
			expect([question, found[question]]).toEqual([question, answer]);
		expect(found[NEW]).toMatchObject({ answer: 'ok' });
	});
});

describe('tasks and callbacks', () => {
	it('are counted by state when many', async () => {
		sandbox.current.seed({ tasks: 130 });
		const found = await check();
		expect(found[NEW]?.detail).toMatch(
			/^\d+ tasks: \d+ paused, \d+ running, \d+ waiting, 1 inbound\. \d+ of them can take numbers now\.$/,
		);
		expect(found[CLASSIC]?.detail).toMatch(/paused.*running.*waiting/);
	});

	it('ask for a pause when no 2.0 task takes numbers', async () => {
		for (const task of sandbox.current.longlonglong.tasks.values()) task.state = 'running';
		expect((await check())[NEW]).toEqual(
			attention('3 tasks: 2 running, 1 inbound. 0 of them can take numbers now.', matching(/Task → Pause/)),
		);
	});

	it('are none in a new account, which is fine', async () => {
		sandbox.current.longlonglong.tasks.clear();
		const found = await check();
		expect([found[CLASSIC], found[NEW]]).toEqual([ok('There are none.'), ok('There are none.')]);
		expect(found[VALUE_FILTER]).toEqual(unknown(matching(/no two customers/)));
		expect(found[LIST_FILTER]).toEqual(unknown(matching(/no customer with a creation time/)));
		expect(found[PAGE_SIZE]).toEqual(unknown(matching(/^0 rows came/)));
	});

	it('say how many addresses are blocked, and not which', async () => {
		const now = Date.now();
		const entry = (id: number, releaseAt: number) => ({
			id,
			url: `https://n8n.example.com/webhook/${id}?secret=hidden-word`,
			blackoutAt: now - 60_000,
			releaseAt,
		});
		sandbox.current.longlonglong.blacklist.push(entry(1, now + 60_000), entry(2, now - 1_000));
		expect((await check())[BLACKLIST]).toEqual(
			attention(
				'The blacklist has 2 entries, 1 of them in force: no callback comes to these addresses.',
				matching(/Longlonglong Trigger/),
			),
		);
	});
});

describe('when the platform refuses', () => {
	it.each(['always200', 'matching'] as const)(
		'the token, each question says so (%s)',
		async (errorStatus) => {
			sandbox.current.settings.errorStatus = errorStatus;
			const found = await check({ credential: { accessToken: 'a-wrong-token' } });
			const status = errorStatus === 'matching' ? 401 : 200;
			for (const question of ALL.filter((each) => each !== CLOCK && each !== ERROR)) {
				expect(found[question]).toMatchObject({
					answer: 'attention',
					detail: `The call was answered with code 401, HTTP status ${status}.`,
				});
			}
			expect(found[TOKEN]?.setting).toMatch(/'Access Token'/);
			expect(found[CLOCK]).toMatchObject({ answer: 'ok' });
			expect(found[ERROR]?.detail).toContain(`HTTP status ${status}, code 401`);
		},
	);

	it('the account, what needs none is answered', async () => {
		const found = await check({ credential: { userId: 'nobody' } });
		expect(found[ACCOUNT]).toEqual(attention(matching(/code 404/), matching(/'User ID'/)));
		expect([found[TOKEN]?.answer, found[BLACKLIST]?.answer]).toEqual(['ok', 'ok']);
	});

	it.each(['', '..'])('there is no account ("%s"), what needs none is answered', async (userId) => {
		const found = await check({ credential: { userId } });
		expect([found[TOKEN]?.answer, found[CLOCK]?.answer, found[BLACKLIST]?.answer]).toEqual([
			'ok',
			'ok',
			'ok',
		]);
		expect(found[ACCOUNT]).toEqual(attention('No account is named.', matching(/'User ID'/)));
	});

	it('one list, the others are read', async () => {
		sandbox.current.seed({ customers: 30 });
		sandbox.current.faults.add({
			kind: 'answer',
			path: '/subset_users',
			times: Infinity,
			...hostile.json({ code: 403, status: 'error', message: 'Forbidden' }),
		});
		const found = await check();
		expect(found[ACCOUNT]).toEqual(attention(matching(/code 403/), matching(/'User ID'/)));
		expect(found[VALUE_FILTER]).toEqual(ok(EVERYWHERE));
	});
});

describe('what the platform says itself is not in the items', () => {
	it('neither its words, nor codes and names that are no codes and names', async () => {
		sandbox.current.seed({ customers: 30, numbers: 5 });
		const [customer] = sandbox.current.longlonglong.customers.values();
		const { phone = '', name = '' } = customer ?? {};
		const words = `${name} ${phone} ${LONGLONGLONG.token} ${sandbox.current.url}`;
		const answers: Array<[path: string, body: unknown]> = [
			['/token', { code: 200, status: 'success', data: { [phone]: words, [name]: words, note: words } }],
			['/subset_users', { code: 12345678, status: words, message: words }],
			['/callback_blacklist', { code: 7, status: words, message: { [phone]: [words] } }],
			['/get_customer', { code: words, status: words, message: words }],
			[
				'/new/',
				{ code: 200, data: [{ enable: words, start_str: words, name: words }], meta: { total: words } },
			],
		];
		for (const [path, body] of answers) {
			sandbox.current.faults.add({ kind: 'answer', path, times: Infinity, ...hostile.json(body) });
		}
		const found = await check();
		expect(found[TOKEN]).toEqual(ok('The token is accepted. The reply does not say when it expires (note).'));
		expect(found[NEW]?.detail).toContain('in an unknown state');
	});

	it.each([
		['a page of HTML', hostile.html(200)],
		['a page of an error', hostile.html(404)],
		['nothing at all', hostile.empty()],
		['JSON that is no envelope', hostile.json([1, 2])],
		['a deep answer', hostile.deepJson(5_000)],
	])('nor anything of %s', async (_what, answer) => {
		sandbox.current.faults.add({ kind: 'answer', times: Infinity, ...answer });
		const found = await check();
		expect(found[ACCOUNT]?.answer).not.toBe('ok');
	});
});

it('says so in each item, after one try, when nothing answers at all', async () => {
	const gone = await listen(() => undefined);
	await gone.close();
	const { json } = await run({ url: gone.url }, 'account: check');
	expect(json).toHaveLength(ALL.length);
	for (const item of json) {
		expect(item).toMatchObject({
			answer: 'unknown',
			detail: 'Longlonglong could not be reached: nothing answers at that address and port.',
			setting: matching(/'Base URL'/),
		});
	}
	expect(JSON.stringify(json)).not.toContain(new URL(gone.url).host);
});
