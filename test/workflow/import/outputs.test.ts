import fc from 'fast-check';
import type { IDataObject, INodeExecutionData, OnError } from 'n8n-workflow';
import { OUTCOME } from '../../outcomeNames';
import { contacts, countBy, phoneOf, refusal, runImport, useSandbox } from './importing';
import { expectRowPlusOutcome } from './rowPlusOutcome';
import type * as ShortSleep from './shortSleep';
import { OPERATIONS } from './testedImports';

jest.mock('n8n-workflow', () => jest.requireActual<typeof ShortSleep>('./shortSleep').n8nWorkflow());

const sandbox = useSandbox();

const ON_ERROR: OnError[] = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];

/** Columns that a CRM may have: with the outcome's names, names that these give way to, lists and objects. */
const columns = fc.dictionary(
	fc.oneof(
		fc.constantFrom('status', 'input_status', 'input_input_status'),
		fc.constantFrom(...OUTCOME, 'input_error', 'message', 'details'),
		fc.constantFrom('__proto__', 'constructor', '7', '客户编号'),
		fc.string({ maxLength: 4 }),
	),
	fc.jsonValue({ maxDepth: 2 }),
	{ maxKeys: 6 },
);

/** Rows of which some are broken and some repeat another. */
const inputs = fc
	.array(fc.tuple(columns, fc.constantFrom('good', 'good', 'good', 'no phone', 'repeated')), {
		minLength: 1,
		maxLength: 12,
	})
	.map((drawn) =>
		contacts(drawn.length).map((contact, index) => {
			const [more, kind] = drawn[index] ?? [{}, 'good'];
			const mobile = { good: contact.mobile, 'no phone': '', repeated: phoneOf(0) }[kind];
			return { ...(more as IDataObject), ...contact, mobile };
		}),
	);

const itemOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

/** Expects that each row left once, on Success or Failed, with its columns. */
function expectEachRow(outputs: INodeExecutionData[][], rows: IDataObject[]): void {
	const items = outputs.slice(0, 2).flat();
	expect(items.map(itemOf).sort((a, b) => a - b)).toEqual(rows.map((_row, index) => index));
	for (const item of items) expectRowPlusOutcome(item.json, rows[itemOf(item)] ?? {});
	expect(outputs.slice(3).flat()).toEqual([]);
}

/** Changes every list and object in a value. */
function spoil(value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	Object.values(value).forEach(spoil);
	if (Array.isArray(value)) value.push('spoilt');
	else Object.assign(value, { spoilt: true });
}

