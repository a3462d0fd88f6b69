import type { OnError } from 'n8n-workflow';
import { contacts, countBy, refusal, runImport, storedPhones, useSandbox } from './importing';
import { OPERATIONS } from './testedImports';

const sandbox = useSandbox();

const EVERY: OnError[] = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];

describe.each(OPERATIONS)('$name: Max Failed Rows', (operation) => {
	const rowsWithout = (phones: number, count: number) =>
		contacts(count).map((row, index) =>
			index % Math.floor(count / phones) === 0 ? { ...row, mobile: '' } : row,
		);

	it.each(EVERY)(
		'with too many invalid rows nothing is sent, and nothing is thrown (On Error %s)',
		async (onError) => {
			const options = { maxFailedPercent: 9.5, batchSize: 10 };
			const rows = rowsWithout(10, 100);
			const { executionStatus, success, failed, requests, summary } = await runImport(
				operation,
				sandbox.current,
				{
					...{ rows, options, onError },
				},
			);
			expect([executionStatus, success, requests]).toEqual(['success', [], []]);
			expect(countBy(failed, 'status')).toEqual({ invalid: 10, notSent: 90 });
			const notSent = failed.find(({ status }) => status === 'notSent');
			expect(notSent?.reasonCode).toBe('tooManyFailed');
			expect(notSent?.reason).toBe(
				"The import stopped before this row: 10 of 100 rows are invalid or failed, more than the 9.5 % that 'Max Failed Rows' allows",
			);
			expect(summary.requests).toBe(0);
		},
	);

	it('with as many invalid rows as allowed, the others are sent', async () => {
		const options = { maxFailedPercent: 10, batchSize: 10 };
		const { success, failed } = await runImport(operation, sandbox.current, {
			rows: rowsWithout(10, 100),
			options,
		});
		expect([success.length, countBy(failed, 'status')]).toEqual([90, { invalid: 10 }]);
	});

	it('a check says that nothing would be sent', async () => {
		const options = { maxFailedPercent: 5 };
		const parameters = { checkOnly: true };
		const run = await runImport(operation, sandbox.current, {
			rows: rowsWithout(10, 100),
			options,
			parameters,
		});
		expect([run.success, countBy(run.failed, 'status')]).toEqual([[], { invalid: 10, notSent: 90 }]);
	});

	it('while sending, the import stops from 300 outcomes on, and only what is under way still arrives', async () => {
		sandbox.current.settings.refusedRows.push({ field: operation.person, pattern: '^bad' });
		sandbox.current.faults.add({ kind: 'slow', delayMs: 20, path: operation.path, times: Infinity });
		const rows = contacts(1_000).map((row, index) =>
			index < 400 ? row : { ...row, person: `bad ${index}` },
		);
		const options = { maxFailedPercent: 5, batchSize: 20, batchesAtOnce: 4, splitRefused: false };
		const { success, failed, requests } = await runImport(operation, sandbox.current, { rows, options });
		const { failed: refused = 0, notSent = 0 } = countBy(failed, 'status');
		expect([success.length, refused + notSent]).toEqual([400, 600]);
		// The 22 failures of 420 rows that cross the line are in the second refused request; three more can be under way.
		expect(refused).toBeGreaterThanOrEqual(2 * 20);
		expect(refused).toBeLessThanOrEqual(2 * 20 + 3 * 20);
		expect(requests).toHaveLength((400 + refused) / 20);
		expect(failed.at(-1)).toMatchObject({ status: 'notSent', reasonCode: 'tooManyFailed' });
		expect(storedPhones(operation, sandbox.current)).toEqual(success.map(({ mobile }) => mobile));
	});

	it.each([101, -1, 'many', true, null])(
		'%j is refused before anything is sent',
		async (maxFailedPercent) => {
			const error = await refusal(operation, sandbox.current, { options: { maxFailedPercent } });
			expect(error?.message).toContain("'Max Failed Rows (%)' must be a number from 0 to 100");
		},
	);
});
