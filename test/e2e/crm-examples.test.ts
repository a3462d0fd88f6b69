import type { IDataObject, INode } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredCredential, WorkflowFile } from '../../scripts/n8nHost/driver';
import type { Execution } from '../../scripts/n8nHost/execution';
import { hostFolder } from '../../scripts/n8nHost/paths';
import type { Recorder } from '../standins/recorder';
import { startRecorder } from '../standins/recorder';
import { exampleFor, runToTheEnd } from './exampleRun';
import { openStage } from './stage';
import type { Stage } from './stage';

/*
 * The examples whose CRM nobody here has an account of: their rows are pinned, in the shape that n8n's node gives. They are run by hand, as
 * only then pinned data count, up to the node that writes the outcomes back; what that node is told is evaluated by n8n.
 */

const NODES_BASE = join(hostFolder, 'node_modules/n8n-nodes-base/dist/nodes');

let stage: Stage;
let hubspot: Recorder;
const credentials: StoredCredential[] = [];
beforeAll(async () => {
	stage = await openStage();
	hubspot = await startRecorder({ status: 'COMPLETE', results: [] });
	for (const [name, type, data] of [
		['HubSpot', 'hubspotAppToken', { appToken: 'stand-in-token' }],
		['Salesforce', 'salesforceOAuth2Api', {}],
		['Google Sheets', 'googleSheetsOAuth2Api', {}],
	] as const) {
		credentials.push(await stage.driver.createCredential(name, type, data));
	}
});
beforeEach(() => {
	stage.sandbox.reset();
	hubspot.requests.splice(0);
});
afterAll(async () => {
	await hubspot.close();
	await stage.close();
});

const read = async (file: string, replace?: Record<string, string>) =>
	await exampleFor(stage, file, { credentials, ...(replace && { replace }) });

function nodeOf(workflow: WorkflowFile, name: string): INode {
	const node = workflow.nodes.find((candidate) => candidate.name === name);
	if (!node) throw new Error(`${workflow.name} has no node '${name}'.`);
	return node;
}

const pinnedRows = (workflow: WorkflowFile, node: string): IDataObject[] =>
	(workflow.pinData?.[node] ?? []).map(({ json }) => json);

/** The expressions in the parameters of a node, by the path to each. */
function expressionsIn(value: unknown, path: string): Array<[path: string, expression: string]> {
	if (typeof value === 'string') return value.startsWith('=') ? [[path, value]] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => expressionsIn(inner, path ? `${path}/${key}` : key));
}

/** The workflow with a node that only says what this one is told, item by item: its expressions, evaluated, by their paths. */
function withToldNode(workflow: WorkflowFile, name: string): WorkflowFile {
	const node = nodeOf(workflow, name);
	const assignments = expressionsIn(node.parameters, '').map(([path, value], index) => {
		return { id: String(index), name: path, value, type: 'string' };
	});
	const told: INode = {
		...node,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { assignments: { assignments }, options: { dotNotation: false } },
		credentials: {},
	};
	return { ...workflow, nodes: workflow.nodes.map((other) => (other === node ? told : other)) };
}

/** What was stored, by the number that the CRM gave the row. */
function storedBySource(): Map<unknown, IDataObject> {
	stage.sandbox.finishPending();
	return new Map(stage.sandbox.longlonglong.storings.map(({ row }) => [row.extra, row as IDataObject]));
}

/** The node that writes is run once for each output of the import, and n8n decides which comes first. */
const sortedBy = (key: string, rows: IDataObject[]): IDataObject[] =>
	rows.sort((a, b) => String(a[key]).localeCompare(String(b[key])));

interface Schema {
	type?: string;
	properties?: Record<string, Schema>;
}

/** Where a value differs from what n8n's own schema of the node's output says; a schema names only what every account has. */
function misfits(schema: Schema, value: unknown, path = ''): string[] {
	const type = Array.isArray(value) ? 'array' : typeof value;
	if (schema.type !== undefined && schema.type !== type) return [`${path} is ${type}, not ${schema.type}`];
	return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
		misfits(inner, (value as IDataObject)[name], `${path}.${name}`),
	);
}

function schemaOf(path: string): Schema {
	return JSON.parse(readFileSync(join(NODES_BASE, path), 'utf8')) as Schema;
}

