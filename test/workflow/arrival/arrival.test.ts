import type { IDataObject } from 'n8n-workflow';

import { contacts, phoneOf, useSandbox } from '../import/importing';
import type * as ShortSleep from '../import/shortSleep';
import { bring, CHECKS, fill, runCheck } from './testedChecks';

jest.mock('n8n-workflow', () => jest.requireActual<typeof ShortSleep>('../import/shortSleep').n8nWorkflow());

const sandbox = useSandbox();

const mobiles = (rows: IDataObject[]) => rows.map(({ mobile }) => mobile);

describe.each(CHECKS)('$name', (check) => {
	it('tells rows that are there from rows that are not, and gives them back with all their columns', async () => {
		const rows = contacts(5).map((row, index) => ({ ...row, crmId: `crm-${index}`, nested: { a: [index] } }));
		await bring(check, sandbox.current, rows.slice(0, 3));
		const { arrived, missing, unknown, hints, requests } = await runCheck(check, sandbox.current, { rows });
		expect(arrived).toEqual(
			rows.slice(0, 3).map((row) => ({
				...row,
				arrival: 'arrived',
				id: expect.any(String) as string,
				created_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
			})),
		);
		expect(missing).toEqual(rows.slice(3).map((row) => ({ ...row, arrival: 'missing' })));
		expect(unknown).toEqual([]);
		expect(hints.map(({ message }) => message)).toEqual([
			`3 of 5 rows have arrived; 2 are missing. ${requests.length} requests.`.replace(
				'1 requests',
				'1 request',
			),
		]);
	});

	it('columns with names that the check writes get input_ in front, and binary data passes', async () => {
		const row = {
			mobile: phoneOf(0),
			id: 7,
			reason: 'r',
			created_at: 'c',
			arrival: 'a',
			error: 'e',
			input_id: 8,
		};
		await bring(check, sandbox.current, contacts(1));
		const { arrived } = await runCheck(check, sandbox.current, { rows: [row] });
		expect(arrived[0]).toMatchObject({
			arrival: 'arrived',
			input_input_id: 7,
			input_id: 8,
			input_reason: 'r',
			input_created_at: 'c',
			input_arrival: 'a',
			input_error: 'e',
		});
		expect(arrived[0]).not.toHaveProperty('error');
		expect(row.id).toBe(7);
	});

	it('a row without a contact, or with one that cannot be searched for, is unknown with the reason', async () => {
		const rows = [{ mobile: '' }, {}, { mobile: null }, { mobile: 'no phone' }, { mobile: ['1'] }];
		const { unknown, requests } = await runCheck(check, sandbox.current, { rows });
		expect(unknown.map(({ reason }) => reason)).toEqual([
			'The row has no contact to look for',
			'The row has no contact to look for',
			'The row has no contact to look for',
			'The contact of this row cannot be searched for',
			'The contact of this row cannot be searched for',
		]);
		expect(requests).toEqual([]);
	});

	it('finds a phone as it was typed: with spaces, dashes and a country sign, as number, twice', async () => {
		await bring(check, sandbox.current, contacts(2));
		const rows = [
			{ mobile: `${check.countrySign}138-0000 0000` },
			{ mobile: 13800000000 },
			{ mobile: phoneOf(1) },
			{ mobile: phoneOf(1) },
		];
		const { arrived } = await runCheck(check, sandbox.current, { rows });
		expect(arrived).toHaveLength(4);
	});

	it('masks in lists prove nothing that they do not prove', async () => {
		sandbox.current.settings.maskPhonesInLists = true;
		const inside = ['13800000001', '13900000002'];
		await bring(
			check,
			sandbox.current,
			inside.map((mobile) => ({ person: 'x', mobile })),
		);
		// The third phone has the same mask as the first one.
		const rows = [...inside, '13811110001', '13700000003'].map((mobile) => ({ mobile }));
		const { arrived, missing, unknown } = await runCheck(check, sandbox.current, { rows });
		if (check.canLookUp) {
			expect([mobiles(arrived), mobiles(missing)]).toEqual([inside, ['13811110001', '13700000003']]);
			return;
		}
		expect([arrived, mobiles(missing)]).toEqual([[], ['13700000003']]);
		expect(mobiles(unknown)).toEqual(['13800000001', '13900000002', '13811110001']);
		expect(unknown[0]?.reason).toContain('138***0001 may stand for this one or for another');
	});

	it('a masked customer whom the platform gives whatever is asked is nobody’s arrival', async () => {
		Object.assign(sandbox.current.settings, {
			maskPhonesInLists: true,
			filtersFrom: 'none',
			appliesCustomerFilters: false,
		});
		await bring(check, sandbox.current, [{ person: 'x', mobile: '13800000001' }]);
		const { arrived, unknown } = await runCheck(check, sandbox.current, {
			rows: [{ mobile: '13811110001' }],
		});
		expect([arrived, mobiles(unknown)]).toEqual([[], ['13811110001']]);
	});

	// The figures in docs/operations.md: one request for each page of the list.
	it.each([10, 1_000, 20_000])('%i rows take few requests', async (count) => {
		const rows = fill(check, sandbox.current, count);
		const parameters = check.findsFilled;
		const { arrived, requests } = await runCheck(check, sandbox.current, { rows, parameters });
		expect(arrived).toHaveLength(count);
		expect(requests).toHaveLength(Math.ceil(count / check.pageSize));
	});

	it('a bounded reading finds what is new, and looks up what is not, before it calls it missing', async () => {
		sandbox.current.settings.clockOffsetMs = -3_600_000;
		await bring(check, sandbox.current, contacts(4));
		sandbox.current.settings.clockOffsetMs = 0;
		await bring(check, sandbox.current, contacts(6, 4));
		const options = { createdAfter: new Date().toISOString() };
		const { arrived, missing } = await runCheck(check, sandbox.current, { rows: contacts(11), options });
		expect(arrived).toHaveLength(10);
		expect(mobiles(missing)).toEqual([phoneOf(10)]);
	});

	it('waits for what is not there yet', async () => {
		const rows = contacts(3);
		await bring(check, sandbox.current, rows);
		sandbox.current.settings.listedAfterMs = 1_500;
		const { arrived, hints } = await runCheck(check, sandbox.current, { rows, options: { waitSeconds: 20 } });
		expect(arrived).toHaveLength(3);
		expect(hints[0]?.message).toMatch(/^3 of 3 rows have arrived\. \d+ requests\.$/);
	});

	it.each([
		[{ createdAfter: 'yesterday' }, "'Created After' is no date"],
		[{ waitSeconds: -1 }, "'Wait (Seconds)' must be a whole number"],
		[{ waitSeconds: 'long' }, "'Wait (Seconds)' must be a whole number"],
	])('%j ends the node before anything is asked', async (options, message) => {
		const { error, requests } = await runCheck(check, sandbox.current, { rows: contacts(1), options });
		expect(error?.message).toContain(message);
		expect(error?.description).toBeTruthy();
		expect(requests).toEqual([]);
	});

	it('a refused credential is the node’s error, or makes all rows unknown when the node continues', async () => {
		const setup = { rows: contacts(3), credential: check.importedBy.denied.data };
		const stopped = await runCheck(check, sandbox.current, setup);
		expect(stopped.error?.message).toContain(check.importedBy.denied.message);
		for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
			const { unknown } = await runCheck(check, sandbox.current, { ...setup, onError });
			expect(unknown.map(({ reason }) => reason)).toEqual(new Array(3).fill(check.importedBy.denied.message));
		}
	});

	it('a platform that does not answer leaves the rows unknown, never missing', async () => {
		const rows = contacts(250);
		await bring(check, sandbox.current, rows);
		sandbox.current.faults.add({ kind: 'errorBefore', after: 1, times: 1_000 });
		const { arrived, missing, unknown } = await runCheck(check, sandbox.current, {
			rows,
			onError: 'continueRegularOutput',
		});
		expect(missing).toEqual([]);
		expect(arrived.length + unknown.length).toBe(250);
		for (const row of unknown) expect(row.reason).toBeTruthy();
	});
});
