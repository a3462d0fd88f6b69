import type { IDataObject } from 'n8n-workflow';

import type { Settings } from '../../../sandbox';
import { hostile } from '../../../sandbox';
import type { Run } from './stage';
import { bodyText, expectedSign, jsonOf, runNxlink, useSandbox } from './stage';

const PATH = '/customers/query';
/** The first id that the sandbox gives; JSON.parse cannot tell it from its neighbours. */
const FIRST_ID = 1214631327620775936n;
const id = (index: number) => String(FIRST_ID + BigInt(index));
const OWNER = '"tenant_id":123,"app_key":"46oKF=os"';

const sandbox = useSandbox();

const getMany = async (parameters: IDataObject = {}, run: Run = {}) =>
	await runNxlink(sandbox(), {
		...run,
		parameters: { resource: 'customer', operation: 'getMany', ...parameters },
	});
const bodies = () => sandbox().requests.all(PATH).map(bodyText);
const idsOf = (rows: IDataObject[]) => rows.map((row) => row.id);
const range = (count: number) => Array.from({ length: count }, (_, index) => id(index));
const answer = (data: unknown, more: IDataObject = {}) => ({
	kind: 'answer' as const,
	path: PATH,
	...hostile.json({ code: 0, message: null, data, ...more }),
});

describe('the request', () => {
	it('is a signed POST with the tenant, the key and the limit, and nothing that was not asked for', async () => {
		sandbox().seed({ nxlinkCustomers: 3 });
		const { executionStatus } = await getMany();
		expect(executionStatus).toBe('success');
		const [request] = sandbox().requests.all(PATH);
		expect(request).toMatchObject({ method: 'POST', url: '/saas/cdp/openapi/customers/query', status: 200 });
		expect(bodyText(request)).toBe(`{${OWNER},"limit":50}`);
		expect(request?.headers).toMatchObject({
			'content-type': 'application/json',
			biztype: '2',
			action: 'mt',
			sign: expectedSign(request!),
		});
	});

	it('carries every documented filter, in the spelling of the documents', async () => {
		const filters = {
			startTime: '2024-05-07T00:00:00',
			endTime: '2024-06-30T23:59:59.000+08:00',
			sourceType: 6,
			name: '小明',
			tagsLogic: 'and',
			sourceChannelKey: 'key-1',
			smsPhone: ' 8618163725558 ',
			whatsAppPhone: '8618163725559',
			email: 'a@example.com',
			viberPhone: '8618163725557',
			tags: { tag: [{ id: '9007199254740993', name: '新客' }, { name: '"老"客' }] },
			historicalTags: { tag: [{ id: 2, name: '' }] },
		};
		await getMany({ filters });
		expect(bodies()).toEqual([
			`{${OWNER},"start_time":"2024-05-07 00:00:00","end_time":"2024-06-30 23:59:59","source_type":6,"name":"小明",` +
				'"tags_logic_type":"and","source_channel_key":"key-1","sms_phone":"8618163725558","whatsApp_phone":"8618163725559",' +
				'"email":"a@example.com","viber_phone":"8618163725557",' +
				'"tags":[{"id":9007199254740993,"tag_name":"新客"},{"tag_name":"\\"老\\"客"}],"his_tags":[{"id":2}],"limit":50}',
		]);
	});

	it('sends tags by their ids alone where an older installation wants them so', async () => {
		await getMany({ filters: { tagsAs: 'ids', tags: { tag: [{ id: '1', name: 'x' }, { id: '2' }] } } });
		expect(bodies()).toEqual([`{${OWNER},"tags":[1,2],"limit":50}`]);
	});

	it('leaves out filters that are empty, and says so once', async () => {
		const filters = { email: '={{ $json.mail }}', startTime: '', name: '  ', tags: {} };
		const { hints } = await getMany({ filters }, { items: [{}, {}, { mail: 'a@example.com' }] });
		expect(bodies()).toEqual([
			`{${OWNER},"limit":50}`,
			`{${OWNER},"limit":50}`,
			`{${OWNER},"email":"a@example.com","limit":50}`,
		]);
		expect(hints.map(({ message }) => message)).toEqual(
			['Start Time', 'First Name', 'Email', 'Tags'].map(
				(label) =>
					`'${label}' under 'Filters' is empty for at least one item. It was left out, so the list also has rows that do not match it.`,
			),
		);
	});

	it.each([
		[{}, '2024-05-07 08:00:00'],
		[{ platformTimezone: 'America/Bogota' }, '2024-05-06 19:00:00'],
		[{ region: 'custom', platformTimezone: '' }, '2024-05-07 08:00:00'],
	])(
		"sends a moment as NXLink's clock shows it, and other times as they are: %j",
		async (credential, shown) => {
			const filters = { startTime: '2024-05-07T00:00:00Z', endTime: '2024-05-08 01:02:03' };
			await getMany({ filters }, { credential });
			const moment = { ...filters, startTime: '={{ DateTime.fromISO("2024-05-07T00:00:00Z") }}' };
			await getMany({ filters: moment }, { credential });
			const body = `{${OWNER},"start_time":"${shown}","end_time":"2024-05-08 01:02:03","limit":50}`;
			expect(bodies()).toEqual([body, body]);
		},
	);

	it('finds what a filter asks for, by expressions of each item', async () => {
		sandbox().seed({ nxlinkCustomers: 20 });
		const items = [
			{ mail: 'customer3@example.com' },
			{ mail: 'nobody@example.com' },
			{ mail: 'customer7@example.com' },
		];
		const { outputs } = await getMany({ filters: { email: '={{ $json.mail }}' } }, { items });
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[id(3), { item: 0 }],
			[id(7), { item: 2 }],
		]);
	});
});

