import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runFolder } from '../../scripts/n8nHost/paths';
import { freePort } from '../../scripts/n8nHost/ports';
import { demoOwner } from '../../scripts/n8nHost/rest';
import type { Playground } from '../../scripts/playground/playground';
import { openPlayground } from '../../scripts/playground/playground';
import { CLICKS } from './clicks';
import { Editor } from './editor';
import { NodePanel } from './nodePanel';
import { Walk } from './walk';

// Building the package, starting n8n and walking through the editor take minutes on a busy machine.
jest.setTimeout(300_000);

/* What `npm start` leaves a newcomer with, and the way from there to the first import of their own CSV. */
const folder = join(runFolder, 'browser', `walks-${process.pid}`);
/** As a spreadsheet saves it: five rows, one with words in the place of its phone, one twice. */
const OWN_CSV = `\uFEFF客户姓名,手机,公司,备注
王小明,138-0000-0001,示例科技,老客户
李芳,+86 139 0000 0002,示例软件,
张伟,见备注,示例贸易,电话待补
陈静,13700000004,,展会认识
李芳,13900000002,示例软件,重复
`;
const IMPORTED = [
	{ phone: '13800000001', name: '王小明', company: '示例科技' },
	{ phone: '13900000002', name: '李芳', company: '示例软件' },
	{ phone: '13700000004', name: '陈静' },
];

let playground: Playground;
let editor: Editor;
beforeAll(async () => {
	const ports = { n8nPort: await freePort(), sandboxPort: await freePort() };
	playground = await openPlayground({ folder, ...ports, print: () => undefined });
	await writeFile(join(playground.filesFolder, 'my-customers.csv'), OWN_CSV);
});
beforeEach(async () => {
	playground.sandbox.reset();
	editor = await Editor.open({ url: playground.n8n.url });
});
afterEach(async () => await editor?.close());
afterAll(async () => {
	await playground?.stop();
	await rm(folder, { recursive: true, force: true });
});

async function signIn(walk: Walk): Promise<void> {
	const { page } = editor;
	await page.goto('/');
	await walk.type(page.getByLabel('Email'), demoOwner.email);
	await walk.type(page.getByLabel('Password'), demoOwner.password);
	await walk.click(page.getByRole('button', { name: 'Sign in' }));
	await page.getByText('CSV to public pool').first().waitFor();
	await walk.step('Sign in');
}

/** What the import's panel says, and what the platform has in the end. */
async function expectImported(panel: NodePanel): Promise<void> {
	const hint = await panel.output.getByTestId('node-hint').first().innerText();
	expect(hint).toMatch(/3 of 5 rows accepted in 1 request; 1 invalid, 1 skipped as a duplicate/);
	playground.sandbox.finishPending();
	expect(playground.sandbox.longlonglong.storings.map(({ row }) => row)).toMatchObject(IMPORTED);
}

/** Runs the import as a check first: the panel says what would be sent, and the platform has nothing. */
async function checkFirst(walk: Walk, panel: NodePanel, what: { on: string; off: string }): Promise<void> {
	await walk.once(panel.toggle('checkOnly'));
	await walk.once(panel.run());
	const hint = panel.output.getByTestId('node-hint').filter({ hasText: 'nothing was sent' }).first();
	await hint.waitFor();
	expect(await hint.innerText()).toMatch(
		/3 of 5 rows would be sent in 1 request; 1 invalid, 1 skipped as a duplicate; nothing was sent/,
	);
	expect(playground.sandbox.requests.all().filter(({ method }) => method !== 'GET')).toEqual([]);
	await editor.dismissToasts();
	await walk.step(what.on);
	await walk.once(panel.toggle('checkOnly'));
	await walk.step(what.off);
}

async function lookAtFailed(walk: Walk, panel: NodePanel): Promise<void> {
	await walk.click(panel.output.getByText('Failed Branch'));
	await panel.output.getByText('reason', { exact: true }).waitFor();
	await walk.step('Look at what failed');
}

