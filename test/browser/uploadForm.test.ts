import type { IDataObject } from 'n8n-workflow';
import { join } from 'node:path';
import { crmContacts, crmContactsGb18030, crmContactsXlsx } from '../../scripts/exampleData';
import { readExample } from '../../scripts/playground/examples';
import { readXlsx } from '../e2e/exampleRun';
import { openStage } from '../e2e/stage';
import type { Stage } from '../e2e/stage';
import { CLICKS } from './clicks';
import { Editor } from './editor';
import { Walk } from './walk';

/* What a person sees who uploads a file of contacts on n8n's form, and never opens n8n. */
jest.setTimeout(240_000);

const FILE = 'upload-form.json';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let stage: Stage;
let editor: Editor;
let workflow: string;
let address: string;
beforeAll(async () => {
	stage = await openStage();
	const example = await readExample(FILE, stage.credentials, stage.filesFolder);
	expect(example.missingCredentials).toEqual([]);
	const trigger = example.workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
	address = `${stage.driver.rest.url}/form/${(trigger?.parameters.options as { path: string }).path}`;
	({ id: workflow } = await stage.driver.createWorkflow(example.workflow));
	await stage.driver.activate(workflow);
	await untilItAnswers(200);
});
beforeEach(async () => {
	stage.sandbox.reset();
	editor = await Editor.open({ url: stage.driver.rest.url });
});
afterEach(async () => await editor.close());
afterAll(async () => {
	await stage.driver.deactivate(workflow);
	await untilItAnswers(404);
	await stage.driver.deleteWorkflow(workflow);
	await stage.close();
});