function expectPinned(execution: Execution, workflow: WorkflowFile, node: string): void {
	expect(execution.rows(node)).toEqual(pinnedRows(workflow, node));
}

describe('the example hubspot-to-nxlink.json', () => {
	const SOURCE = 'Read the new contacts';
	const IMPORT = 'Create or update in NXLink';

	it("has pinned contacts in the shape of n8n's HubSpot node", async () => {
		const schema = schemaOf('Hubspot/__schema__/v2.1.0/contact/search.json');
		const rows = pinnedRows(await read('hubspot-to-nxlink.json'), SOURCE);
		expect(rows).toHaveLength(5);
		expect(rows.flatMap((row) => misfits(schema, row))).toEqual([]);
	});

	it('imports them, and writes the outcome of each into the contact with its id', async () => {
		const workflow = await read('hubspot-to-nxlink.json', { 'https://api.hubapi.com': hubspot.url });
		const execution = await runToTheEnd(stage, workflow);
		expectPinned(execution, workflow, SOURCE);
		expect([execution.items(IMPORT, 0).length, execution.items(IMPORT, 1).length]).toEqual([3, 2]);

		const { storings } = stage.sandbox.nxlink;
		expect(storings.map(({ row }) => row)).toMatchObject([
			{
				full_name: '王 小明',
				sms_phone: '8613800001001',
				email: 'wang.xiaoming@example.com',
				country: 'China',
			},
			{ full_name: 'Souza Ana', sms_phone: '5511900001002', remark: 'Example Foods' },
			{ full_name: '李 芳', sms_phone: '8613900001003' },
		]);
		const [request, ...more] = hubspot.requests;
		expect(more).toEqual([]);
		expect(request).toMatchObject({ method: 'POST', path: '/crm/v3/objects/contacts/batch/update' });
		expect(request?.headers.authorization).toBe('Bearer stand-in-token');
		const imported = (index: number) => ({
			nxlink_status: 'imported',
			nxlink_customer_id: String(storings[index]?.customerId),
			nxlink_reason: '',
		});
		const invalid = (reason: RegExp) => ({
			nxlink_status: 'invalid',
			nxlink_customer_id: '',
			nxlink_reason: expect.stringMatching(reason) as string,
		});
		expect(request?.body).toEqual({
			inputs: [
				{ id: '151201', properties: imported(0) },
				{ id: '151202', properties: imported(1) },
				{ id: '151203', properties: imported(2) },
				{ id: '151204', properties: invalid(/contact/i) },
				{ id: '151205', properties: invalid(/digits|letters/) },
			],
		});
	});
});

describe('the example salesforce-to-task.json', () => {
	const SOURCE = 'Read the leads';
	const IMPORT = 'Add to the call task';
	const WRITE = 'Write the outcome';

	it("has pinned leads in the shape of n8n's Salesforce node, with the fields that it is told to read", async () => {
		const workflow = await read('salesforce-to-task.json');
		const { properties: { attributes, Id } = {} } = schemaOf('Salesforce/__schema__/v1.1.0/lead/getAll.json');
		const { fields } = nodeOf(workflow, SOURCE).parameters.options as { fields: string };
		const rows = pinnedRows(workflow, SOURCE);
		expect(rows).toHaveLength(6);
		for (const row of rows) {
			expect(misfits({ properties: { attributes: attributes ?? {}, Id: Id ?? {} } }, row)).toEqual([]);
			expect(Object.keys(row)).toEqual(['attributes', ...fields.split(',')]);
		}
	});

	it('imports the new ones that may be called, and writes the outcome of each into the lead with its Id', async () => {
		const workflow = withToldNode(await read('salesforce-to-task.json'), WRITE);
		const execution = await runToTheEnd(stage, workflow);
		expectPinned(execution, workflow, SOURCE);
		expect([execution.items(IMPORT, 0).length, execution.items(IMPORT, 1).length]).toEqual([2, 2]);
		expect([...storedBySource()]).toMatchObject([
			['00Q5g00000A1001AAA', { phone: '13800001001', name: '王小明', company: '示例科技' }],
			['00Q5g00000A1002AAA', { phone: '13900001002', name: '李' }],
		]);
		const field = (index: number) => `updateFields/customFieldsUi/customFieldsValues/${index}/value`;
		const told = (leadId: string, status: string, reason: unknown) => ({
			leadId,
			[field(0)]: status,
			[field(1)]: reason,
		});
		expect(sortedBy('leadId', execution.rows(WRITE))).toEqual([
			told('00Q5g00000A1001AAA', 'accepted', ''),
			told('00Q5g00000A1002AAA', 'accepted', ''),
			told('00Q5g00000A1003AAA', 'invalid', expect.stringMatching(/letters/)),
			told('00Q5g00000A1006AAA', 'invalid', expect.stringMatching(/required/)),
		]);
	});
});

