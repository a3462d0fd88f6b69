import { DataTables } from '../../scripts/n8nHost/dataTables';
import type { StoredCredential, WorkflowFile } from '../../scripts/n8nHost/driver';
import { copyExampleData } from '../../scripts/playground/examples';
import { exampleFor } from '../e2e/exampleRun';
import { openStage } from '../e2e/stage';
import type { Stage } from '../e2e/stage';
import type { Feishu } from '../standins/feishu';
import { FEISHU, startFeishu } from '../standins/feishu';
import type { Recorder } from '../standins/recorder';
import { startRecorder } from '../standins/recorder';
import { Editor } from './editor';

/* The example for each source on n8n's canvas, as docs/examples.md shows it. */

/** One source of rows, and how its example gets onto its picture. */
interface Source {
	name: string;
	file: string;
	/**
	 * The node to run up to, or all of them, and numbers of items that then stand on the canvas. Without it the example is not run, because it
	 * waits for somebody, or its database is not there.
	 */
	run?: { upTo?: string; items: string[] };
	/** The first and the last node of each picture, in the order from the left; undefined: one picture of them all. */
	parts?: Array<[first: string, last: string]>;
}

const POOL = 'Import into the public pool';
const THE_CONTACTS = { items: ['983 items', '17 items', '1 item'] };
const SOURCES: Source[] = [
	{ name: 'csv', file: '01-csv-to-public-pool.json', run: THE_CONTACTS },
	{ name: 'excel', file: 'excel-to-public-pool.json', run: THE_CONTACTS },
	{ name: 'gb18030', file: 'gb18030-csv-to-public-pool.json', run: THE_CONTACTS },
	{
		name: 'feishu',
		file: 'feishu-base-to-public-pool.json',
		run: { items: ['3 items', '2 items', '1 item'] },
		parts: [
			['Start', POOL],
			[POOL, 'Feishu refused to write'],
		],
	},
	{
		name: 'hubspot',
		file: 'hubspot-to-nxlink.json',
		run: { items: ['5 items', '3 items', '2 items', '1 item'] },
	},
	{
		name: 'salesforce',
		file: 'salesforce-to-task.json',
		run: { upTo: 'Add to the call task', items: ['6 items', '4 items', '2 items', '1 item'] },
	},
	{
		name: 'google-sheets',
		file: 'google-sheets-to-public-pool.json',
		run: { upTo: POOL, items: ['5 items', '4 items', '2 items', '1 item'] },
	},
	{ name: 'mysql', file: 'nightly-mysql-to-task.json' },
	{ name: 'postgres', file: 'nightly-postgres-to-task.json' },
	{ name: 'webhook', file: 'web-form-lead.json' },
	{ name: 'other-crm', file: 'crm-to-nxlink-ids.json', run: { items: ['5 items', '4 items', '1 item'] } },
	{ name: 'callbacks', file: 'callback-to-crm.json' },
];

const FEISHU_RECORDS = ['13800001001', '139 0000 1002', '待补'].map((phone, index) => ({
	record_id: `rec${index}`,
	fields: { 姓名: [{ text: ['王小明', '李芳', '张伟'][index] ?? '', type: 'text' }], 手机: phone },
}));
const FEISHU_COLUMNS = ['姓名', '手机', '公司', '邮箱', '性别', '门店数量', '预约日期'];

