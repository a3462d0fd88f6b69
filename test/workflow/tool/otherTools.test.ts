import type { IDataObject } from 'n8n-workflow';

import { LONGLONGLONG } from '../../../sandbox';
import { bring, CHECKS, TASK_CHECK } from '../arrival/testedChecks';
import { contacts, useSandbox } from '../import/importing';
import { byId, credentialFor } from '../import/testedImports';
import { nodeFor } from '../longlonglong/panel';
import { runTool } from './tools';

const sandbox = useSandbox();

describe.each(CHECKS)('$name as the tool of an AI agent', (check) => {
	const run = async (rows: IDataObject[], parameters: IDataObject = {}) => {
		const { importedBy } = check;
		const node = {
			type: check.type,
			parameters: { ...check.parameters, [check.contact]: '={{ $json.mobile }}', ...parameters },
			credentials: { [importedBy.credential.name]: credentialFor(importedBy, sandbox.current) },
			credentialTypes: [importedBy.credential.type],
		};
		return await runTool(node, rows);
	};

	it('tells the model in one item what is there, and names at most 20 rows, the missing ones first', async () => {
		const rows = contacts(60);
		await bring(check, sandbox.current, rows.slice(0, 25));
		const { outputs, answer, told } = await run([...rows, { mobile: '' }]);
		expect(outputs.map((items) => items.length)).toEqual([1]);
		expect(answer).toMatchObject({ arrived: 25, missing: 35, unknown: 1 });
		expect(answer.text).toMatch(/^25 of 61 rows have arrived; 35 are missing/);
		const listed = answer.rows as IDataObject[];
		expect(listed).toHaveLength(20);
		expect(listed[0]).toEqual({ item: 25, contact: '13800000025', arrival: 'missing' });
		expect(told.length).toBeLessThan(6_000);
	});

	it("tells a customer's ID, and the reason of what is unknown", async () => {
		const rows = contacts(1);
		await bring(check, sandbox.current, rows);
		const { answer } = await run([...rows, { mobile: '' }]);
		expect(answer.rows).toEqual([
			{ item: 1, arrival: 'unknown', reason: 'The row has no contact to look for' },
			expect.objectContaining({ item: 0, arrival: 'arrived', id: expect.any(String) as string }),
		]);
	});
});

it('an arrival check that cannot look says what to do', async () => {
	const node = {
		type: TASK_CHECK.type,
		parameters: { ...TASK_CHECK.parameters, taskId: byId('={{ $json.task }}'), phone: '13800000001' },
		credentials: { longlonglongApi: credentialFor(TASK_CHECK.importedBy, sandbox.current) },
		credentialTypes: [TASK_CHECK.importedBy.credential.type],
	};
	const { error } = await runTool(node, [{}]);
	expect(error?.message).toMatch(/^'Task' is empty\. Pick a task from the list/);
});

const taskId = byId(LONGLONGLONG.tasks.classicPaused);

/** Each call that acts on everything, and its switch. */
const CALLS: Array<[string, string, IDataObject]> = [
	['customer: moveToTask', 'confirmMoveAll', { taskId }],
	[
		'customer: delete',
		'confirmDeleteByTime',
		{ deleteBy: 'created', createdAfter: '2024-01-01', createdBefore: '2025-01-01' },
	],
	['number: reset', 'confirmResetAll', { taskId }],
	['number: delete', 'confirmDeleteAll', { taskId, deleteBy: 'all' }],
];

describe.each(CALLS)('%s as the tool of an AI agent', (operation, name, parameters) => {
	beforeEach(() => sandbox.current.seed({ customers: 3, numbers: 3 }));
	const run = async (more: IDataObject, sent: IDataObject = {}) =>
		await runTool(nodeFor(sandbox.current, operation, { ...parameters, ...more }), [sent]);

	it('is not confirmed by anything that a model sends, and tells the model what to do', async () => {
		const arguments_ = { [name]: true, parameters: { [name]: true }, options: { [name]: true } };
		for (const value of [false, `={{ $fromAI('${name}', '', 'boolean') }}`, `={{ $json.${name} }}`]) {
			const { error } = await run({ [name]: value }, arguments_);
			expect(error?.message).toMatch(/nothing was sent\. .* switch on '/);
		}
		expect(sandbox.current.requests.count).toBe(0);
	});

	it('tells the model in one item what it did, once the person who built the workflow has confirmed it', async () => {
		const { error, answer, outputs } = await run({ [name]: true });
		expect(error).toBeUndefined();
		expect(outputs.map((items) => items.length)).toEqual([1]);
		expect(answer).toMatchObject({ message: expect.any(String) as string });
	});
});
