import { contacts, runImport, useSandbox } from './importing';
import type { ImportOperation } from './testedImports';
import { OPERATIONS } from './testedImports';

const sandbox = useSandbox();

afterEach(() => jest.restoreAllMocks());

/** Imports rows, ten in a request, while each request takes so long by the clock; gives what n8n's log says of the progress. */
async function progressOf(
	operation: ImportOperation,
	rowCount: number,
	requestMs: number,
): Promise<string[]> {
	const startedAt = Date.now();
	const { requests } = sandbox.current;
	jest.spyOn(Date, 'now').mockImplementation(() => startedAt + requests.count * requestMs);
	const { success, logLines } = await runImport(operation, sandbox.current, {
		rows: contacts(rowCount),
		options: { batchSize: 10, batchesAtOnce: 1 },
		name: 'Bring them in',
	});
	expect([success.length, requests.count]).toEqual([rowCount, rowCount / 10]);
	return logLines.filter((line) => line.includes('rows done')).map((line) => line.replace(/ \{.*\}$/, ''));
}

describe.each(OPERATIONS)('$name', (operation) => {
	it('a long import writes a line every five seconds: rows done, rate, time left', async () => {
		expect(await progressOf(operation, 100, 2_000)).toEqual([
			'info Bring them in: 30 of 100 rows done, 5 rows a second, about 14 s left',
			'info Bring them in: 60 of 100 rows done, 5 rows a second, about 8 s left',
			'info Bring them in: 90 of 100 rows done, 5 rows a second, about 2 s left',
		]);
	});

	it('an import of less than five seconds writes none', async () => {
		expect(await progressOf(operation, 100, 499)).toEqual([]);
	});

	it('an import of five seconds writes the first one', async () => {
		expect(await progressOf(operation, 100, 500)).toEqual([
			'info Bring them in: 100 of 100 rows done, 20 rows a second, about 0 s left',
		]);
	});
});