describe.each(OPERATIONS)('$name', (operation) => {
	const { success: status } = operation;
	const answering = (after: number, code: number) =>
		sandbox.current.faults.add({
			...{ kind: 'answer', path: operation.path, after, times: Infinity },
			body: JSON.stringify({ code, status: 'error', message: 'not these', data: [] }),
		});

	it('every row leaves as it came in, bit by bit, with its outcome beside it, whatever On Error says', async () => {
		await fc.assert(
			fc.asyncProperty(inputs, fc.constantFrom(...ON_ERROR), async (rows, onError) => {
				sandbox.current.reset();
				const before = JSON.stringify(rows);
				const options = { skipDuplicates: true, batchSize: 3 };
				const { outputs } = await runImport(operation, sandbox.current, { rows, options, onError });
				expectEachRow(outputs, rows);
				outputs.flat().forEach(({ json }) => spoil(json));
				expect(JSON.stringify(rows)).toBe(before);
			}),
			{ numRuns: 30 },
		);
	});

	it('also the rows that were refused, and those that were not sent because the import stopped', async () => {
		answering(1, operation.denied.code);
		const rows = contacts(9).map((row, index): IDataObject => ({
			crmId: `C${index}`,
			status: 'lead',
			...row,
		}));
		const options = { batchSize: 3, batchesAtOnce: 1 };
		const { outputs, failed, summary } = await runImport(operation, sandbox.current, { rows, options });
		expectEachRow(outputs, rows);
		expect(countBy(failed, 'status')).toEqual({ failed: 3, notSent: 3 });
		expect(Object.keys(failed[0] ?? {}).slice(0, 5)).toEqual([
			...['status', 'reason', 'reasonCode', 'crmId', 'input_status'],
		]);
		const [refused, unsent] = summary.reasons as IDataObject[];
		expect([refused, unsent]).toMatchObject([
			{ status: 'failed', reason: 'not these', rows: 3, firstItem: 3 },
			{ status: 'notSent', rows: 3, firstItem: 6 },
		]);
	});

	it.each(ON_ERROR.slice(1))(
		'also when nothing could be sent and the node continues (On Error %s)',
		async (onError) => {
			const rows = contacts(3).map((row): IDataObject => ({ error: 'a column', ...row }));
			const { outputs, failed, summary, hints } = await runImport(operation, sandbox.current, {
				...{ rows, onError, options: { batchSize: 0, outputFields: 'outcome' } },
			});
			expectEachRow(outputs, rows);
			expect(failed.map((row) => [row.status, row.reasonCode])).toEqual(rows.map(() => ['notSent', 'node']));
			expect(summary).toMatchObject({
				...{ rows: 3, success: 0, failed: 3, requests: 0, repetitions: 0, uniqueIds: [] },
				reasons: [
					{ status: 'notSent', reasonCode: 'node', reason: failed[0]?.reason, rows: 3, firstItem: 0 },
				],
			});
			expect(summary.text).toMatch(/^0 of 3 rows imported in 0 requests; 3 not sent\. \d+\.\d\u00A0s\.$/);
			expect(hints.map(({ message }) => message)).toEqual([summary.text]);
		},
	);

	it('binary data passes on both outputs, in the place of no other', async () => {
		const file = (index: number) => ({
			card: { data: '', mimeType: 'text/plain', fileName: `${index}.txt` },
		});
		const rows = [...contacts(2), { mobile: '', person: 'x' }].map((json, index) => {
			return { json, binary: file(index) } as INodeExecutionData;
		});
		const { outputs } = await runImport(operation, sandbox.current, { rows });
		const [success = [], failed = []] = outputs;
		expect([success.length, failed.length]).toEqual([2, 1]);
		for (const item of [...success, ...failed]) expect(item.binary).toEqual(file(itemOf(item)));
	});

	it('Output Fields: sent gives each row as it was sent, or as far as it could be read', async () => {
		const rows = [...contacts(2), { mobile: '', person: '无号码', crmId: 'C3' }];
		const options = { outputFields: 'sent' };
		const { success, failed, sent } = await runImport(operation, sandbox.current, { rows, options });
		expect(success).toMatchObject((sent[0] ?? []).map((wire) => ({ ...wire, status, batch: 0 })));
		for (const row of success) expect(row).not.toHaveProperty('mobile');
		expect(failed).toMatchObject([{ status: 'invalid', [operation.person]: '无号码' }]);
		expect(failed[0]).not.toHaveProperty('crmId');
	});

	it('Output Fields: outcome gives the outcome alone', async () => {
		const rows = [...contacts(2), { mobile: '', person: 'x' }];
		const options = { outputFields: 'outcome' };
		const { success, failed } = await runImport(operation, sandbox.current, { rows, options });
		expect([success.length, failed.length]).toEqual([2, 1]);
		for (const row of [...success, ...failed]) {
			expect(Object.keys(row).filter((name) => !OUTCOME.includes(name))).toEqual([]);
		}
		expect(failed[0]).toMatchObject({ status: 'invalid', reasonCode: expect.any(String) as string });
	});

	it('Output Fields with an unknown value is refused by its name', async () => {
		const options = { outputFields: '={{ "all" }}' };
		const error = await refusal(operation, sandbox.current, { options });
		expect(error?.message).toBe('\'Output Fields\' must be one of input, outcome, sent, not "all"');
	});

	it('Summary tells reasons apart by the column that they are about', async () => {
		const odd = { person: ['no', 'text'] };
		const rows = contacts(9).map((row, index) => (index % 3 === 0 ? row : { ...row, ...odd }) as IDataObject);
		rows.push({ ...contacts(1, 20)[0], odd: 'no' });
		const columns = { [operation.wholeNumber]: '={{ $json.odd }}' };
		const { summary } = await runImport(operation, sandbox.current, { rows, columns });
		expect(summary.reasons).toMatchObject([
			{ column: expect.stringMatching(/^(Contact |Full )?Name/) as string, rows: 6, firstItem: 1 },
			{ column: expect.stringMatching(/^Customer Grade/) as string, rows: 1, firstItem: 9 },
		]);
	});

	it('Summary has the whole import in one item, and its text is the hint', async () => {
		const doubled = Array.from({ length: 5 }, (_unused, index) => ({
			...contacts(1, index)[0],
			person: '重复',
		}));
		const rows = [...contacts(40), ...doubled, { mobile: '', person: 'x' }];
		const options = { batchSize: 10, skipDuplicates: true, timeout: 5_000 };
		sandbox.current.faults.add({ kind: 'errorBefore', status: 503, path: operation.path, after: 3 });
		sandbox.current.faults.add({ kind: 'tooMany', retryAfter: 0, path: operation.path });
		const startedAt = Date.now();
		const run = await runImport(operation, sandbox.current, { rows, options });
		const { summary, success, hints } = run;
		expect(hints.map(({ message }) => message)).toEqual([summary.text]);
		expect(summary).toEqual({
			text: expect.stringMatching(
				new RegExp(
					`^40 of 46 rows ${status} in 6 requests; 1 invalid, 5 skipped as duplicates\\. ` +
						'2 requests of these repeated earlier ones\\. \\d+\\.\\d\u00A0s\\.$',
				),
			) as string,
			...{ rows: 46, success: 40, failed: 6, requests: 6, repetitions: 2, warnings: [], checkOnly: false },
			counts: { [status]: 40, duplicate: 5, invalid: 1 },
			reasons: [
				{
					...{ status: 'duplicate', reasonCode: 'duplicate', rows: 5, firstItem: 40 },
					reason: expect.stringMatching(/^Item 0 of this import/) as string,
				},
				expect.objectContaining({ status: 'invalid', rows: 1, firstItem: 45 }),
			],
			uniqueIds: [...new Set(success.flatMap(({ uniqueId }) => (uniqueId ? [uniqueId] : [])))],
			seconds: expect.any(Number) as number,
			startedAt: expect.any(String) as string,
			finishedAt: expect.any(String) as string,
			operation: operation.parameters.operation,
			...operation.target,
		});
		const [from, to] = [summary.startedAt, summary.finishedAt].map((time) => Date.parse(String(time)));
		expect([Number(from) >= startedAt, Number(to) >= Number(from), Number(to) <= Date.now()]).toEqual(
			new Array(3).fill(true),
		);
		if (status === 'accepted') expect((summary.uniqueIds as string[]).length).toBe(4);
	});
});
