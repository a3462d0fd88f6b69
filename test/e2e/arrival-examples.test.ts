import type { Execution } from '../../scripts/n8nHost/execution';
import { importAccounts } from '../../scripts/playground/accounts';
import { copyExampleData, readExample } from '../../scripts/playground/examples';
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

async function runExample(file: string): Promise<Execution> {
	const { workflow } = await readExample(file, stage.credentials, stage.filesFolder);
	const { id } = await stage.driver.createWorkflow(workflow);
	const execution = await stage.driver.run(id, 'Start');
	await stage.driver.deleteWorkflow(id);
	expect([execution.status, execution.error]).toEqual(['success', undefined]);
	return execution;
}

/** How often each phone was stored, as a set: `{1}` means that none was stored twice. */
const storedTimes = () => new Set(stage.sandbox.longlonglong.timesStored().values());

const reportOf = (execution: Execution) =>
	Object.fromEntries(execution.rows('Report').map(({ arrival, count_arrival: rows }) => [arrival, rows]));

describe("the example 'until-everything-is-there.json'", () => {
	it('waits until the platform has worked on the import, and reports that all rows have arrived', async () => {
		stage.sandbox.settings.finishAfterMs = 1_500;
		const execution = await runExample('until-everything-is-there.json');
		const [first, second] = importAccounts(execution);
		expect(first).toMatchObject({ rowsIn: 1_000, success: { length: 988 }, failed: { length: 12 } });
		expect(second).toBeUndefined();
		expect(reportOf(execution)).toEqual({ arrived: 988 });
		expect(stage.sandbox.longlonglong.timesStored().size).toBe(988);
		expect(storedTimes()).toEqual(new Set([1]));
	});

	it('settles rows of which nobody knew: what arrived is not sent again, what did not is sent once more', async () => {
		const { faults } = stage.sandbox;
		faults.add({ kind: 'cutAfter', path: 'async_customer', after: 1 });
		faults.add({ kind: 'errorBefore', path: 'async_customer', after: 2 });
		const { workflow } = await readExample(
			'until-everything-is-there.json',
			stage.credentials,
			stage.filesFolder,
		);
		for (const node of workflow.nodes) {
			if (node.parameters.operation === 'checkArrival') node.parameters.options = { waitSeconds: 3 };
		}
		const { id } = await stage.driver.createWorkflow(workflow);
		const execution = await stage.driver.run(id, 'Start');
		const [first, second] = importAccounts(execution);
		expect(first?.failed.filter(({ status }) => status === 'unconfirmed')).toHaveLength(400);
		expect(second?.rowsIn).toBe(200);
		expect(reportOf(execution)).toEqual({ arrived: 988 });
		expect(storedTimes()).toEqual(new Set([1]));
	});

	it('reports rows as missing that the platform accepted and refused later, again and again', async () => {
		stage.sandbox.settings.rowsRefusedLater = [{ field: 'extra', pattern: '[37]$' }];
		const { workflow } = await readExample(
			'until-everything-is-there.json',
			stage.credentials,
			stage.filesFolder,
		);
		for (const node of workflow.nodes) {
			if (node.parameters.operation === 'checkArrival') node.parameters.options = { waitSeconds: 2 };
		}
		const { id } = await stage.driver.createWorkflow(workflow);
		const execution = await stage.driver.run(id, 'Start');
		const stored = stage.sandbox.longlonglong.timesStored().size;
		expect(stored).toBeLessThan(988);
		expect(reportOf(execution)).toEqual({ arrived: stored, missing: 988 - stored });
		expect(importAccounts(execution)[1]?.rowsIn).toBe(988 - stored);
		expect(storedTimes()).toEqual(new Set([1]));
	});
});

describe("the example 'safe-repeat.json', run a second time", () => {
	it('sends nothing that is there', async () => {
		const [first] = importAccounts(await runExample('safe-repeat.json'));
		stage.sandbox.finishPending();
		const stored = stage.sandbox.longlonglong.timesStored().size;
		expect(first?.success).toHaveLength(988);
		expect(stored).toBe(988);
		const [second] = importAccounts(await runExample('safe-repeat.json'));
		expect(second?.success).toEqual([]);
		expect(stage.sandbox.longlonglong.timesStored().size).toBe(stored);
		expect(storedTimes()).toEqual(new Set([1]));
	});
});
