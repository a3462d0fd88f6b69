import type { IDataObject } from 'n8n-workflow';

import { TASK_CHECK } from '../arrival/records/longlonglong';
import { phoneOf, useSandbox } from '../import/importing';
import { CUSTOMER_IMPORT } from '../import/records/longlonglong';
import { byId, credentialFor } from '../import/testedImports';
import { runTool, sendList, toolColumns } from '../tool/tools';
import { CONFIRMED_CALLS } from './confirmedCalls';
import { nodeFor } from './panel';

const sandbox = useSandbox();

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

describe.each(CONFIRMED_CALLS)('%s as the tool of an AI agent', (operation, name, parameters) => {
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

it("finds the account's own fields by their names, as they are now, without any panel", async () => {
	const rows = [{ phone: phoneOf(0), 意向产品: '外呼机器人', 门店数量: 3, 预约日期: '2026-03-14' }];
	const { answer, sent } = await sendList(CUSTOMER_IMPORT, sandbox.current, { rows });
	expect(answer).toMatchObject({ success: 1 });
	expect(sent[0]?.components).toEqual(
		expect.arrayContaining([expect.objectContaining({ value: '外呼机器人' })]),
	);
});

it('cannot send a row to another account: what says where a row goes is fixed in the panel', async () => {
	const rows = [
		{ phone: phoneOf(0), sub_user_id: 'another', 'Sub-Account ID': 'another', user_id: 'another' },
	];
	const { answer, requests } = await sendList(CUSTOMER_IMPORT, sandbox.current, { rows });
	expect(answer).toMatchObject({ success: 1 });
	expect(requests.map(({ body }) => body.toString()).join()).not.toContain('another');
	expect(answer.warnings).toEqual([expect.stringContaining('sub_user_id')]);
});

it('custom fields with Chinese names have their ID in front, and the name for the person', async () => {
	const columns = Object.entries(await toolColumns(CUSTOMER_IMPORT, sandbox.current));
	const custom = columns.filter(([id]) => id.startsWith('component:'));
	const labels = custom.map(([id, { displayName }]) => displayName.replace(id.slice(10, 18), 'ID'));
	expect(labels).toEqual(['Field ID (意向产品)', 'Field ID (门店数量)', 'Field ID yyyy-MM-dd (预约日期)']);
});