it('leads a newcomer from an empty workflow to the first import', async () => {
	const walk = await Walk.begin('walk', editor);
	const { page } = editor;
	const panel = new NodePanel(page);
	const found = (name: string) =>
		page.getByTestId('node-creator-item-name').filter({ hasText: name }).first();
	const addNode = async (words: string, node: string, action: string) => {
		await walk.click(page.getByTestId('canvas-handle-plus').last());
		// The cursor is in the search field already.
		await page.getByTestId('node-creator-search-bar').fill(words);
		await walk.click(found(node));
		await walk.click(page.getByTestId('node-creator').getByText(action));
		await panel.parameters.waitFor();
	};
	await signIn(walk);

	await walk.click(page.getByRole('button', { name: 'Create workflow' }));
	await walk.click(page.getByTestId('canvas-add-button'));
	await walk.click(found('Trigger manually'));
	await walk.step('A workflow that starts by hand');

	await addNode('read file', 'Read/Write Files from Disk', 'Read File(s) From Disk');
	await walk.type(panel.field('fileSelector').getByRole('textbox').first(), 'my-customers.csv');
	await walk.step('Read the file');
	await walk.once(panel.close());

	await addNode('csv', 'Extract from File', 'Extract From CSV');
	await walk.step('Take the rows out of it');
	await walk.once(panel.close());

	await addNode('公海', 'Longlonglong Customer', 'Import customers into the public pool');
	const credential = panel.root.getByTestId('node-credentials-select').getByRole('combobox');
	expect(await credential.inputValue()).toBe('Longlonglong (sandbox)');
	await walk.once(panel.loadInput());
	await editor.dismissToasts();
	await walk.step('Import into the public pool');

	await walk.once(panel.drag('手机', 'phone'));
	await walk.once(panel.drag('客户姓名', 'name'));
	await walk.once(panel.drag('公司', 'company'));
	await panel.field('resource').scrollIntoViewIfNeeded();
	await editor.dismissToasts();
	await walk.step('Drag the columns');

	await checkFirst(walk, panel, { on: 'Check first', off: 'Switch the check off' });
	await walk.once(panel.run());
	await panel.output.getByTestId('node-hint').filter({ hasText: 'rows accepted' }).first().waitFor();
	await editor.dismissToasts();
	await walk.step('Run it');
	await expectImported(panel);
	await lookAtFailed(walk, panel);
	expect(await panel.output.innerText()).toMatch(/'Phone \(号码\)' has letters in it/);
	expect(await walk.end()).toEqual(CLICKS.newWorkflow);
});

it('leads a Chinese reader from the first example to the first import, by the Chinese guide alone', async () => {
	const walk = await Walk.begin('walk-zh', editor);
	const { page } = editor;
	const panel = new NodePanel(page);
	await signIn(walk);

	await walk.click(page.getByTestId('workflow-card-name').filter({ hasText: 'CSV to public pool (公海)' }));
	await page.getByTestId('canvas-node').first().waitFor();
	await walk.step('打开第一个示例');

	await walk.doubleClick(editor.node('Read the CSV'));
	await panel.parameters.waitFor();
	await walk.type(panel.field('fileSelector').getByRole('textbox').first(), 'my-customers.csv');
	await walk.step('换成自己的文件');
	await walk.once(panel.close());

	await walk.doubleClick(editor.node('Import into the public pool'));
	await panel.parameters.waitFor();
	await walk.once(panel.loadInput());
	await editor.dismissToasts();
	await walk.step('看到自己的列');

	await walk.click(panel.root.getByTestId('mapping-mode-select'));
	await walk.click(page.getByRole('option', { name: 'Map Automatically' }));
	await panel.root.getByText('In this mode, make sure').waitFor();
	await walk.step('自动对应');

	await checkFirst(walk, panel, { on: '先检查', off: '关掉检查' });
	await walk.once(panel.run());
	await panel.output.getByTestId('node-hint').filter({ hasText: 'rows accepted' }).first().waitFor();
	await editor.dismissToasts();
	await walk.step('执行');
	await panel.output.getByTestId('node-hint').filter({ hasText: 'left out: 备注.' }).waitFor();
	await expectImported(panel);
	await lookAtFailed(walk, panel);
	expect(await walk.end()).toEqual(CLICKS.firstExample);
});
