import type { OnError } from 'n8n-workflow';
import { LONGLONGLONG, NXLINK } from '../../../sandbox';
import { contacts, countBy, runImport, storedPhones, useSandbox } from './importing';
import type { ImportOperation } from './testedImports';
import { byId, CUSTOMER_UPSERT, NUMBER_ADD, NUMBER_ADD_ASYNC, OPERATIONS } from './testedImports';

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

describe('a certain no of the task', () => {
	const noes: Array<[string, string, string, RegExp]> = [
		['an unknown task', 'no-such-task', '任务不存在', /task ID/],
		['a running 2.0 task', LONGLONGLONG.tasks.newRunning, '2.0任务启动中,请先停止任务', /pause it first/],
		['an inbound task', LONGLONGLONG.tasks.inbound, '呼入任务不支持导入号码', /Code 400/],
	];
	const imports: ImportOperation[] = [NUMBER_ADD, NUMBER_ADD_ASYNC];
	it.each(imports.flatMap((operation) => noes.map((no) => ({ operation, no }))))(
		'$operation.name: $no.0 is an error of the node',
		async ({ operation, no: [, taskId, message, advice] }) => {
			const { error, requests } = await runImport(operation, sandbox.current, {
				rows: contacts(2),
				parameters: { taskId: byId(taskId) },
			});
			expect(error).toMatchObject({ name: 'NodeApiError', message });
			expect(error?.description).toMatch(advice);
			// A refusal with code 400 may be about the rows: they are tried alone.
			expect(requests).toHaveLength(advice.test('Code 400') ? 3 : 1);
			expect(sandbox.current.longlonglong.storings).toEqual([]);
		},
	);
});

describe('a certain no of NXLink', () => {
	it.each([
		['Access Key', { accessKey: 'nobody' }, /insufficient authority/, /'Access Key' and 'Region'/],
		['App Key', { appKey: 'not=theirs' }, /tenant_id or app_key/, /Code 12001/],
	])('to %s says what to check', async (_name, credential, message, advice) => {
		const { error } = await runImport(CUSTOMER_UPSERT, sandbox.current, { rows: contacts(2), credential });
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(advice);
		expect(error?.description).toMatch(/trace ID [0-9a-f]{32}/);
	});

	it('to one seat fails only its row, with Strict Binding in one request', async () => {
		const rows = contacts(3).map((row, index) => ({
			...row,
			seat: index === 1 ? 'agent1' : NXLINK.seats[0],
		}));
		const setup = { rows, columns: { belong_seat_user: '={{ $json.seat }}' } };
		const split = await runImport(CUSTOMER_UPSERT, sandbox.current, setup);
		expect(split.success).toHaveLength(2);
		expect(split.failed).toMatchObject([{ seat: 'agent1', status: 'failed', reasonCode: '12148' }]);
		expect(split.failed[0]?.reason).toContain('归属坐席 agent1 不存在');
		const whole = { ...setup, options: { splitRefused: false } };
		const { error } = await runImport(CUSTOMER_UPSERT, sandbox.current, whole);
		expect(error?.message).toContain('归属坐席 agent1 不存在');
		const strict = { ...setup, options: { strictBinding: true } };
		const { success, failed } = await runImport(CUSTOMER_UPSERT, sandbox.current, strict);
		expect(success).toHaveLength(2);
		expect(failed).toMatchObject([{ seat: 'agent1', status: 'failed', reasonCode: '12148', batch: 0 }]);
	});
});
