import { manualTrigger, readExample } from '../../scripts/playground/examples';
import { privateTexts } from '../workflow/privateTexts';
import { openStage } from './stage';
import type { Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});

const FILE = 'check-my-account.json';

describe(`the example ${FILE}`, () => {
	it('answers each question about both accounts, and writes tables without anything private', async () => {
		stage.sandbox.seed({ customers: 120, numbers: 5, nxlinkCustomers: 120 });
		const { changes: before } = stage.sandbox.longlonglong;
		const { workflow, missingCredentials } = await readExample(FILE, stage.credentials, stage.filesFolder);
		expect(missingCredentials).toEqual([]);
		const { id } = await stage.driver.createWorkflow(workflow);
		const execution = await stage.driver.run(id, manualTrigger(workflow) ?? '');
		await stage.driver.deleteWorkflow(id);
		expect([execution.status, execution.error]).toEqual(['success', undefined]);

		for (const [platform, count] of [
			['Longlonglong', 10],
			['NXLink', 7],
		] as const) {
			const rows = execution.rows(`Check ${platform}`);
			expect(rows).toHaveLength(count);
			expect(rows.filter(({ answer }) => answer !== 'ok')).toEqual([]);
			const [{ table } = {}] = execution.rows(`${platform} table`);
			const lines = String(table).trim().split('\n');
			expect(lines.slice(0, 2)).toEqual([`### ${platform}`, '']);
			expect(lines.slice(2)).toEqual([
				'| question | answer | detail | setting |',
				'| --- | --- | --- | --- |',
				...rows.map(
					({ question, answer, detail, setting }) => `| ${[question, answer, detail, setting].join(' | ')} |`,
				),
			]);
			expect(privateTexts(stage.sandbox).filter((text) => String(table).includes(text))).toEqual([]);
		}
		expect(stage.sandbox.longlonglong.changes).toBe(before);
	});
});