/** n8n takes a moment to register a form, and another one to release it. Asked by GET, it starts nothing. */
async function untilItAnswers(status: number): Promise<void> {
	for (let tried = 0; (await fetch(address)).status !== status; tried++) {
		if (tried === 100) throw new Error(`The form does not answer ${status}.`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

const field = (name: string) => editor.page.getByLabel(name);
const button = (name: string) => editor.page.getByRole('button', { name });

/** Chooses a file on the first page. */
async function choose(name: string, content: Buffer | string): Promise<void> {
	await field('文件 File').setInputFiles({
		name,
		mimeType: name.endsWith('.xlsx') ? XLSX : 'text/csv',
		buffer: Buffer.from(content),
	});
}

/** Fills in the first page, presses the button, and gives the text of the page that comes. */
async function check(name: string, content: Buffer | string, title: RegExp): Promise<string> {
	await editor.page.goto(address);
	await choose(name, content);
	await button('检查 Check').click();
	return await pageThatComes(title);
}

async function pageThatComes(title: RegExp): Promise<string> {
	await editor.page.getByRole('heading', { name: title }).waitFor();
	return await editor.page.locator('body').innerText();
}

/** The page without what is around it. */
const picture = async (name: string) => await editor.picture(name, editor.page.locator('.card').first());

const digits = (phone: string) => phone.replace(/[\s-]/g, '').replace(/^(\+|00)86/, '');

const stored = () => {
	stage.sandbox.finishPending();
	return stage.sandbox.longlonglong.storings.map(({ row }) => row as IDataObject);
};

it('leads from an Excel file over the report of the check to the imported customers, with the others as a file', async () => {
	const walk = await Walk.begin('upload-form', editor);
	const { page } = editor;
	await page.goto(address);
	await walk.once(choose('crm-contacts.xlsx', Buffer.from(await crmContactsXlsx())));
	await walk.type(field('工作表名称'), '客户');
	await walk.type(field('列名上方的行数'), '1');
	await walk.step('选择文件');
	await picture('upload-form-file');

	await walk.click(button('检查 Check'));
	const report = await pageThatComes(/检查结果/);
	await walk.step('检查结果');
	await picture('upload-form-report');
	expect(report).toContain('1000 行 rows · 989 行可导入 can be imported · 11 行有问题 have something wrong');
	expect(report).toMatch(/5\s+Item 12 of this import has the same phone/);
	expect(report).toMatch(/C000119 · 张磊 · 男 · 138OOOO1180\s+'Phone \(号码\)' has letters in it/);
	expect(report).toContain('Input columns that match no column of the platform were left out: 客户编号');
	expect(stored()).toEqual([]);

	await walk.click(page.getByText('导入 Import'));
	const download = page.waitForEvent('download');
	await walk.click(button('继续 Continue'));
	const result = await pageThatComes(/导入完成/);
	const file = await download;
	await walk.step('导入完成');
	await picture('upload-form-result');
	expect(result).toContain('988 行已提交 rows were accepted · 12 行未导入 rows were not imported');
	expect(stored()).toHaveLength(988);

	expect(file.suggestedFilename()).toBe('not-imported.xlsx');
	const path = join(stage.filesFolder, 'not-imported.xlsx');
	await file.saveAs(path);
	const failed = await readXlsx(stage, path);
	expect(failed).toHaveLength(12);
	const numbers = failed.map((row) => row['客户编号']);
	const others = crmContacts().filter((contact) => !numbers.includes(contact.客户编号));
	expect(new Set(stored().map(({ phone }) => phone))).toEqual(
		new Set(others.map((contact) => digits(contact.手机号码))),
	);
	expect(failed.filter(({ reason }) => typeof reason !== 'string' || reason === '')).toEqual([]);
	expect(await walk.end()).toEqual(CLICKS.uploadedWorkbook);
});

it('takes a CSV in GB18030, and imports nothing when the person cancels', async () => {
	const report = await check('客户.CSV', crmContactsGb18030(), /检查结果/);
	expect(report).toContain('1000 行 rows · 989 行可导入');
	expect(report).not.toContain('garbled');
	await editor.page.getByText('取消 Cancel').click();
	await button('继续 Continue').click();
	expect(await pageThatComes(/已取消/)).toContain('没有导入任何数据');
	expect(stored()).toEqual([]);
});

it('takes a CSV in UTF-8; text of the file is shown as text; when all goes well there is no file', async () => {
	const csv = '\uFEFF姓名,手机\n<h1>王小明</h1>,13800000001\n李芳,139 0000 0002\n';
	const walk = await Walk.begin('upload-form-csv', editor);
	await editor.page.goto(address);
	await walk.once(choose('contacts.csv', csv));
	await walk.step('选择文件');
	await walk.click(button('检查 Check'));
	const report = await pageThatComes(/检查结果/);
	await walk.step('检查结果');
	expect(report).toContain('2 行 rows · 2 行可导入 can be imported · 0 行有问题');
	await walk.click(editor.page.getByText('导入 Import'));
	await walk.click(button('继续 Continue'));
	expect(await pageThatComes(/导入完成/)).toContain('2 行已提交');
	await walk.step('导入完成');
	expect(await walk.end()).toEqual(CLICKS.uploadedFile);
	expect(stored()).toMatchObject([{ name: '<h1>王小明</h1>' }, { phone: '13900000002' }]);

	const broken = await check('contacts.csv', '姓名,手机\n<h1>王</h1>,138OOOO0001\n', /检查结果/);
	expect(broken).toContain('<h1>王</h1> · 138OOOO0001');
});

it.each([
	['no rows', 'contacts.csv', '姓名,手机\n', /没有数据/],
	['rows of different lengths', 'contacts.csv', '姓名,手机\n王小明,138,多一列\n', /Record Length/],
])('says that it cannot read a file with %s', async (_what, name, content, message) => {
	expect(await check(name, content, /无法读取文件/)).toMatch(message);
	expect(stored()).toEqual([]);
});

it('says that the workbook has no such sheet', async () => {
	await editor.page.goto(address);
	await choose('crm-contacts.xlsx', Buffer.from(await crmContactsXlsx()));
	await field('工作表名称').fill('顾客');
	await button('检查 Check').click();
	expect(await pageThatComes(/无法读取文件/)).toContain('顾客');
});
