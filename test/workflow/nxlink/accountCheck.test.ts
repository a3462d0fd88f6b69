import type { IDataObject } from 'n8n-workflow';

import type { Settings } from '../../../sandbox';
import { hostile, NXLINK } from '../../../sandbox';
import { answersIn, attention, matching, ok, unknown } from '../checkAnswers';
import type * as ShortSleep from '../import/shortSleep';
import { listen } from '../probe';
import type { Run } from './stage';
import { jsonOf, runNxlink, useSandbox } from './stage';

jest.mock('n8n-workflow', () => jest.requireActual<typeof ShortSleep>('../import/shortSleep').n8nWorkflow());

const sandbox = useSandbox();

const SIGNATURE = 'Does NXLink take the signature?';
const CLOCK = 'Do the clocks of this n8n and of NXLink agree?';
const RIGHT = 'Has the access key the right to customer data (CDP)?';
const FIELDS = 'Which fields do customers have?';
const PAGING = 'What are the paging fields of the list of customers called?';
const PAGE_SIZE = 'How many customers does the largest page have?';
const FILTER = 'Is a filter of the list of customers applied?';
const ALL = [SIGNATURE, CLOCK, RIGHT, FIELDS, PAGING, PAGE_SIZE, FILTER];

/** Checks the team, and gives the answers by their questions. Nothing that is anybody's may be in them. */
async function check(run: Run = {}): Promise<Record<string, IDataObject>> {
	const parameters = { resource: 'account', operation: 'check' };
	const { outputs, executionStatus } = await runNxlink(sandbox(), { ...run, parameters });
	const json = jsonOf(outputs[0]);
	expect(executionStatus).toBe('success');
	return answersIn(json, ALL, sandbox());
}

describe('a usual team', () => {
	beforeEach(() => sandbox().seed({ nxlinkCustomers: 120 }));

	it('has an answer to each question', async () => {
		expect(await check()).toEqual({
			[SIGNATURE]: ok('NXLink takes it.'),
			[CLOCK]: ok('The two clocks differ by less than half a minute.'),
			[RIGHT]: ok('NXLink shows customers to it.'),
			[FIELDS]: ok(
				'14 fields of the system, 7 of the team (2 text, 1 number, 1 single choice, 1 multiple choice, 1 date, 1 date and time). 1 of all are required.',
			),
			[PAGING]: ok("'after', a number, leads to the next page (data: paging, list; paging: after, before)."),
			[PAGE_SIZE]: ok('50 customers came when 50 were asked for.'),
			[FILTER]: ok('Filtered by whatsApp_phone, only the customer with that value came.'),
		});
	});

	it('is only read: nothing has changed', async () => {
		const { changes } = sandbox().nxlink;
		await check();
		expect(
			[
				...new Set(
					sandbox()
						.requests.all()
						.map(({ path }) => path),
				),
			].sort(),
		).toEqual(['/saas/cdp/openapi/customers/fields', '/saas/cdp/openapi/customers/query']);
		expect(sandbox().nxlink.changes).toBe(changes);
		expect(sandbox().nxlink.storings).toEqual([]);
	});

	it('is checked once, however many items come in', async () => {
		const { outputs } = await runNxlink(sandbox(), {
			parameters: { resource: 'account', operation: 'check' },
			items: [{}, {}, {}],
		});
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(ALL.map(() => ({ item: 0 })));
	});
});

interface Case {
	name: string;
	settings: Partial<Settings>;
	answers: Record<string, unknown>;
}

const CASES: Case[] = [
	{
		name: 'the cursor is a text under another name',
		settings: { cursor: 'next', cursorKind: 'text', codeAsString: true },
		answers: {
			[PAGING]: ok("'next', a text, leads to the next page (data: paging, list; paging: next, previous)."),
		},
	},
	{
		name: 'there is no cursor but the rows, and the list has another name',
		settings: { cursor: 'rowId', customersUnder: 'customerVOList', namesTotal: true },
		answers: {
			[PAGING]: ok("The customer's 'id', a number, leads to the next page (data: total, customerVOList)."),
		},
	},
	{
		name: 'the cursor has a name that nobody knows',
		settings: { cursor: 'position' },
		answers: {
			[PAGING]: attention(
				"'position', a number, leads to the next page (data: paging, list; paging: position).",
				matching(/Compare the rows/),
			),
		},
	},
	{
		name: 'data is the list, and the cursor stands beside it',
		settings: { customersUnder: 'data', errorStatus: 'matching' },
		answers: {
			[PAGING]: ok(
				"'after', a number, leads to the next page (data is the list; paging: after, before; beside data: paging).",
			),
		},
	},
	{
		name: 'nothing leads to the next page',
		settings: { cursor: 'none' },
		answers: {
			[PAGING]: attention(
				'Nothing in the reply leads to the next page (data: list).',
				matching(/Start Time/),
			),
		},
	},
	{
		name: 'pages are smaller than documented',
		settings: { maxCustomersPerPage: 20 },
		answers: {
			[PAGE_SIZE]: ok(
				'20 customers came when 50 were asked for, and more on the next page: pages are smaller than documented, which the node follows.',
			),
		},
	},
	{
		name: 'filters have no effect',
		settings: { appliesCustomerFilters: false },
		answers: {
			[FILTER]: attention('Filtered by whatsApp_phone, others came too.', matching(/filter the items/)),
		},
	},
	{
		name: 'phones are masked',
		settings: { maskPhonesInLists: true },
		answers: { [FILTER]: ok('Filtered by email, only the customer with that value came.') },
	},
	{
		name: 'the clock is wrong',
		settings: { clockOffsetMs: 5 * 60_000 },
		answers: {
			[SIGNATURE]: ok("NXLink takes it, but not with this machine's own time."),
			[CLOCK]: attention(
				"The clock of this n8n is 300 s behind the platform's.",
				"Set the clock of n8n's machine.",
			),
		},
	},
];

