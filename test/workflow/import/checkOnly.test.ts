import fc from 'fast-check';
import type { IDataObject, OnError } from 'n8n-workflow';

import { contacts, countBy, phoneOf, runImport, storedPhones, useSandbox } from './importing';
import { OPERATIONS } from './testedImports';

const sandbox = useSandbox();

const check = { parameters: { checkOnly: true } };
const reasonsOf = (rows: IDataObject[]) =>
	rows.map(({ status, reason }) => `${String(status)}: ${String(reason)}`);

describe.each(OPERATIONS)('$name', (operation) => {
	const { limit } = operation;

	/** Nothing but reads, and nothing stored. */
	function expectNothingSent(): void {
		expect(sandbox.current.requests.all().filter(({ method }) => method !== 'GET')).toEqual([]);
		expect(storedPhones(operation, sandbox.current)).toEqual([]);
	}

	it('Check Only sends nothing, and says what would be sent in how many requests', async () => {
		const rows = [
			...contacts(limit + 5),
			{ person: 'twice', mobile: phoneOf(0) },
			{ person: 'no phone', mobile: 'call me' },
		];
		const options = { skipDuplicates: true };
		const { success, failed, outputs, hints } = await runImport(operation, sandbox.current, {
			rows,
			options,
			...check,
		});
		expectNothingSent();
		expect(success).toEqual(
			contacts(limit + 5).map((row, index) => ({ ...row, status: 'checked', batch: index < limit ? 0 : 1 })),
		);
		expect(countBy(failed, 'status')).toEqual({ duplicate: 1, invalid: 1 });
		const text = `${limit + 5} of ${limit + 7} rows would be sent in 2 requests; 1 invalid, 1 skipped as a duplicate; nothing was sent.`;
		expect(hints[0]?.message).toContain(text);
		expect(outputs[2]?.[0]?.json).toMatchObject({
			checkOnly: true,
			requests: 2,
			success: limit + 5,
			counts: { checked: limit + 5, invalid: 1, duplicate: 1 },
		});
	});

	it('with Output Fields "sent" shows exactly what the import then sends', async () => {
		const setup = { rows: contacts(3), options: { outputFields: 'sent' } };
		const { success } = await runImport(operation, sandbox.current, { ...setup, ...check });
		sandbox.current.requests.clear();
		const { sent } = await runImport(operation, sandbox.current, setup);
		const shown = success.map((row) => {
			const { status, batch, ...rest } = row;
			expect([status, batch]).toEqual(['checked', 0]);
			return rest;
		});
		expect(shown).toEqual(sent.flat());
	});

	it.each<OnError>(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'])(
		'a wrong token or secret is found by a check, with On Error %s',
		async (onError) => {
			const { denied } = operation;
			const setup = { rows: contacts(2), credential: denied.data, onError, ...check };
			const { error, failed } = await runImport(operation, sandbox.current, setup);
			expectNothingSent();
			if (onError === 'stopWorkflow') {
				expect(error?.message).toBe(denied.message);
				expect(error?.description).toContain(`'${denied.parameter}'`);
			} else expect(reasonsOf(failed)).toEqual(new Array(2).fill(`notSent: ${denied.message}`));
		},
	);

	it('a platform that cannot be asked is a warning, and the rows are checked', async () => {
		sandbox.current.faults.add({ kind: 'errorBefore', times: 10 });
		const { success, outputs } = await runImport(operation, sandbox.current, { rows: contacts(2), ...check });
		expect(success).toHaveLength(2);
		const { warnings } = outputs[2]?.[0]?.json as { warnings: string[] };
		expect(warnings.join()).toMatch(/could not be (checked|asked)/);
		expectNothingSent();
	});

	it.each([
		['={{ $execution.mode === "production" }}', false],
		['={{ 1 === 1 }}', true],
		[false, false],
	])('%s is one value for the whole import', async (checkOnly, isChecked) => {
		const rows = contacts(2);
		const { success } = await runImport(operation, sandbox.current, { rows, parameters: { checkOnly } });
		expect(countBy(success, 'status')).toEqual({ [isChecked ? 'checked' : operation.success]: 2 });
	});

	it.each([
		['={{ $json.test }}', 'looks at rows'],
		['={{ $input.item.json.test }}', 'looks at rows'],
		['={{ $item(0).$json.test }}', 'looks at rows'],
		["={{ $('Rows').item.json.test }}", 'looks at rows'],
		['={{ "yes" }}', 'must be true or false, not "yes"'],
		['={{ 1 }}', 'must be true or false, not 1'],
		['={{ null }}', 'must be true or false, not null'],
		['={{ undefined }}', 'must be true or false, not nothing'],
		['{{ $json.test }}', 'must be true or false, not "{{ $json.test }}"'],
		['true', 'must be true or false, not "true"'],
	])('%s is refused before anything is sent', async (checkOnly, message) => {
		const { error } = await runImport(operation, sandbox.current, {
			rows: contacts(2),
			parameters: { checkOnly },
		});
		expect(error?.message).toContain(message);
		expect(error?.description).toContain('Nothing was sent');
		expect(sandbox.current.requests.all()).toEqual([]);
	});

	it('a switch that is refused leaves the rows by Failed with On Error continue, and the Summary is no check', async () => {
		const { failed, summary } = await runImport(operation, sandbox.current, {
			rows: contacts(2),
			parameters: { checkOnly: '={{ "yes" }}' },
			onError: 'continueRegularOutput',
		});
		expect(countBy(failed, 'status')).toEqual({ notSent: 2 });
		expect(summary.checkOnly).toBe(false);
	});

	it('for any rows, a check and the import after it refuse the same ones for the same reasons', async () => {
		const value = fc.oneof(
			fc.constantFrom('', null, 'call me', '+86 138-0013-8000', 13800138000, '13800138000.0', [1], { a: 1 }),
			fc.integer({ min: 0, max: 30 }).map(phoneOf),
			fc.string({ maxLength: 300 }),
		);
		const row = fc.record({ mobile: value, person: value });
		await fc.assert(
			fc.asyncProperty(
				fc.array(row, { minLength: 1, maxLength: 25 }),
				fc.boolean(),
				async (rows, skipDuplicates) => {
					sandbox.current.reset();
					const setup = { rows: rows as IDataObject[], options: { skipDuplicates } };
					const refused = ({ failed }: { failed: IDataObject[] }) =>
						reasonsOf(failed.filter(({ status }) => status === 'invalid' || status === 'duplicate'));
					const checked = await runImport(operation, sandbox.current, { ...setup, ...check });
					expectNothingSent();
					expect(checked.failed).toHaveLength(refused(checked).length);
					const imported = await runImport(operation, sandbox.current, {
						...setup,
						onError: 'continueRegularOutput',
					});
					expect(refused(checked)).toEqual(refused(imported));
				},
			),
			{ numRuns: 20 },
		);
	});
});
