import { contacts, useSandbox } from '../import/importing';
import { OPERATIONS } from '../import/testedImports';
import { runImportTool } from './tools';

const sandbox = useSandbox();

describe.each(OPERATIONS)('$name as the tool of an AI agent', (operation) => {
	const run = async (rows: Parameters<typeof runImportTool>[2]['rows'], setup = {}) =>
		await runImportTool(operation, sandbox.current, { rows, ...setup });

	it('tells the model in one item what became of a good row', async () => {
		const { outputs, answer } = await run(contacts(1));
		expect(outputs.map((items) => items.length)).toEqual([1]);
		expect(outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(answer).toMatchObject({
			...{ rows: 1, success: 1, failed: 0, counts: { [operation.success]: 1 }, failedRows: [] },
			text: expect.stringMatching(/^1 of 1 row (?:imported|accepted) in 1 request/) as string,
		});
	});

	it('tells the model that a bad row failed, why, and what to do', async () => {
		const { answer } = await run([{ person: '', mobile: '' }]);
		expect(answer).toMatchObject({ success: 0, failed: 1, counts: { invalid: 1 } });
		expect(answer.failedRows).toEqual([
			{ item: 0, status: 'invalid', reason: expect.stringContaining('required') as string },
		]);
		expect(answer.advice).toEqual([expect.stringContaining('send only them')]);
	});

	it('names at most 20 failed rows, each by its position and one value, and the reasons of all', async () => {
		const rows = contacts(40).map((row) => ({ ...row, mobile: '', note: 'a secret of this customer' }));
		const { answer, told } = await run(rows);
		expect(answer.failedRows).toHaveLength(20);
		expect(answer.failedRows).toContainEqual(
			expect.objectContaining({ item: 19, row: { [operation.person]: '客户 19' } }),
		);
		expect(answer.reasons).toEqual([{ status: 'invalid', rows: 40, reason: expect.any(String) as string }]);
		expect(told).not.toContain('a secret');
	});

	it('answers in fewer than 6,000 characters, whatever 300 rows hold', async () => {
		const rows = contacts(300).map((row, index) => ({
			...row,
			...{
				person: '"\u0001\\'.repeat(60) + index,
				mobile: index % 2 ? `not a "phone" ${'\u0002'.repeat(80)}` : '',
			},
		}));
		const { answer, told } = await run(rows);
		expect(answer.rows).toBe(300);
		expect(told.length).toBeLessThan(6_000);
	});

	it('carries the advice of an error in its message: a model is told nothing else of it', async () => {
		const { data, message, parameter } = operation.denied;
		const { error } = await run(contacts(1), { credential: data });
		expect(error?.message).toContain(message);
		expect(error?.message).toContain(parameter);
		for (const secret of Object.values(data)) expect(error?.message).not.toContain(secret);
	});

	it('carries the advice of a refusal too where the node continues on errors', async () => {
		const { data, message, parameter } = operation.denied;
		const { error, answer } = await run(contacts(2), {
			credential: data,
			onError: 'continueRegularOutput' as const,
		});
		expect(error).toBeUndefined();
		expect(answer.failedRows).toEqual([
			expect.objectContaining({ item: 0, status: 'failed', reason: message }),
			expect.objectContaining({ item: 1, status: 'failed', reason: message }),
		]);
		expect((answer.advice as string[])[0]).toContain(parameter);
	});

	it('says that nobody knows, when an answer never came, and not to send the row again', async () => {
		sandbox.current.faults.add({ kind: 'cutAfter', path: operation.path });
		const { answer } = await run(contacts(1));
		expect(answer).toMatchObject({ success: 0, failed: 1, counts: { unconfirmed: 1 } });
		expect(answer.advice).toEqual([expect.stringContaining('Do not send them again')]);
	});

	it('refuses to map automatically: the engine mixes the data of the agent into the item of a tool', async () => {
		const mapping = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] };
		const { error } = await run(contacts(1), { mapping });
		expect(error?.message).toMatch(/^'Map Automatically' does not work in a tool\. Nothing was sent/);
		expect(sandbox.current.requests.count).toBe(0);
	});

	it('sends of an item only what the columns name, whatever else the agent or the model put into it', async () => {
		const mixed = { sub_user_id: 'another', email: 'agent@example.com', extra: 'more', toolCallId: 'c' };
		await run(contacts(1).map((row) => ({ ...row, ...mixed })));
		const bodies = sandbox.current.requests.all(new RegExp(`${operation.path}$`), 'POST');
		expect(bodies.map(({ body }) => body.toString()).join()).not.toMatch(/another|agent@|more|toolCallId/);
	});
});
