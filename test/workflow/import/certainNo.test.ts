import type { OnError } from 'n8n-workflow';
import { contacts, countBy, runImport, storedPhones, useSandbox } from './importing';
import { OPERATIONS } from './testedImports';

const sandbox = useSandbox();

const CERTAIN_NO = 'before anything was taken is an error of the node with the platform’s words';

describe.each(OPERATIONS)('$name', (operation) => {
	const { limit } = operation;

	describe('a certain no', () => {
		const { denied } = operation;

		it.each([1, 3])(
			`to the credential ${CERTAIN_NO}, and costs at most %i requests, the Batches at Once`,
			async (batchesAtOnce) => {
				const { error, executionStatus, outputs, requests } = await runImport(operation, sandbox.current, {
					rows: contacts(40),
					credential: denied.data,
					options: { batchSize: 4, batchesAtOnce },
				});
				expect(executionStatus).toBe('error');
				expect(error).toMatchObject({ name: 'NodeApiError', message: denied.message });
				expect(error?.description).toContain(`'${denied.parameter}'`);
				expect([outputs, requests.length <= batchesAtOnce]).toEqual([[], true]);
				expect(storedPhones(operation, sandbox.current)).toEqual([]);
			},
		);

		it('beside a request that is accepted is not thrown', async () => {
			const no = { code: operation.denied.code, status: 'error', message: 'no longer', data: [] };
			sandbox.current.faults.add({ kind: 'answer', path: operation.path, body: JSON.stringify(no) });
			sandbox.current.faults.add({ kind: 'slow', path: operation.path, after: 1, delayMs: 300 });
			const result = await runImport(operation, sandbox.current, {
				rows: contacts(40),
				options: { batchSize: 10, batchesAtOnce: 2 },
			});
			expect(result.executionStatus).toBe('success');
			expect(result.failed.slice(0, 10)).toMatchObject(
				new Array(10).fill({ status: 'failed', reason: 'no longer', batch: 0 }),
			);
			expect(countBy(result.failed, 'status')).toEqual({ failed: 10, notSent: 20 });
			expect(storedPhones(operation, sandbox.current)).toEqual(result.success.map((row) => row.mobile));
			expect(result.success).toHaveLength(10);
		});

		it.each<OnError>(['continueRegularOutput', 'continueErrorOutput'])(
			'leaves no row by Success with On Error %s',
			async (onError) => {
				const { success, failed, outputs, requests, executionStatus } = await runImport(
					operation,
					sandbox.current,
					{ rows: contacts(limit + 2), credential: denied.data, onError, options: { batchesAtOnce: 1 } },
				);
				expect(executionStatus).toBe('success');
				expect(success).toEqual([]);
				expect(outputs.slice(3).flat()).toEqual([]);
				expect(countBy(failed, 'status')).toEqual({ failed: limit, notSent: 2 });
				expect(failed[0]?.reason).toBe(denied.message);
				expect(failed.at(-1)?.reason).toContain(denied.message);
				expect(requests).toHaveLength(1);
			},
		);

		it('with the fitting HTTP status means the same', async () => {
			sandbox.current.settings.errorStatus = 'matching';
			const { error } = await runImport(operation, sandbox.current, {
				rows: contacts(2),
				credential: denied.data,
			});
			expect(error).toMatchObject({ message: denied.message, httpCode: '401' });
		});

		it('after rows were accepted is never thrown, and stops an import that can only fail', async () => {
			const code = operation.denied.code;
			sandbox.current.faults.add({
				...{ kind: 'answer', path: operation.path, after: 1 },
				body: JSON.stringify({ code, status: 'error', message: 'no longer', data: [] }),
			});
			const rows = contacts(40);
			const options = { batchSize: 10, batchesAtOnce: 1 };
			const result = await runImport(operation, sandbox.current, { rows, options });
			expect(result.executionStatus).toBe('success');
			expect(countBy(result.failed, 'status')).toEqual({ failed: 10, notSent: 20 });
			expect(result.success).toHaveLength(10);
			expect(result.requests).toHaveLength(2);
			expect(storedPhones(operation, sandbox.current)).toEqual(result.success.map((row) => row.mobile));
		});

		it('to one request only does not keep the others from being sent', async () => {
			sandbox.current.faults.add({
				...{ kind: 'answer', path: operation.path, after: 1 },
				body: JSON.stringify({ code: 404, status: 'error', message: 'not these', data: [] }),
			});
			const options = { batchSize: 10, batchesAtOnce: 1 };
			const { success, failed } = await runImport(operation, sandbox.current, {
				rows: contacts(40),
				options,
			});
			expect(countBy(failed, 'status')).toEqual({ failed: 10 });
			expect(failed[0]).toMatchObject({ reason: 'not these', reasonCode: '404', batch: 1 });
			expect(countBy(success, 'batch')).toEqual({ 0: 10, 2: 10, 3: 10 });
		});
	});
});
