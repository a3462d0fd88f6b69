import type { INodeParameters, ResourceMapperValue } from 'n8n-workflow';
import { LONGLONGLONG } from '../../sandbox';
import type { StoredCredential } from '../../scripts/n8nHost/driver';
import { readExample } from '../../scripts/playground/examples';
import { modelCredential } from '../e2e/agents';
import { ModelServer } from '../e2e/modelServer';
import { chain, openStage, ours, reference } from '../e2e/stage';
import type { Stage } from '../e2e/stage';
import { Editor } from './editor';

let stage: Stage;
let editor: Editor;
let model: ModelServer;
let credential: StoredCredential;
beforeAll(async () => {
	stage = await openStage();
	model = await ModelServer.start();
	credential = await modelCredential(stage, model);
	editor = await Editor.open(stage.driver.rest);
});
afterAll(async () => {
	await editor.close();
	await stage.close();
	await model.close();
});
afterEach(() => stage.sandbox.reset());

it('the assistant of the example imports what a person writes into its chat', async () => {
	const file = 'assistant-imports-customers.json';
	const { workflow } = await readExample(file, stage.credentials, stage.filesFolder);
	const nodes = workflow.nodes.map((node) =>
		node.name === 'Chat model' ? { ...node, credentials: reference(credential) } : node,
	);
	const { id } = await stage.driver.createWorkflow({ ...workflow, nodes });
	const rows = [{ phone: '13800000001', name: '王芳' }, { name: '李强' }];
	const words = '1 of 2 customers went through. 李强 did not: there is no phone. Which number has he got?';
	model.willSend({ Rows_as_JSON: JSON.stringify(rows) }, words);
	await editor.showWorkflow(id);
	const { page } = editor;
	await page.getByTestId('workflow-chat-button').first().click();
	const input = page.getByTestId('canvas-chat').getByRole('textbox').last();
	await input.fill('Please import 王芳, 13800000001, and 李强.');
	await input.press('Enter');
	await page.getByTestId('canvas-chat').getByText('1 of 2 customers').first().waitFor();
	await page.getByText('Import customers', { exact: true }).last().click();
	// Tall enough for the nodes above the chat.
	await page.setViewportSize({ width: 1440, height: 1100 });
	await page.getByTestId('zoom-to-fit').click();
	await page.getByText('failedRows').first().waitFor();
	await editor.dismissToasts();
	await editor.picture('assistant chat');
	expect(model.told.join()).toContain('1 of 2 rows accepted');
	stage.sandbox.finishPending();
	expect(stage.sandbox.longlonglong.storings.map(({ phone }) => phone)).toEqual(['13800000001']);
});

describe("a tool's panel", () => {
	const columnsOf = async (id: string) => {
		const { nodes } = await stage.driver.workflow(id);
		const { columns } = nodes.find(({ name }) => name === 'Tool')?.parameters as {
			columns?: ResourceMapperValue;
		};
		return columns?.value ?? {};
	};

	/** A tool alone on the canvas. */
	async function toolWorkflow(parameters: INodeParameters): Promise<string> {
		const node = 'longlonglongCustomer';
		const more = { credentials: reference(stage.credentialFor(node)) };
		const tool = { name: 'Tool', type: `${ours(node)}Tool`, parameters, more };
		const { id } = await stage.driver.createWorkflow({ ...chain('A tool', [tool]), connections: {} });
		await editor.showWorkflow(id);
		return id;
	}

	it("gives a model's parameters names of their own, custom fields with Chinese names too", async () => {
		const id = await toolWorkflow({ resource: 'customer', operation: 'import' });
		const panel = await editor.openNode('Tool');
		await panel.loaded();
		const { components } = LONGLONGLONG;
		const wanted = ['phone', 'sex', `component:${components.text}`, `component:${components.number}`];
		for (const column of wanted) {
			const field = panel.field(column);
			await field.scrollIntoViewIfNeeded();
			await field.hover();
			const item = panel.parameters.locator('[data-test-id="parameter-item"]', { has: field });
			const place = (await item.count()) > 0 ? item.last() : field.locator('..');
			await place.getByTestId('from-ai-override-button').first().click();
		}
		await editor.picture('assistant tool columns', panel.parameters);
		await panel.close();
		await editor.page.keyboard.press('Control+s');
		for (let tries = 0; tries < 20 && Object.keys(await columnsOf(id)).length < wanted.length; tries++) {
			await editor.page.waitForTimeout(500);
		}
		const keys = Object.values(await columnsOf(id)).map(
			(value) => /\$fromAI\('([^']*)'/.exec(String(value))?.[1],
		);
		expect(keys.slice(0, 2)).toEqual(['Phone', 'Sex_0-Unknown_1-Male_2-Female']);
		expect(keys.slice(2)).toEqual([
			expect.stringMatching(/^Field_91a4ff5d_/),
			expect.stringMatching(/^Field_c87d8629_/),
		]);
	});
});
