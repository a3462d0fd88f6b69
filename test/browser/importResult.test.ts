import { longlonglongData } from '../../scripts/playground/credentials';
import { copyExampleData, readExample } from '../../scripts/playground/examples';
import { ChatRobots, readChatExample } from '../e2e/chatRobots';
import { chain, openStage, ours, reference, rowsNode } from '../e2e/stage';
import type { Stage } from '../e2e/stage';
import { Editor } from './editor';

let stage: Stage;
let editor: Editor;
beforeAll(async () => {
	stage = await openStage();
	editor = await Editor.open(stage.driver.rest);
	await copyExampleData(stage.filesFolder);
});
afterAll(async () => {
	await editor.close();
	await stage.close();
});

const IMPORT = 'Import into the public pool';

describe('the import of the 1,000 contacts', () => {
	it('shows the three outputs with their counts, on the canvas and in the panel, and the hint', async () => {
		const file = '01-csv-to-public-pool.json';
		const { workflow } = await readExample(file, stage.credentials, stage.filesFolder);
		const { id } = await stage.driver.createWorkflow(workflow);
		await editor.showWorkflow(id);
		expect(await editor.run()).toContain('successfully');
		await editor.dismissToasts();
		const counts = await editor.page.getByTestId('edge-label').allInnerTexts();
		expect(counts.join(' ')).toMatch(/983 items/);
		expect(counts.join(' ')).toMatch(/17 items/);
		expect(counts.join(' ')).toMatch(/1 item\b/);
		await editor.picture('import canvas');

		const { output } = await editor.openNode(IMPORT);
		expect(await output.getByTestId('node-hint').innerText()).toMatch(
			/983 of 1,000 rows accepted in 5 requests; 12 invalid, 5 skipped as duplicates/,
		);
		expect(await output.getByTestId('branches').innerText()).toMatch(
			/Success Branch \(983 items\)\s+Failed Branch \(17 items\)\s+Summary Branch \(1 item\)/,
		);
		await output.getByText('客户编号', { exact: true }).first().waitFor();
		await editor.picture('import success');
		await output.getByText('Failed Branch').click();
		await output.getByText('reason', { exact: true }).waitFor();
		await editor.picture('import failed');
		await output.getByText('Summary Branch').click();
		await output.getByText('reasons', { exact: true }).first().waitFor();
		await editor.picture('import summary');
	});
});

describe('the example that reports to a chat group', () => {
	it('shows that the one item of the summary went out', async () => {
		const robots = await ChatRobots.start();
		const { id } = await stage.driver.createWorkflow(await readChatExample(stage, robots.addressOf('飞书')));
		await editor.showWorkflow(id);
		expect(await editor.run()).toContain('successfully');
		await robots.close();
		expect(robots.messages).toHaveLength(1);
		await editor.dismissToasts();
		await editor.picture('summary to chat');
	});
});

describe('an import with a refused credential', () => {
	it('says in the panel and on the canvas what the platform said, and what to do', async () => {
		const data = { ...longlonglongData(stage.sandbox.url), accessToken: 'mistyped' };
		const credential = await stage.driver.createCredential('Mistyped token', 'longlonglongApi', data);
		const workflow = chain('An import with a mistyped token', [
			rowsNode([{ phone: '13800000001', name: '王芳' }]),
			{
				name: 'Import',
				type: ours('longlonglongCustomer'),
				parameters: { columns: { mappingMode: 'autoMapInputData', value: null } },
				more: { credentials: reference(credential) },
			},
		]);
		const { id } = await stage.driver.createWorkflow(workflow);
		await editor.showWorkflow(id);
		const panel = await editor.openNode('Import');
		await panel.run();
		const words = await panel.output.innerText();
		await editor.dismissToasts();
		await editor.picture('refused credential');
		expect(words).toContain('Unauthorized');
		expect(words).toMatch(/Check 'Access Token' of the Longlonglong credential/);
		expect(words).not.toContain('mistyped');
		await panel.close();
		await editor.node('Import').getByTestId('node-issues').waitFor();
	});
});
