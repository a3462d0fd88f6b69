import { LONGLONGLONG } from '../../sandbox';
import { chain, openStage, ours, reference, rowsNode } from '../e2e/stage';
import type { ChainNode, Stage } from '../e2e/stage';
import { Editor } from './editor';
import type { NodePanel } from './nodePanel';

let stage: Stage;
let editor: Editor;
beforeAll(async () => {
	stage = await openStage();
	editor = await Editor.open(stage.driver.rest);
});
afterAll(async () => {
	await editor.close();
	await stage.close();
});
afterEach(() => stage.sandbox.reset());

/** Contacts as a CRM gives them. */
const CONTACTS = [
	{ 姓名: '王芳', 手机号码: '+86 138-0000-0001', 公司名称: '示例科技', 意向: '电话机器人' },
	{ 姓名: '李强', 手机号码: '139 0000 0002', 公司名称: '示例软件', 意向: '短信' },
];

/** Puts a node behind those contacts, opens its panel and gets its input. */
async function openPanel(type: string, parameters: ChainNode['parameters'] = {}): Promise<NodePanel> {
	const credentials = reference(stage.credentialFor(type));
	const node = { name: 'Import', type: ours(type), parameters, more: { credentials } };
	const { id } = await stage.driver.createWorkflow(chain(`Columns of ${type}`, [rowsNode(CONTACTS), node]));
	await editor.showWorkflow(id);
	const panel = await editor.openNode('Import');
	await panel.loadInput();
	await editor.dismissToasts();
	return panel;
}

describe('the column mapper', () => {
	it("offers the account's custom fields, takes columns by dragging, and imports what they hold", async () => {
		const panel = await openPanel('longlonglongCustomer');
		const columns = await panel.columns();
		expect(columns.slice(0, 3)).toEqual(['Phone (号码)', 'Contact Name (联系人名称)', 'Company (公司)']);
		expect(columns).toContain('意向产品');

		await panel.drag('手机号码', 'phone');
		await panel.drag('姓名', 'name');
		await panel.drag('公司名称', 'company');
		await panel.drag('意向', `component:${LONGLONGLONG.components.text}`);
		await panel.field('resource').scrollIntoViewIfNeeded();
		await editor.dismissToasts();
		await editor.picture('column-mapper dragged');

		await panel.run();
		expect(await panel.output.getByTestId('node-hint').innerText()).toContain('2 of 2 rows accepted');
		await editor.dismissToasts();
		await editor.picture('column-mapper imported');
		stage.sandbox.finishPending();
		expect(stage.sandbox.longlonglong.storings.map(({ row }) => row)).toMatchObject([
			{ phone: '13800000001', name: '王芳', company: '示例科技', components: [{ value: '电话机器人' }] },
			{ phone: '13900000002', name: '李强', company: '示例软件', components: [{ value: '短信' }] },
		]);
	});

	it('maps automatically by names, the Chinese ones too', async () => {
		const panel = await openPanel('longlonglongCustomer');
		await panel.chooseMapping('Map Automatically');
		await panel.root.getByText('In this mode, make sure').waitFor();
		await panel.run();
		await panel.output.getByTestId('node-hint').filter({ hasText: 'left out: 意向.' }).waitFor();
		await editor.dismissToasts();
		await editor.picture('column-mapper automatic');
		stage.sandbox.finishPending();
		expect(stage.sandbox.longlonglong.storings.map(({ phone }) => phone)).toEqual([
			'13800000001',
			'13900000002',
		]);
	});

	it("offers NXLink's columns with the account's custom fields", async () => {
		const panel = await openPanel('nxlinkCustomer');
		const columns = await panel.columns();
		await editor.picture('column-mapper nxlink');
		expect(columns).toEqual(expect.arrayContaining(['Full Name (客户名称)', 'SMS Phone (手机号码)']));
		expect(columns.join()).toMatch(/customize_/);
	});
});

describe('the list of call tasks', () => {
	it('is searched by a part of the name, and the chosen task is shown by its name', async () => {
		const panel = await openPanel('longlonglongTaskNumber');
		await panel.field('taskId').getByTestId('rlc-input').click();
		const found = editor.page.getByTestId('rlc-item');
		await found.nth(1).waitFor();
		await editor.picture('task list');
		await editor.page.getByTestId('rlc-search').fill('春季');
		await found.filter({ hasText: '新品' }).waitFor({ state: 'hidden' });
		await found.first().waitFor();
		expect(await found.allInnerTexts()).toEqual(['春季回访']);
		await editor.picture('task list searched');
		await found.first().click();
		await found.first().waitFor({ state: 'hidden' });
		expect(await panel.field('taskId').getByTestId('rlc-input').inputValue()).toBe('春季回访');
		await editor.picture('task chosen');
	});
});
