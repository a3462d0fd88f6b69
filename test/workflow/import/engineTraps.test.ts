import type { IDataObject, OnError } from 'n8n-workflow';
import { chain, resultOf, runWorkflow, sourceOf } from '../harness';
import { contacts, countBy, importNode, phoneOf, runImport, storedPhones, useSandbox } from './importing';
import { OPERATIONS } from './testedImports';

const sandbox = useSandbox();

/** n8n's own "Retry On Fail", which runs a whole node again. */
const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

describe.each(OPERATIONS)('$name', (operation) => {
	const refusing = (after: number) =>
		sandbox.current.faults.add({
			...{ kind: 'answer', path: operation.path, after },
			body: JSON.stringify({ code: 404, status: 'error', message: 'not these', data: [] }),
		});
	/** Names that n8n's engine acts on, in the input. */
	const rows = contacts(6).map(
		(row) => ({ error: 'a column', ...row, message: 'x', details: 1 }) as IDataObject,
	);

	it.each<OnError | undefined>([undefined, 'continueRegularOutput', 'continueErrorOutput'])(
		'Retry On Fail does not repeat an import in which rows failed (On Error %s)',
		async (onError) => {
			refusing(1);
			const { success, failed, requests } = await runImport(operation, sandbox.current, {
				rows,
				options: { batchSize: 2, batchesAtOnce: 1 },
				...(onError && { onError }),
				...RETRY_ON_FAIL,
			});
			expect(requests).toHaveLength(3);
			expect([success.length, failed.length]).toEqual([4, 2]);
			expect(storedPhones(operation, sandbox.current)).toEqual([0, 1, 4, 5].map(phoneOf));
		},
	);

	it.each<OnError>(['continueRegularOutput', 'continueErrorOutput'])(
		'nor one that was refused altogether, when the node continues (On Error %s)',
		async (onError) => {
			refusing(0);
			const { success, failed, outputs, requests } = await runImport(operation, sandbox.current, {
				...{ rows, onError, ...RETRY_ON_FAIL },
			});
			expect(requests).toHaveLength(1);
			expect([success.length, failed.length, outputs.slice(3).flat().length]).toEqual([0, 6, 0]);
		},
	);

	it('Retry On Fail repeats a certain no that came before anything was taken, and then each row is stored once', async () => {
		refusing(0);
		const { success, requests } = await runImport(operation, sandbox.current, { rows, ...RETRY_ON_FAIL });
		expect(success).toHaveLength(6);
		expect(requests).toHaveLength(2);
		expect(storedPhones(operation, sandbox.current)).toEqual(rows.map((_row, index) => phoneOf(index)));
	});

	it('a bad option with Retry On Fail and On Error continue sends nothing, and no row looks like an error to n8n', async () => {
		const { failed, outputs, requests } = await runImport(operation, sandbox.current, {
			...{ rows, onError: 'continueErrorOutput', options: { batchSize: 0 }, ...RETRY_ON_FAIL },
		});
		expect(requests).toEqual([]);
		expect(outputs.map((output) => output.length)).toEqual([0, 6, 1, 0]);
		expect(failed[0]).toMatchObject({ status: 'notSent', mobile: phoneOf(0) });
	});

	it('an answer with HTTP 401 is not asked for a second time', async () => {
		sandbox.current.settings.errorStatus = 'matching';
		const { error, requests } = await runImport(operation, sandbox.current, {
			rows,
			credential: operation.denied.data,
		});
		expect(requests.map(({ status }) => status)).toEqual([401]);
		expect(error).toMatchObject({ httpCode: '401' });
	});

	it('a 401 of a proxy is not either', async () => {
		sandbox.current.faults.add({ kind: 'answer', path: operation.path, status: 401, times: Infinity });
		const { error, requests } = await runImport(operation, sandbox.current, { rows });
		expect([error?.name, requests.length]).toEqual(['NodeApiError', 1]);
	});

	it('with an error output, failed rows leave by Failed, not by Error', async () => {
		const some = [...rows, { person: 'no phone' }];
		const { outputs, success, failed } = await runImport(operation, sandbox.current, {
			...{ rows: some, onError: 'continueErrorOutput' },
		});
		expect(outputs.map((output) => output.length)).toEqual([6, 1, 1, 0]);
		expect([success.length, countBy(failed, 'status')]).toEqual([6, { invalid: 1 }]);
	});

	it('leaves the input as it is for other nodes, and the items lead back to it', async () => {
		const again = {
			[operation.person]: "={{ $('Source').item.json.person }} again",
		};
		const options = { outputFields: 'sent' };
		const nodes = [
			{ type: sourceOf(rows), name: 'Source' },
			{ ...importNode(operation, sandbox.current), name: 'First' },
			{ ...importNode(operation, sandbox.current, { columns: again, options }), name: 'Second' },
		];
		const before = structuredClone(rows);
		const result = await runWorkflow(nodes, chain('Source', 'First', 'Second'));
		const [success = [], failed = []] = resultOf('Second', result).outputs;
		const persons = [...success, ...failed].map(({ json }) => json[operation.person]);
		expect(persons).toEqual(rows.map(({ person }) => `${String(person)} again`));
		expect(rows).toEqual(before);
		expect(resultOf('Source', result).outputs[0]?.map(({ json }) => json)).toEqual(before);
	});
});
