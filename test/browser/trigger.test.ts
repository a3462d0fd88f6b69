import { chain, openStage, ours, reference } from '../e2e/stage';
import type { Stage } from '../e2e/stage';
import { Editor } from './editor';

let stage: Stage;
let editor: Editor;
beforeAll(async () => {
	stage = await openStage();
	editor = await Editor.open({ url: stage.driver.rest.url, cookie: stage.driver.rest.cookie, theme: 'dark' });
});
afterAll(async () => {
	await editor.close();
	await stage.close();
});

const WEBHOOK_ID = '5ab1a5f0-6c3f-4d0e-9a57-1c9a4f7be001';

describe('the trigger', () => {
	it('gives its production address to be copied into the console of the platform', async () => {
		const credentials = reference(stage.credentialFor('longlonglongTrigger'));
		const trigger = {
			name: 'Callbacks',
			type: ours('longlonglongTrigger'),
			more: { credentials, webhookId: WEBHOOK_ID },
		};
		const { id } = await stage.driver.createWorkflow(chain('Callbacks of the platform', [trigger]));
		await editor.showWorkflow(id);
		const panel = await editor.openNode('Callbacks');
		await panel.root.getByText('Webhook URLs', { exact: true }).click();
		await panel.root.getByText('Production URL', { exact: true }).first().click();
		const address = panel.root.getByText(WEBHOOK_ID);
		await address.waitFor();
		await editor.picture('trigger address');
		await address.click();
		await editor.toast(/copied/i);
		const copied = await editor.page.evaluate<string>('navigator.clipboard.readText()');
		expect(copied).toBe(`${stage.driver.rest.url}/webhook/${WEBHOOK_ID}/longlonglong`);
	});
});
