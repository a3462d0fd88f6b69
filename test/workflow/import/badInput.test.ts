import { runNode } from '../harness';
import { contacts, countBy, importNode, refusal, runImport, useSandbox } from './importing';
import { OPERATIONS } from './testedImports';

const sandbox = useSandbox();
const rows = contacts(3);

describe.each(OPERATIONS)('$name', (operation) => {
	const { limit } = operation;
	const badOptions: Array<[string, string, string | number, string]> = [
		['batchSize', 'Batch Size', 0, `from 1 to ${limit}, not 0`],
		['batchSize', 'Batch Size', limit + 1, `from 1 to ${limit}, not ${limit + 1}`],
		['batchSize', 'Batch Size', 'abc', `from 1 to ${limit}, not "abc"`],
		['batchSize', 'Batch Size', 1.5, `from 1 to ${limit}, not 1.5`],
		['batchSize', 'Batch Size', -1, `from 1 to ${limit}, not -1`],
		['batchSize', 'Batch Size', '', `from 1 to ${limit}, not ""`],
		['batchesAtOnce', 'Batches at Once', 0, 'of 1 or more, not 0'],
		['batchInterval', 'Batch Interval (Ms)', -5, 'of 0 or more, not -5'],
		['maxTries', 'Max Tries', 0, 'of 1 or more, not 0'],
		['timeout', 'Timeout (Ms)', 'soon', 'of 1 or more, not "soon"'],
	];

	it.each(badOptions)(
		'%s (%s) of %j is refused by its name and bounds',
		async (name, label, value, words) => {
			const error = await refusal(operation, sandbox.current, { options: { [name]: value } });
			expect(error?.message).toBe(`'${label}' must be a whole number ${words}`);
			expect(error?.description).toContain(`Change '${label}' under 'Options'`);
		},
	);

	it.each([String(limit), `={{ ${limit} }}`, limit])('Batch Size %j is fine', async (batchSize) => {
		const { success } = await runImport(operation, sandbox.current, { rows, options: { batchSize } });
		expect(success).toHaveLength(3);
	});

	it('with On Error set to continue, a bad option leaves no row by Success', async () => {
		const { success, failed } = await runImport(operation, sandbox.current, {
			rows,
			options: { batchSize: 0 },
			onError: 'continueRegularOutput',
		});
		expect(success).toEqual([]);
		expect(countBy(failed, 'status')).toEqual({ notSent: 3 });
		expect(failed[0]).toMatchObject({ ...rows[0], reasonCode: 'node' });
		expect(failed[0]?.reason).toContain("'Batch Size' must be");
	});

	it('no column mapped is refused', async () => {
		const mapping = { mappingMode: 'defineBelow', value: {}, matchingColumns: [], schema: [] };
		const error = await refusal(operation, sandbox.current, { mapping });
		expect(error?.message).toBe("No column is mapped in 'Columns'");
		expect(error?.description).toContain('Map at least the required columns');
	});

	it('no credential is an error of the node', async () => {
		const { type, parameters } = importNode(operation, sandbox.current);
		const { error, outputs } = await runNode({ node: { type, parameters }, items: rows });
		expect(error?.message).toBe('Node does not have any credentials set');
		expect(outputs).toEqual([]);
	});

	const varying = [
		...operation.oneForAllRows,
		{ label: 'Options', parameters: { options: { batchSize: '={{ 1 + Math.floor($itemIndex / 2) }}' } } },
	];
	it.each(varying)(
		"an expression that differs between rows is refused where one import can have only one value: '$label'",
		async ({ label, parameters }) => {
			const error = await refusal(operation, sandbox.current, { parameters });
			expect(error?.message).toContain(`'${label}' is not the same for all rows`);
			expect(error?.description).toMatch(/^Item 2 gives another value than item 0.*Split the rows/);
		},
	);

	it('an expression that gives the same value for all rows is fine', async () => {
		const { requests } = await runImport(operation, sandbox.current, {
			rows: contacts(4).map((row) => ({ ...row, size: 2 })),
			parameters: { options: { batchSize: '={{ $json.size }}' } },
		});
		expect(requests).toHaveLength(2);
	});
});
