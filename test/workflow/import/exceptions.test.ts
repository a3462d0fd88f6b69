import type { IDataObject, OnError } from 'n8n-workflow';
import { contacts, countBy, runImport, storedPhones, useSandbox } from './importing';
import { OPERATIONS } from './testedImports';

const sandbox = useSandbox();

const ON_ERROR: OnError[] = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];
/** An object that JSON cannot hold: it contains itself. */
const endless = (): IDataObject => {
	const value: IDataObject = { id: 'a', value: 'b' };
	value.self = value;
	return value;
};

describe.each(OPERATIONS)('$name', (operation) => {
	const { columns: jsonColumns, wrap } = operation.json;
	const columns = { [jsonColumns[0]]: '={{ $json.odd }}' };
	const options = { batchSize: 10, batchesAtOnce: 1 };
	const odd: Array<[string, unknown]> = [
		['[null]', [null]],
		['an object that contains itself', wrap(endless())],
	];

	describe.each(odd)('a value that nobody foresaw: %s', (_what, value) => {
		it.each(ON_ERROR)(
			'makes its row invalid, and every other row is sent (On Error: %s)',
			async (onError) => {
				const rows = contacts(40);
				Object.assign(rows[35] ?? {}, { odd: value });
				const run = await runImport(operation, sandbox.current, { rows, columns, options, onError });
				expect(run.executionStatus).toBe('success');
				expect(run.success).toHaveLength(39);
				expect(countBy(run.failed, 'status')).toEqual({ invalid: 1 });
				expect(run.failed[0]?.reason).toMatch(/\w/);
				const stored = storedPhones(operation, sandbox.current);
				expect(stored).toEqual(run.success.map(({ mobile }) => mobile));
			},
		);
	});
});