let stage: Stage;
let editor: Editor;
let feishu: Feishu;
let hubspot: Recorder;
let credentials: StoredCredential[];
beforeAll(async () => {
	stage = await openStage();
	await copyExampleData(stage.filesFolder);
	feishu = await startFeishu([...FEISHU_COLUMNS, '导入结果', '失败原因', '批次号'], FEISHU_RECORDS);
	hubspot = await startRecorder({ status: 'COMPLETE', results: [] });
	credentials = await Promise.all(
		(
			[
				['HubSpot', 'hubspotAppToken', { appToken: 'stand-in-token' }],
				['Salesforce', 'salesforceOAuth2Api', {}],
				['Google Sheets', 'googleSheetsOAuth2Api', {}],
				['CRM database (MySQL)', 'mySql', {}],
				['CRM database (PostgreSQL)', 'postgres', {}],
				[
					'Feishu app (飞书应用)',
					'oAuth2Api',
					{
						grantType: 'clientCredentials',
						accessTokenUrl: `${feishu.url}/oauth/v3/token`,
						clientId: FEISHU.appId,
						clientSecret: FEISHU.appSecret,
						authentication: 'body',
					},
				],
			] as const
		).map(async ([name, type, data]) => await stage.driver.createCredential(name, type, data)),
	);
	editor = await Editor.open(stage.driver.rest);
});
afterAll(async () => {
	await editor.close();
	await feishu.close();
	await hubspot.close();
	await stage.close();
});
beforeEach(() => stage.sandbox.reset());

/** The addresses in the examples, and those of what stands in for them. */
const standIns = () => ({ 'https://open.feishu.cn': feishu.url, 'https://api.hubapi.com': hubspot.url });

/** The example without its notes, which would make the nodes too small to read on a picture. */
async function bareExample(file: string): Promise<WorkflowFile> {
	const workflow = await exampleFor(stage, file, { credentials, replace: standIns() });
	const nodes = workflow.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	const tables = await DataTables.open(stage.driver.rest);
	await tables.provide(workflow.meta?.dataTables ?? []);
	return { ...workflow, nodes };
}

/** Makes the window as wide as it takes to show the nodes in their full size. */
async function fitWindow({ nodes }: WorkflowFile): Promise<void> {
	const span = (axis: 0 | 1) => {
		const places = nodes.map(({ position }) => position[axis]);
		return Math.max(...places) - Math.min(...places);
	};
	await editor.page.setViewportSize({
		width: Math.max(1440, span(0) + 500),
		height: Math.max(800, span(1) + 700),
	});
}

/** Runs the example on the canvas as a person does, and waits for the numbers of items. */
async function runExample({ upTo, items }: Required<Source>['run']): Promise<void> {
	if (upTo === undefined) {
		expect(await editor.run()).toContain('successfully');
	} else {
		const panel = await editor.openNode(upTo);
		await panel.run();
		await panel.close();
	}
	await editor.dismissToasts();
	for (const count of items) {
		await editor.page.getByText(count, { exact: true }).first().waitFor();
	}
}

/** Shows the addresses of the example again where a node shows that of a stand-in. */
async function showRealAddresses(): Promise<void> {
	for (const [real, standIn] of Object.entries(standIns())) {
		await editor.page.evaluate(`{
			const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			while (texts.nextNode()) {
				const text = texts.currentNode;
				text.nodeValue = text.nodeValue.replace(${JSON.stringify(standIn)}, ${JSON.stringify(real)});
			}
		}`);
	}
	expect(await editor.page.locator('body').innerText()).not.toMatch(/127\.0\.0\.1/);
}

describe('the example for', () => {
	it.each(SOURCES)('$name is on a picture with all its nodes', async ({ name, file, run, parts }) => {
		const workflow = await bareExample(file);
		await fitWindow(workflow);
		const { id } = await stage.driver.createWorkflow(workflow);
		await editor.showWorkflow(id);
		if (run) await runExample(run);
		await editor.page.getByTestId('zoom-to-fit').click();
		expect(await editor.page.getByTestId('canvas-node').count()).toBe(workflow.nodes.length);
		expect(await editor.page.getByTestId('node-issues').count()).toBe(0);
		await showRealAddresses();
		for (const [index, [first, last] = []] of (parts ?? [[]]).entries()) {
			const picture = `source-${name}${parts ? `-${index + 1}` : ''}`;
			await editor.canvasPicture(picture, first, last);
		}
	});
});
