import { DataTables } from '../../scripts/host/data-tables';
import { importAccounts, unaccounted } from '../../scripts/playground/accounts';
import { disagreements } from '../../scripts/playground/agreement';
import { copyExampleData, exampleFiles, manualTrigger, readExample } from '../../scripts/playground/examples';
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

const files = exampleFiles();

describe('the example workflows', () => {
	it('are there', () => {
		expect(files).not.toEqual([]);
	});
});

for (const file of files) {
	describe(`the example ${file}`, () => {
		it('opens with nodes that n8n knows', async () => {
			const { workflow } = await readExample(file, stage.credentials, stage.filesFolder);
			const types = new Set((await stage.driver.nodeTypes()).map(({ name }) => name));
			expect(workflow.nodes.filter(({ type }) => !types.has(type))).toEqual([]);
			const { id } = await stage.driver.createWorkflow(workflow);
			await stage.driver.deleteWorkflow(id);
		});

		it('accounts for each row, when it needs nothing but the sandbox', async () => {
			const { workflow, missingCredentials } = await readExample(file, stage.credentials, stage.filesFolder);
			const trigger = manualTrigger(workflow);
			// One that calls another workflow of this n8n is run where that workflow is active: test/queue.
			const callsAnother = workflow.nodes.some(({ type }) => type === 'n8n-nodes-base.httpRequest');
			if (missingCredentials.length > 0 || trigger === undefined || callsAnother) return;
			const tables = await DataTables.open(stage.driver.rest);
			await tables.provide(workflow.meta?.dataTables ?? []);
			const { id } = await stage.driver.createWorkflow(workflow);
			const execution = await stage.driver.run(id, trigger);
			await stage.driver.deleteWorkflow(id);
			expect([execution.status, execution.error]).toEqual(['success', undefined]);
			const accounts = importAccounts(execution);
			expect(accounts.map(unaccounted)).toEqual(accounts.map(() => 0));
			expect(disagreements(accounts, stage.sandbox)).toEqual([]);
		});
	});
}