describe('the example google-sheets-to-public-pool.json', () => {
	const FILE = 'google-sheets-to-public-pool.json';
	const SOURCE = 'Read the rows';
	const IMPORT = 'Import into the public pool';
	const WRITE = 'Write the outcome';

	it("has the pinned rows that the code of n8n's Google Sheets node makes of such a sheet", async () => {
		const helpers = join(NODES_BASE, 'Google/Sheet/v2/helpers');
		/* eslint-disable @typescript-eslint/no-require-imports */
		const { GoogleSheet } = require(join(helpers, 'GoogleSheet')) as {
			GoogleSheet: new (
				id: string,
				context: object,
			) => {
				structureArrayDataByColumn(
					cells: unknown,
					header: number,
					first: number,
					empty: boolean,
				): IDataObject[];
			};
		};
		const { prepareSheetData } = require(join(helpers, 'GoogleSheets.utils')) as {
			prepareSheetData(
				cells: unknown[][],
				location: { rangeDefinition: string },
			): { data: unknown; headerRow: number; firstDataRow: number };
		};
		/* eslint-enable @typescript-eslint/no-require-imports */
		// Google leaves out the empty cells at the end of a row. The fifth row of the sheet is empty.
		const cells = [
			['客户编号', '姓名', '手机', '公司', '预约日期', '导入结果', '失败原因', '批次号'],
			['G0001', '王小明', 13800001001, '示例科技', '2025-07-14'],
			['G0002', '李芳', '+86 139-0000-1002', '示例软件', '2025/7/15'],
			['G0003', '张伟', '待补', '示例贸易'],
			[],
			['G0004', '陈静', 13300001004, '', '', 'accepted', '', '8b0b3c0e'],
			['G0005', '刘敏', '139 0000 1002'],
		];
		const { data, headerRow, firstDataRow } = prepareSheetData(cells, {
			rangeDefinition: 'detectAutomatically',
		});
		const rows = new GoogleSheet('sheet', {}).structureArrayDataByColumn(
			data,
			headerRow,
			firstDataRow,
			false,
		);
		expect(pinnedRows(await read(FILE), SOURCE)).toEqual(rows);
	});

	it('imports the new ones, and writes the outcome of each into the row with its own number', async () => {
		const workflow = withToldNode(await read(FILE), WRITE);
		const execution = await runToTheEnd(stage, workflow);
		expectPinned(execution, workflow, SOURCE);
		expect([execution.items(IMPORT, 0).length, execution.items(IMPORT, 1).length]).toEqual([2, 2]);
		const stored = [...storedBySource()];
		expect(stored).toMatchObject([
			['G0001', { phone: '13800001001', name: '王小明', components: [{ value: '2025-07-14' }] }],
			['G0002', { phone: '13900001002', name: '李芳', components: [{ value: '2025-07-15' }] }],
		]);
		const told = (number: string, status: string, reason: unknown, batch: unknown) => ({
			'columns/value/客户编号': number,
			'columns/value/导入结果': status,
			'columns/value/失败原因': reason,
			'columns/value/批次号': batch,
		});
		const aBatch = expect.stringMatching(/./) as string;
		expect(sortedBy('columns/value/客户编号', execution.rows(WRITE))).toEqual([
			told('G0001', 'accepted', '', aBatch),
			told('G0002', 'accepted', '', aBatch),
			told('G0003', 'invalid', expect.stringMatching(/letters/), ''),
			told('G0005', 'duplicate', expect.stringMatching(/same phone/), ''),
		]);
	});
});