describe('paging', () => {
	it.each(['after', 'next', 'rowId'] as const)(
		'reads all customers once with the cursor in %s',
		async (cursor) => {
			sandbox().settings.cursor = cursor;
			sandbox().seed({ nxlinkCustomers: 120 });
			const { outputs } = await getMany({ returnAll: true });
			expect(idsOf(jsonOf(outputs[0]))).toEqual(range(120));
			expect(outputs[0]?.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
			const cursors = cursor === 'rowId' ? [49, 99, 119] : [49, 99];
			expect(bodies()).toEqual([
				`{${OWNER},"limit":50}`,
				...cursors.map((last) => `{${OWNER},"after":${id(last)},"limit":50}`),
			]);
		},
	);

	it.each([
		['a text instead of a Long', { cursorKind: 'text' }],
		['a text, in paging.next', { cursorKind: 'text', cursor: 'next' }],
		['a cursor under an unknown name, which counts customers', { cursor: 'position' }],
		['a text under an unknown name', { cursor: 'position', cursorKind: 'text' }],
		['a list under another name', { customersUnder: 'customerVOList' }],
		['the list as data, and the cursor beside it', { customersUnder: 'data', cursor: 'next' }],
		['pages of 20, whatever is asked', { maxCustomersPerPage: 20 }],
		['pages of 20, and no cursor but the ids', { maxCustomersPerPage: 20, cursor: 'rowId' }],
	] as Array<[string, Partial<Settings>]>)('reads all customers once with %s', async (_, settings) => {
		Object.assign(sandbox().settings, settings);
		sandbox().seed({ nxlinkCustomers: 120 });
		const { outputs, executionStatus } = await getMany({ returnAll: true });
		expect(executionStatus).toBe('success');
		expect(idsOf(jsonOf(outputs[0]))).toEqual(range(120));
	});

	it('says nothing where the cursor is a documented one, and asks to compare where it was guessed', async () => {
		sandbox().seed({ nxlinkCustomers: 100 });
		expect((await getMany({ returnAll: true })).hints).toEqual([]);
		sandbox().settings.cursor = 'position';
		expect((await getMany({ returnAll: true })).hints).toEqual([
			{
				type: 'warning',
				location: 'outputPane',
				message:
					"The cursor of the next page is not documented: 'position' of the reply was used. Compare the 100 rows with what the platform shows.",
			},
		]);
		sandbox().settings.namesTotal = true;
		expect((await getMany({ returnAll: true })).hints).toEqual([]);
	});

	describe('where no way leads to the next page', () => {
		beforeEach(() => {
			sandbox().settings.cursor = 'none';
			sandbox().seed({ nxlinkCustomers: 120 });
		});
		const warning = (message: string) => [expect.objectContaining({ type: 'warning', message }) as unknown];

		it.each([{ returnAll: true }, { limit: 70 }])(
			'says that rows may be missing (%j)',
			async (parameters) => {
				const { outputs, hints } = await getMany(parameters);
				expect(outputs[0]).toHaveLength(50);
				expect(hints).toEqual(
					warning(
						'Rows may be missing after the 50 that were read: the reply has no cursor that leads to the next page.',
					),
				);
			},
		);

		it('says how many the platform counts, when it does', async () => {
			sandbox().settings.namesTotal = true;
			const { hints } = await getMany({ returnAll: true });
			expect(hints).toEqual(
				warning(
					'The platform counts 120 rows, but only 50 could be read: its replies have no cursor for the others.',
				),
			);
		});

		it('says it once for many items, and not at all for a limit that was reached', async () => {
			const items = Array.from({ length: 4 }, () => ({}));
			expect((await getMany({ returnAll: true }, { items })).hints).toHaveLength(1);
			expect((await getMany({ limit: 50 })).hints).toEqual([]);
		});
	});

	it('says what the reply has when its list cannot be told', async () => {
		sandbox().faults.add(answer({ people: [{ id: 1 }], groups: [{ id: 2 }], total: 3 }));
		const { outputs, hints } = await getMany({ returnAll: true });
		expect(outputs[0]).toEqual([]);
		expect(hints[0]?.message).toBe(
			'The reply has no list that this node could tell to be the rows; it has: people, groups, total.',
		);
	});

	it('ends with the platform’s no when a documented cursor is refused, and not when a guess is', async () => {
		const list = Array.from({ length: 50 }, (_, index) => ({ id: index + 1 }));
		const refusal = {
			kind: 'answer' as const,
			path: PATH,
			...hostile.json({ code: 1002, message: 'after' }),
		};
		sandbox().faults.add(answer({ list, paging: { after: 50 } }));
		sandbox().faults.add(refusal);
		expect((await getMany({ returnAll: true })).error?.message).toBe('after');
		sandbox().faults.add(answer({ list, paging: { after: 'c-50' } }));
		sandbox().faults.add({ ...refusal, times: 2 });
		const { outputs, hints } = await getMany({ returnAll: true });
		expect([outputs[0]?.length, hints.length]).toEqual([50, 1]);
	});

	it('never asks for more than the limit needs', async () => {
		sandbox().seed({ nxlinkCustomers: 200 });
		expect(idsOf(jsonOf((await getMany({ limit: 20 })).outputs[0]))).toEqual(range(20));
		expect(idsOf(jsonOf((await getMany({ limit: 70 })).outputs[0]))).toEqual(range(70));
		expect(idsOf(jsonOf((await getMany({ limit: 50 })).outputs[0]))).toEqual(range(50));
		expect(bodies()).toEqual([
			`{${OWNER},"limit":20}`,
			`{${OWNER},"limit":50}`,
			`{${OWNER},"after":${id(49)},"limit":20}`,
			`{${OWNER},"limit":50}`,
		]);
	});

	it('gives no more than the limit when the platform answers with more', async () => {
		sandbox().faults.add(answer({ list: [{ id: 1 }, { id: 2 }, { id: 3 }] }));
		expect(idsOf(jsonOf((await getMany({ limit: 2 })).outputs[0]))).toEqual([1, 2]);
	});

	it('gives nothing for a tenant without customers', async () => {
		const { outputs, executionStatus } = await getMany({ returnAll: true });
		expect([outputs[0], executionStatus]).toEqual([[], 'success']);
		expect(bodies()).toHaveLength(1);
	});

	it('stops on a page that repeats, and gives nobody twice', async () => {
		sandbox().faults.add({
			...answer({ list: [{ id: 1 }, { id: 2 }], paging: { after: 2 } }),
			times: Infinity,
		});
		expect(idsOf(jsonOf((await getMany({ returnAll: true })).outputs[0]))).toEqual([1, 2]);
		expect(bodies()).toHaveLength(2);
	});

	it('gives nobody twice when pages overlap, or a page names someone twice', async () => {
		sandbox().faults.add(answer({ list: [{ id: 1 }, { id: 2 }, { id: 2 }], paging: { after: 2 } }));
		sandbox().faults.add(answer({ list: [{ id: 2 }, { id: 3 }], paging: { after: null } }));
		expect(idsOf(jsonOf((await getMany({ returnAll: true })).outputs[0]))).toEqual([1, 2, 3]);
	});

	it('goes on behind an empty page that names another cursor, but not for ever', async () => {
		sandbox().faults.add(answer({ list: [{ id: 1 }], paging: { after: 10 } }));
		sandbox().faults.add(answer({ list: [], paging: { after: 20 } }));
		sandbox().faults.add(answer({ list: [{ id: 2 }], paging: { after: null } }));
		expect(idsOf(jsonOf((await getMany({ returnAll: true })).outputs[0]))).toEqual([1, 2]);
		for (let after = 1; after < 10; after++) sandbox().faults.add(answer({ list: [], paging: { after } }));
		sandbox().requests.clear();
		expect(jsonOf((await getMany({ returnAll: true })).outputs[0])).toEqual([]);
		expect(bodies().length).toBeLessThan(9);
	});

	it('does not believe an empty cursor on a full page: it asks behind the last customer', async () => {
		const list = Array.from({ length: 50 }, (_, index) => ({ id: index + 1 }));
		sandbox().faults.add(answer({ list, paging: { after: null } }));
		sandbox().faults.add(answer({ list: [{ id: 51 }], paging: { after: null } }));
		expect(jsonOf((await getMany({ returnAll: true })).outputs[0])).toHaveLength(51);
		expect(bodies()[1]).toBe(`{${OWNER},"after":50,"limit":50}`);
	});

	it('believes a reply that says that there are no more', async () => {
		const list = Array.from({ length: 50 }, (_, index) => ({ id: index + 1 }));
		sandbox().faults.add(answer({ list, paging: { after: 50, has_more: false } }));
		expect(jsonOf((await getMany({ returnAll: true })).outputs[0])).toHaveLength(50);
		expect(bodies()).toHaveLength(1);
	});

	it('does not go round in circles with a cursor that only repeats what was sent', async () => {
		const page = (first: number, count: number) =>
			Array.from({ length: count }, (_, index) => ({ id: first + index }));
		sandbox().faults.add(answer({ list: page(1, 50), paging: { after: null } }));
		sandbox().faults.add(answer({ list: page(51, 50), paging: { after: 50 } }));
		sandbox().faults.add(answer({ list: page(101, 1), paging: { after: 100 } }));
		sandbox().faults.add(answer({ list: [], paging: { after: 101 } }));
		expect(jsonOf((await getMany({ returnAll: true })).outputs[0])).toHaveLength(101);
		expect(bodies().slice(1)).toEqual(
			[50, 100, 101].map((after) => `{${OWNER},"after":${after},"limit":50}`),
		);
	});

	it.each([
		['a cursor that is no Long', { next: 'https://example.com/next' }, { next: '' }],
		['a cursor below another object', { cursors: { after: '2' } }, { cursors: { after: null } }],
		['a cursor as text', { next_cursor: '2' }, { next_cursor: '' }],
		['a cursor with zeros before it', { after: '002' }, { after: '0' }],
		['a cursor among other numbers', { page: 1, total: 3, before: 1, after: 2 }, { before: 3, after: 0 }],
	])('follows %s', async (_, first, second) => {
		sandbox().faults.add(answer({ list: [{ id: 1 }, { id: 2 }], paging: first }));
		sandbox().faults.add(answer({ list: [{ id: 3 }], paging: second }));
		expect(idsOf(jsonOf((await getMany({ returnAll: true })).outputs[0]))).toEqual([1, 2, 3]);
		expect(bodies().slice(1)).toEqual([`{${OWNER},"after":2,"limit":50}`]);
	});

	it.each([
		['data', [{ id: 5 }]],
		['data.list', { list: [{ id: 5 }] }],
		['data.customers', { customers: [{ id: 5 }], total: 1 }],
		['data.rows', { rows: [{ id: 5 }], tags: [] }],
		['the only list of data', { customerVOList: [{ id: 5 }], paging: {} }],
	])('finds the customers in %s', async (_, data) => {
		sandbox().faults.add(answer(data));
		sandbox().faults.add(answer({ list: [] }));
		expect(idsOf(jsonOf((await getMany({ returnAll: true })).outputs[0]))).toEqual([5]);
	});

	it('follows a cursor that stands beside data', async () => {
		sandbox().faults.add(answer([{ name: 'a' }], { paging: { after: 77 } }));
		sandbox().faults.add(answer([{ name: 'b' }], { paging: { after: null } }));
		expect(jsonOf((await getMany({ returnAll: true })).outputs[0])).toEqual([{ name: 'a' }, { name: 'b' }]);
		expect(bodies()[1]).toBe(`{${OWNER},"after":77,"limit":50}`);
	});

	it.each([null, '', {}, 7, 'nothing', { list: null }, { list: [null, 1, 'x'] }])(
		'takes data %j for no customers',
		async (data) => {
			sandbox().faults.add(answer(data));
			const { outputs, executionStatus } = await getMany({ returnAll: true });
			expect([outputs[0], executionStatus]).toEqual([[], 'success']);
		},
	);
});

describe('the items', () => {
	it('are simplified: no empty fields, names of tags, custom fields beside the others, codes with their meaning', async () => {
		sandbox().seed({ nxlinkCustomers: 1 });
		const { outputs } = await getMany();
		const [customer] = jsonOf(outputs[0]);
		expect(customer).toMatchObject({
			id: id(0),
			tags: ['新客', 'batch0'],
			gender: 0,
			gender_name: 'Female (女)',
			source_type: 0,
			source_type_name: 'Unknown',
			customize_1_13: 'C0',
		});
		expect(customer).not.toHaveProperty('customize_field');
	});

	it('are the rows untouched with Simplify off, but for numbers that are too large', async () => {
		sandbox().seed({ nxlinkCustomers: 1 });
		const { outputs } = await getMany({ simplify: false });
		expect(jsonOf(outputs[0])[0]).toMatchObject({
			id: id(0),
			tags: [
				{ id: 1, tag_name: '新客' },
				{ id: 2, tag_name: 'batch0' },
			],
			customize_field: '{"customize_1_13":"C0"}',
		});
	});

	it('survive custom fields that are no JSON, and names that are JavaScript’s own', async () => {
		const row = {
			id: 1,
			customize_field: 'not JSON',
			constructor: 'c',
			toString: null,
			gender: 5,
			tags: [null, 'x'],
		};
		sandbox().faults.add(answer({ list: [row] }));
		const { outputs } = await getMany({ limit: 1 });
		expect(jsonOf(outputs[0])).toEqual([
			{ id: 1, customize_field: 'not JSON', constructor: 'c', gender: 5, tags: [null, 'x'] },
		]);
	});
});

describe('what goes wrong', () => {
	const items = [
		{ mail: 'customer0@example.com' },
		{ mail: 'b@example.com', to: 'no date' },
		{ mail: 'customer2@example.com' },
	];
	const filters = { email: '={{ $json.mail }}', endTime: '={{ $json.to }}' };

	it('ends the node by default, naming the filter, the item and the way out', async () => {
		const { error, executionStatus } = await getMany({ filters }, { items });
		expect(executionStatus).toBe('error');
		expect(error).toMatchObject({
			message: expect.stringContaining("'End Time' must be a date") as string,
			description: expect.stringMatching(/^Change 'End Time' of this node\. Any date is taken/) as string,
			context: { itemIndex: 1 },
		});
	});

	it('leaves as an item with On Error: Continue, and the others go on', async () => {
		sandbox().seed({ nxlinkCustomers: 5 });
		const { outputs, executionStatus } = await getMany(
			{ filters },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(executionStatus).toBe('success');
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.id ?? json.error, pairedItem])).toEqual([
			[id(0), { item: 0 }],
			[expect.stringContaining("'End Time' must be a date"), { item: 1 }],
			[id(2), { item: 2 }],
		]);
	});

	it('leaves by the error output with On Error: Continue (using error output), with the item’s own fields', async () => {
		sandbox().seed({ nxlinkCustomers: 5 });
		const { outputs } = await getMany({ filters }, { items, onError: 'continueErrorOutput' });
		expect(idsOf(jsonOf(outputs[0]))).toEqual([id(0), id(2)]);
		expect(jsonOf(outputs[1])).toEqual([
			expect.objectContaining({
				mail: 'b@example.com',
				error: expect.stringContaining("'End Time'") as string,
			}),
		]);
	});

	it('names the tag whose ID is no number', async () => {
		const { error } = await getMany({ filters: { tags: { tag: [{ id: '1; drop', name: 'x' }] } } });
		expect(error?.message).toBe("The ID of a tag must be a whole number, not '1; drop'");
		expect(sandbox().requests.count).toBe(0);
	});

	it.each([0, -1, 1.5, 'many'])('refuses the limit %j', async (limit) => {
		const { error } = await getMany({ limit });
		expect(error?.message).toContain("'Limit'");
		expect(sandbox().requests.count).toBe(0);
	});

	it('says the platform’s own words, its code and its trace id, and no secret', async () => {
		const { error } = await getMany({}, { credential: { accessSecret: 'wrong-secret' } });
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'Authentication failed (invalid signature)',
			description: expect.stringMatching(/'Access Secret'.*Code 1003.*trace ID [0-9a-f]{32}/) as string,
		});
		expect(JSON.stringify(error)).not.toContain('wrong-secret');
		expect(bodies()).toHaveLength(1);
	});

	it('is tried again after 429, no sooner than Retry-After says, and after 503', async () => {
		sandbox().seed({ nxlinkCustomers: 1 });
		sandbox().faults.add({ kind: 'tooMany', path: PATH, retryAfter: 1 });
		sandbox().faults.add({ kind: 'unavailable', path: PATH });
		const { outputs } = await getMany();
		expect(idsOf(jsonOf(outputs[0]))).toEqual([id(0)]);
		const times = sandbox()
			.requests.all(PATH)
			.map(({ at }) => at);
		expect(times).toHaveLength(3);
		expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(950);
	});

	it('is tried again after a proxy’s error page or a cut connection, since reading changes nothing', async () => {
		sandbox().seed({ nxlinkCustomers: 1 });
		sandbox().faults.add({ kind: 'answer', path: PATH, ...hostile.html(502) });
		sandbox().faults.add({ kind: 'cutBefore', path: PATH });
		expect(idsOf(jsonOf((await getMany()).outputs[0]))).toEqual([id(0)]);
		expect(bodies()).toHaveLength(3);
	});

	it('is signed again with the time of NXLink when the clock of n8n is wrong', async () => {
		sandbox().seed({ nxlinkCustomers: 60 });
		sandbox().settings.clockOffsetMs = -3_600_000;
		const { outputs } = await getMany({ returnAll: true });
		expect(outputs[0]).toHaveLength(60);
		expect(bodies()).toHaveLength(3); // the clock is wrong once, not for every page
	});

	it.each([
		['HTML with 200', hostile.html(200), 'The answer is not the platform\'s JSON but "<html>"'],
		['nothing', hostile.empty(), "The answer is not the platform's JSON but nothing"],
		[
			'an error with 200',
			hostile.json({ code: 1002, message: 'Parameter error', data: null }),
			'Parameter error',
		],
		['an error without words', hostile.json({ code: 99 }), 'code 99'],
	])('is an error for %s, after one request', async (_, spoilt, message) => {
		sandbox().faults.add({ kind: 'answer', path: PATH, ...spoilt });
		const { error } = await getMany();
		expect(error?.message).toBe(message);
		expect(bodies()).toHaveLength(1);
	});

	it('loses nothing silently when a page in the middle fails: the read is an error', async () => {
		sandbox().seed({ nxlinkCustomers: 120 });
		sandbox().faults.add({ kind: 'cutAfter', path: PATH, after: 1, times: Infinity });
		const { error, outputs } = await getMany({ returnAll: true });
		expect(error?.message).toBe('No answer from NXLink: the connection was cut');
		expect(outputs).toEqual([]);
	});
});
