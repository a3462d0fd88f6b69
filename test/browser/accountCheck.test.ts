import { readExample } from '../../scripts/playground/examples';
import { openStage } from '../e2e/stage';
import type { Stage } from '../e2e/stage';
import { Editor } from './editor';

let stage: Stage;
let editor: Editor;
beforeAll(async () => {
	stage = await openStage();
	editor = await Editor.open(stage.driver.rest);
	// Wide and tall enough for the whole table.
	await editor.page.setViewportSize({ width: 1680, height: 1000 });
});
afterAll(async () => {
	await editor.close();
	await stage.close();
});

describe('the example that checks the accounts', () => {
	it('shows a table with an answer to each question', async () => {
		stage.sandbox.seed({ customers: 120, nxlinkCustomers: 120 });
		Object.assign(stage.sandbox.settings, {
			getBody: 'refused',
			maxPerPage: 50,
			pageMeta: 'asked',
			tokenDays: 12,
		});
		const { workflow } = await readExample('check-my-account.json', stage.credentials, stage.filesFolder);
		const { id } = await stage.driver.createWorkflow(workflow);
		await editor.showWorkflow(id);
		expect(await editor.run()).toContain('successfully');
		await editor.dismissToasts();
		await editor.picture('account check canvas');

		const panel = await editor.openNode('Check Longlonglong');
		const { output } = panel;
		await output.getByText('setting', { exact: true }).waitFor();
		const text = await output.innerText();
		expect(text).toContain('Is the token accepted, and when does it expire?');
		expect(text).toContain('Options → Send Filters In → Query String');
		expect(text).toContain('attention');
		await editor.picture('account check');
		await panel.close();
	});
});
