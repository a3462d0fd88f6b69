import type { OnError } from 'n8n-workflow';
import { contacts, countBy, phoneOf, runImport, storedPhones, useSandbox } from './importing';
import { OPERATIONS } from './testedImports';

const sandbox = useSandbox();

const CONTINUE: OnError[] = ['continueRegularOutput', 'continueErrorOutput'];
const WORDS = '这个名字不行';
/** From now on the platform refuses each request that has a row with such a name, as no document says. */
const refuse = (field: string) =>
	sandbox.current.settings.refusedRows.push({ field, pattern: '^bad', code: 4712, message: WORDS });

const rowsWithBad = (count: number, bad: number[]) =>
	contacts(count).map((row, index) => (bad.includes(index) ? { ...row, person: `bad ${index}` } : row));

describe.each(OPERATIONS)('$name: a request that the platform refuses for its rows', (operation) => {
	const { limit } = operation;

	it.each([[[3, 411, 980]], [[0, 1, 2]], [[999, 500, 501]]])(
		'is narrowed down: with the bad rows %j among 1,000, exactly these fail, for at most 48 requests more',
		async (bad) => {
			refuse(operation.person);
			const rows = rowsWithBad(1_000, bad);
			const { success, failed, requests, hints } = await runImport(operation, sandbox.current, { rows });
			expect(failed.map(({ mobile }) => mobile).sort()).toEqual(bad.map(phoneOf).sort());
			for (const row of failed)
				expect(row).toMatchObject({ status: 'failed', reason: WORDS, reasonCode: '4712' });
			expect(success).toHaveLength(997);
			expect(storedPhones(operation, sandbox.current)).toEqual(success.map(({ mobile }) => mobile));
			expect(requests.length).toBeLessThanOrEqual(1_000 / limit + 48);
			expect(hints[0]?.message).toContain(`in ${requests.length} requests; 3 failed`);
			expect(hints[0]?.message).not.toContain('repeated');
		},
	);

	it('gives each half a number of its own', async () => {
		refuse(operation.person);
		const { success, failed, sent } = await runImport(operation, sandbox.current, {
			rows: rowsWithBad(8, [5]),
		});
		for (const row of [...success, ...failed]) {
			const phones = sent[Number(row.batch)]?.map((wire) => wire[operation.phone]);
			expect(phones).toContain(row.mobile);
		}
		expect(failed[0]?.batch).toBe(sent.length - 1);
	});

	it('with 1,000 bad rows of 1,000: at most 60 requests, and the node’s error has the platform’s words', async () => {
		refuse(operation.person);
		const rows = rowsWithBad(
			1_000,
			Array.from({ length: 1_000 }, (_unused, index) => index),
		);
		const { error, outputs, requests } = await runImport(operation, sandbox.current, { rows });
		expect(error).toMatchObject({ name: 'NodeApiError', message: WORDS });
		expect([outputs, requests.length <= 60]).toEqual([[], true]);
	});

	it.each(CONTINUE)(
		'with 1,000 bad rows of 1,000 and On Error %s: the rows have the words',
		async (onError) => {
			refuse(operation.person);
			const rows = rowsWithBad(
				1_000,
				Array.from({ length: 1_000 }, (_unused, index) => index),
			);
			const { failed, success, requests } = await runImport(operation, sandbox.current, { rows, onError });
			expect([success, countBy(failed, 'status'), countBy(failed, 'reason')]).toEqual([
				[],
				{ failed: 1_000 },
				{ [WORDS]: 1_000 },
			]);
			expect(requests.length).toBeLessThanOrEqual(60);
		},
	);

	it('fails as a whole when Split Refused Requests is off', async () => {
		refuse(operation.person);
		const options = { splitRefused: false, batchSize: 10, batchesAtOnce: 1 };
		const rows = rowsWithBad(30, [15]);
		const { failed, requests } = await runImport(operation, sandbox.current, { rows, options });
		expect([countBy(failed, 'status'), countBy(failed, 'batch'), requests.length]).toEqual([
			{ failed: 10 },
			{ 1: 10 },
			3,
		]);
	});

	it('is not split any further when a half gets no answer', async () => {
		refuse(operation.person);
		sandbox.current.faults.add({ kind: 'cutAfter', path: operation.path, after: 1 });
		const { success, failed, requests } = await runImport(operation, sandbox.current, {
			rows: rowsWithBad(8, [1]),
		});
		expect(requests).toHaveLength(3);
		expect([countBy(failed, 'status'), success.length]).toEqual([{ unconfirmed: 4 }, 4]);
	});

	it('is narrowed down within the pace: never more at once, and the interval between all starts', async () => {
		refuse(operation.person);
		const options = { batchSize: 8, batchesAtOnce: 3, batchInterval: 30 };
		const rows = rowsWithBad(24, [9, 20]);
		const { failed, requests } = await runImport(operation, sandbox.current, { rows, options });
		expect([failed.length, requests.length]).toEqual([2, 15]);
		const [first, last] = [requests[0], requests.at(-1)];
		// Fourteen intervals; the first request's own way is taken off.
		expect((last?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(14 * 30 - 40);
	});
});
