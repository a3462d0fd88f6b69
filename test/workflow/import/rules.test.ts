import type { IDataObject } from 'n8n-workflow';
import type { LoggedRequest } from '../../../sandbox';
import { contacts, countBy, phoneOf, runImport, storedPhones, useSandbox } from './importing';
import { OPERATIONS } from './testedImports';

const sandbox = useSandbox();

describe.each(OPERATIONS)('$name', (operation) => {
	const { limit, success: status } = operation;

	describe('every input row comes out exactly once', () => {
		it('with its own columns, its status and the number of its request', async () => {
			const rows = contacts(limit + 3);
			const { success, failed, sent, outputs } = await runImport(operation, sandbox.current, { rows });
			expect(failed).toEqual([]);
			expect(sent.map((request) => request.length)).toEqual([limit, 3]);
			for (const [index, item] of success.entries()) {
				const outcome: IDataObject = { status, batch: index < limit ? 0 : 1 };
				for (const name of ['uniqueId', 'customerId']) if (name in item) outcome[name] = item[name];
				expect(item).toEqual({ ...rows[index], ...outcome });
			}
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(rows.map((_row, item) => ({ item })));
			expect(storedPhones(operation, sandbox.current)).toEqual(rows.map((_row, index) => phoneOf(index)));
		});

		it('also when some are invalid, some doubled and some refused', async () => {
			const rows = contacts(20);
			Object.assign(rows[3] ?? {}, { mobile: '' });
			Object.assign(rows[7] ?? {}, { mobile: phoneOf(0) });
			Object.assign(rows[9] ?? {}, { person: ['no', 'text'] });
			const { success, failed, sent } = await runImport(operation, sandbox.current, {
				rows,
				options: { skipDuplicates: true, batchSize: 4 },
			});
			expect(countBy(failed, 'status')).toEqual({ invalid: 2, duplicate: 1 });
			expect(success).toHaveLength(17);
			expect(sent.map((request) => request.length)).toEqual([4, 4, 4, 4, 1]);
			expect(sent.flat().map((row) => row[operation.phone])).toEqual(success.map((row) => row.mobile));
		});

		it('with the ids that the platform gives, to the last digit', async () => {
			const { success } = await runImport(operation, sandbox.current, { rows: contacts(3) });
			const outcome = { status, batch: 0 };
			const ids = operation.ids(sandbox.current, 3);
			expect(success).toEqual(contacts(3).map((row, index) => ({ ...row, ...outcome, ...ids[index] })));
		});

		it('and none when there is no input: the node does not run', async () => {
			const { outputs, requests } = await runImport(operation, sandbox.current, { rows: [] });
			expect([outputs, requests]).toEqual([[], []]);
		});
	});

	it('skips the second row with the same phone, when it is told to, and says which one it is like', async () => {
		const rows = [...contacts(2), ...contacts(1)];
		const skipping = await runImport(operation, sandbox.current, { rows, options: { skipDuplicates: true } });
		expect(skipping.failed).toMatchObject([{ status: 'duplicate', reasonCode: 'duplicate' }]);
		expect(skipping.failed[0]?.reason).toMatch(new RegExp(`^Item 0 .* same ${operation.phone}`));
		sandbox.current.reset();
		const options = { skipDuplicates: false };
		const sending = await runImport(operation, sandbox.current, { rows, options });
		expect(sending.sent[0]).toHaveLength(3);
	});

	it('cleans phones unless it is told not to', async () => {
		const mobile = '+86 (138) 0000-0001';
		const rows = [{ ...contacts(1)[0], mobile }];
		const clean = await runImport(operation, sandbox.current, { rows });
		expect(clean.sent[0]?.[0]?.[operation.phone]).toBe(`${operation.countryCode}13800000001`);
		sandbox.current.reset();
		const options = { cleanPhones: false };
		const asItIs = await runImport(operation, sandbox.current, {
			rows,
			options,
			onError: 'continueRegularOutput',
		});
		const [row] = asItIs.sent[0] ?? asItIs.failed;
		const { uncleanPhoneReason: reasonCode } = operation;
		if (reasonCode === undefined) expect(row?.[operation.phone]).toBe(mobile);
		else expect(asItIs.failed[0]).toMatchObject({ status: 'invalid', reasonCode });
	});

	it('says at the end what happened', async () => {
		const rows = contacts(1_203);
		Object.assign(rows[5] ?? {}, { mobile: '' });
		const { hints } = await runImport(operation, sandbox.current, { rows, options: { batchSize: 50 } });
		expect(hints).toMatchObject([{ type: 'info', location: 'outputPane' }]);
		const verb = status === 'accepted' ? 'accepted' : 'imported';
		expect(hints[0]?.message).toMatch(
			new RegExp(`^1,202 of 1,203 rows ${verb} in 25 requests; 1 invalid\\. \\d+\\.\\d\u00A0s\\.$`),
		);
	});

	it('has never more requests under way than it may, and none larger than it may', async () => {
		sandbox.current.faults.add({ kind: 'slow', delayMs: SLOW_MS, times: Infinity, path: operation.path });
		const options = { batchSize: 7, batchesAtOnce: 3 };
		const { requests, sent } = await runImport(operation, sandbox.current, { rows: contacts(100), options });
		expect(Math.max(...sent.map((rows) => rows.length))).toBe(7);
		expect(mostAtOnce(requests)).toBeLessThanOrEqual(3);
		expect(requests).toHaveLength(15);
	});

	it('keeps the interval between the starts of requests', async () => {
		const options = { batchSize: 1, batchesAtOnce: 5, batchInterval: 30 };
		const { requests } = await runImport(operation, sandbox.current, { rows: contacts(4), options });
		const [first, last] = [requests[0], requests.at(-1)];
		// Three intervals; the first request's own way is taken off.
		expect((last?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(55);
	});
});

const SLOW_MS = 20;

/** Requests of which it is certain that they were under way together, at most: none was answered before SLOW_MS were over. */
function mostAtOnce(requests: LoggedRequest[]): number {
	const certainly = SLOW_MS - 2;
	return Math.max(
		...requests.map(
			({ at }) => requests.filter((other) => other.at <= at && at < other.at + certainly).length,
		),
	);
}