describe.each(CASES)('where $name', ({ settings, answers }) => {
	it('says so, and answers everything else as well', async () => {
		Object.assign(sandbox().settings, settings);
		sandbox().seed({ nxlinkCustomers: 120 });
		const found = await check();
		for (const [question, answer] of Object.entries(answers)) {
			expect([question, found[question]]).toEqual([question, answer]);
		}
		expect(found[FIELDS]).toMatchObject({ answer: 'ok' });
	});
});

it('a team without customers has answers to what needs none', async () => {
	const found = await check();
	expect([found[SIGNATURE], found[RIGHT], found[FIELDS]].map((finding) => finding?.answer)).toEqual([
		'ok',
		'ok',
		'ok',
	]);
	expect(found[PAGING]).toEqual(unknown(matching(/too few customers/)));
	expect(found[PAGE_SIZE]).toEqual(
		unknown('0 customers came when 50 were asked for; there seem to be no more.'),
	);
	expect(found[FILTER]).toEqual(unknown(matching(/no two customers/)));
});

describe.each(['always200', 'matching'] as const)('when NXLink refuses (%s)', (errorStatus) => {
	beforeEach(() => {
		sandbox().settings.errorStatus = errorStatus;
		sandbox().seed({ nxlinkCustomers: 3 });
	});
	const fitting = errorStatus === 'matching';

	it('the signature, each item names the secret', async () => {
		const found = await check({ credential: { accessSecret: 'a-wrong-secret' } });
		for (const question of ALL.filter((each) => each !== CLOCK)) {
			expect(found[question]).toEqual(
				attention(
					`The call was answered with code 1003, HTTP status ${fitting ? 401 : 200}.`,
					matching(/'Access Secret'/),
				),
			);
		}
		expect(found[CLOCK]).toMatchObject({ answer: 'ok' });
	});

	it('the access key, the right is what is missing', async () => {
		const found = await check({ credential: { accessKey: 'a-wrong-key' } });
		expect(found[SIGNATURE]).toEqual(unknown(matching(/code 1005/)));
		expect(found[RIGHT]).toEqual(attention(matching(/code 1005/), matching(/'Access Key' and 'Region'/)));
	});

	it('the team, the signature is fine', async () => {
		const found = await check({ credential: { appKey: 'a-wrong-app-key' } });
		expect(found[SIGNATURE]).toEqual(
			ok(matching(/^NXLink takes it, and refuses the call for another reason\. .*code 12001/)),
		);
		expect(found[RIGHT]).toEqual(
			attention(matching(/code 12001/), "Check 'Tenant ID' and 'App Key' of the credential."),
		);
	});
});

it('one call that fails leaves the others their answers', async () => {
	sandbox().seed({ nxlinkCustomers: 60 });
	sandbox().faults.add({ kind: 'answer', path: '/fields', times: Infinity, ...hostile.html(404) });
	const found = await check();
	expect(found[FIELDS]).toMatchObject({ answer: 'attention', detail: matching(/HTTP status 404/) });
	expect([found[RIGHT]?.answer, found[PAGING]?.answer, found[FILTER]?.answer]).toEqual(['ok', 'ok', 'ok']);
});

it('neither NXLink’s words nor anything that is no name of a field is in the items', async () => {
	sandbox().seed({ nxlinkCustomers: 3 });
	const [customer] = sandbox().nxlink.customers.values();
	const { whats_app_phone: phone = '', full_name: name = '', email = '' } = customer?.fields ?? {};
	const words = `${name} ${phone} ${email} ${NXLINK.accessKey} ${sandbox().url}`;
	const answer = (path: string, body: unknown) =>
		sandbox().faults.add({ kind: 'answer', path, times: Infinity, ...hostile.json(body) });
	answer('/fields', {
		code: 0,
		message: words,
		data: [{ name: words, field_type: words, is_preset: false, required: words }],
	});
	answer('/query', {
		code: 0,
		message: words,
		[words]: 1,
		data: {
			[phone]: 1,
			[name]: 2,
			paging: { [email]: words, after: words },
			list: [
				{ id: 1, email: words },
				{ id: 2, email },
			],
		},
	});
	const found = await check();
	expect(found[FIELDS]).toEqual(attention(matching(/1 of the team \(1 unknown\)/), matching(/unknown type/)));
	sandbox().faults.clear();
	answer('', { code: words, message: words, data: null });
	await check();
	sandbox().faults.clear();
	answer('', { code: 1234567890, message: words, traceId: words });
	expect((await check())[RIGHT]?.detail).toContain('a code that is no number');
});

it('says so in each item, after one try, when nothing answers at all', async () => {
	const gone = await listen(() => undefined);
	await gone.close();
	const { outputs } = await runNxlink(
		{ ...sandbox(), url: gone.url },
		{ parameters: { resource: 'account', operation: 'check' } },
	);
	const json = jsonOf(outputs[0]);
	expect(json).toHaveLength(ALL.length);
	for (const item of json) {
		expect(item).toMatchObject({
			answer: 'unknown',
			detail: 'NXLink could not be reached: nothing answers at that address and port.',
			setting: matching(/'Base URL'/),
		});
	}
	expect(JSON.stringify(json)).not.toContain(new URL(gone.url).host);
});
