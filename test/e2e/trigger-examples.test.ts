import type { IDataObject } from 'n8n-workflow';
import { LONGLONGLONG } from '../../sandbox';
import { DataTables } from '../../scripts/n8nHost/dataTables';
import { copyExampleData, manualTrigger, readExample } from '../../scripts/playground/examples';
import { CallbackTarget, deliver } from './callbackWorkflow';
import { openStage } from './stage';
import type { Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
	await copyExampleData(stage.filesFolder);
});
afterAll(async () => {
	await stage.close();
});
beforeEach(() => stage.sandbox.reset());

/** An example, active; `start` presses "Execute workflow" on its manual trigger and waits for the end. */
async function openExample(file: string) {
	const { workflow } = await readExample(file, stage.credentials, stage.filesFolder);
	const target = await CallbackTarget.open(stage.driver, workflow);
	stage.sandbox.settings.callbackTimeoutMs = 60_000;
	const start = async () => await stage.driver.run(target.id, manualTrigger(workflow) ?? '');
	return { target, start };
}

async function tableRows(name: string): Promise<IDataObject[]> {
	const tables = await DataTables.open(stage.driver.rest);
	const table = (await tables.list()).find((listed) => listed.name === name);
	return table ? await tables.rows(table.id) : [];
}

/** Customers that the example's filter fits, as the platform's own interface takes them. */
async function putIntoPool(phones: string[], product = '电话机器人'): Promise<void> {
	const components = [{ id: LONGLONGLONG.components.text, value: product }];
	await fetch(`${stage.sandbox.url}/agent-api/user/${LONGLONGLONG.userId}/async_customer`, {
		method: 'POST',
		headers: { authorization: `Bearer ${LONGLONGLONG.token}`, 'content-type': 'application/json' },
		body: JSON.stringify({ data: phones.map((phone) => ({ phone, sort: 0, components })) }),
	});
	stage.sandbox.finishPending();
}

describe('the examples that wait for callbacks', () => {
	it("'Callback to CRM' writes one row for each call, also when a callback comes twice", async () => {
		const { target, start } = await openExample('callback-to-crm.json');
		expect((await start()).status).toBe('success');
		const first = await deliver(stage.sandbox, target.address, { kind: 'call', count: 3 });
		await target.untilEnded(2);
		await deliver(stage.sandbox, target.address, { kind: 'call', payload: first.payload });
		await target.untilEnded(3);
		const executions = await target.executions(3);
		await target.deactivate();
		expect(executions.map(({ status, error }) => [status, error])).toEqual(
			executions.map(() => ['success', undefined]),
		);
		const { data: calls } = JSON.parse(first.payload) as { data: IDataObject[] };
		const written = (await tableRows('longlonglong_calls')).filter((row) =>
			calls.some(({ callid }) => callid === row.callId),
		);
		expect(written.map(({ callId }) => callId).sort()).toEqual(calls.map(({ callid }) => callid).sort());
		for (const row of written) {
			const call = calls.find(({ callid }) => callid === row.callId);
			expect(row).toMatchObject({
				phone: (call?.number_data as IDataObject).number,
				task: (call?.task as IDataObject).name,
				talkSeconds: call?.bill,
			});
		}
	});

	it("'Import and follow up' closes each batch that it noted when the callback comes", async () => {
		const { target, start } = await openExample('import-and-follow-up.json');
		stage.sandbox.settings.callbackUrls = { async_customer: target.address };
		// The callbacks wait until the batches are in the table.
		stage.sandbox.settings.finishAfterMs = 3_600_000;
		const imported = await start();
		expect([imported.status, imported.error]).toEqual(['success', undefined]);
		const uniqueIds = imported.rows('Note the batches').map(({ uniqueId }) => uniqueId);
		expect(uniqueIds.length).toBeGreaterThan(1);
		stage.sandbox.finishPending();
		await stage.sandbox.callbacksIdle();
		const executions = await target.executions(1 + uniqueIds.length);
		await target.deactivate();
		expect(executions.map(({ error }) => error)).toEqual(executions.map(() => undefined));
		const rows = (await tableRows('longlonglong_import_batches')).filter(({ uniqueId }) =>
			uniqueIds.includes(uniqueId),
		);
		expect(rows).toHaveLength(uniqueIds.length);
		for (const row of rows) expect(row.finishedAt).toEqual(expect.any(String));
	});

	it("'Pool to task' notes how many numbers its call moved", async () => {
		const { target, start } = await openExample('pool-to-task.json');
		stage.sandbox.settings.callbackUrls = { api_customer_to_task: target.address };
		stage.sandbox.settings.finishAfterMs = 3_600_000;
		await putIntoPool(['13012121212', '13924667471']);
		await putIntoPool(['13012121213'], '短信');
		const started = await start();
		expect([started.status, started.error]).toEqual(['success', undefined]);
		const [noted] = started.rows('Note the move');
		stage.sandbox.finishPending();
		const executions = await target.executions(2);
		await target.deactivate();
		expect(executions.map(({ error }) => error)).toEqual([undefined, undefined]);
		const rows = (await tableRows('longlonglong_moves')).filter(
			({ uniqueId }) => uniqueId === noted?.uniqueId,
		);
		expect(rows).toEqual([
			expect.objectContaining({ numbersMoved: 2, arrivedAt: expect.any(String) as string }),
		]);
	});
});
