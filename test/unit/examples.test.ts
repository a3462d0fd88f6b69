import { parse } from 'csv-parse/sync';
import type { INode, INodeParameters, ResourceMapperField, ResourceMapperValue } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CUSTOMER_FIELDS as POOL_FIELDS, NUMBER_FIELDS } from '../../nodes/longlonglong/fields';
import { CUSTOMER_FIELDS as NXLINK_FIELDS } from '../../nodes/nxlink/fields';
import { mapperFields } from '../../nodes/rows/mapperFields';
import {
	BROKEN_ROWS,
	COLUMNS,
	crmContactsCsv,
	DUPLICATE_ROWS,
	exampleDataFiles,
} from '../../scripts/exampleData';
import type { Contact } from '../../scripts/exampleData';
import type { WorkflowFile } from '../../scripts/n8nHost/driver';
import { LONGLONGLONG_CREDENTIAL, NXLINK_CREDENTIAL } from '../../scripts/playground/credentials';

const EXAMPLES = join(__dirname, '../../examples');
const OURS = 'n8n-nodes-longlonglong-nxlink.';

describe('examples/data/crm-contacts.csv', () => {
	const file = readFileSync(join(EXAMPLES, 'data/crm-contacts.csv'), 'utf8');
	const contacts: Contact[] = parse(file, { bom: true, columns: true });
	const digits = (phone: string) => phone.replace(/[\s-]/g, '').replace(/^(\+|00)86/, '');

	it('is what scripts/exampleData.ts makes', () => {
		expect(file).toBe(crmContactsCsv());
	});

	it('and the other files of examples/data are what scripts/exampleData.ts makes', async () => {
		const made = await exampleDataFiles();
		expect(readdirSync(join(EXAMPLES, 'data')).sort()).toEqual(Object.keys(made).sort());
		for (const [name, content] of Object.entries(made)) {
			expect(readFileSync(join(EXAMPLES, 'data', name)).equals(Buffer.from(content))).toBe(true);
		}
	});

	it('has a byte order mark and 1,000 contacts, each with all columns', () => {
		expect(file.codePointAt(0)).toBe(0xfeff);
		expect(contacts).toHaveLength(1_000);
		for (const contact of contacts) expect(Object.keys(contact)).toEqual(COLUMNS);
		expect(new Set(contacts.map((contact) => contact.客户编号)).size).toBe(1_000);
	});

	it('looks like a real export: quoted commas, quotes and line breaks, phones in several ways of writing', () => {
		const count = (is: (contact: Contact) => boolean) => contacts.filter(is).length;
		expect(count(({ 公司名称 }) => 公司名称.includes(','))).toBeGreaterThan(50);
		expect(count(({ 公司名称 }) => 公司名称.includes('"'))).toBeGreaterThan(50);
		expect(count(({ 备注 }) => 备注.includes('\n'))).toBeGreaterThan(50);
		for (const style of [/^\+86 /, /^\+86\d/, /^0086/, /^\d{3}-/, /^\d{3} /, /^\d{11}$/]) {
			expect(count(({ 手机号码 }) => style.test(手机号码))).toBeGreaterThan(50);
		}
	});

	it('has 12 broken rows and 5 repeated phones; all other phones are different, and all are invented', () => {
		expect(BROKEN_ROWS).toHaveLength(12);
		expect(DUPLICATE_ROWS).toHaveLength(5);
		const sound = contacts.filter((_contact, index) => !BROKEN_ROWS.includes(index));
		const phones = sound.map((contact) => digits(contact.手机号码));
		expect(phones.filter((phone) => !/^1\d\d0000\d{4}$/.test(phone))).toEqual([]);
		expect(phones.length - new Set(phones).size).toBe(5);
	});
});

interface Example extends WorkflowFile {
	file: string;
}

const examples: Example[] = readdirSync(join(EXAMPLES, 'workflows'))
	.sort()
	.map((file) => ({
		...(JSON.parse(readFileSync(join(EXAMPLES, 'workflows', file), 'utf8')) as WorkflowFile),
		file,
	}));

const FIELDS: Record<string, ResourceMapperField[]> = {
	'longlonglongCustomer import': mapperFields(POOL_FIELDS),
	'longlonglongTaskNumber add': mapperFields(NUMBER_FIELDS),
	'longlonglongTaskNumber addAsync': mapperFields(NUMBER_FIELDS),
	'nxlinkCustomer upsert': mapperFields(NXLINK_FIELDS),
};

/** A column as the mapper knows it, apart from whether it is shown. */
function known(field: ResourceMapperField): ResourceMapperField {
	const { ...column } = field;
	delete column.removed;
	return column;
}

describe.each(examples)('the example $file', ({ nodes, connections, settings, ...workflow }) => {
	const names = nodes.map(({ name }) => name);
	const isCustom = (id: string) => /^(component:|customize_\d)/.test(id);

	it('is named, explained by a note, and its nodes have names and ids of their own', () => {
		expect(workflow.name).toMatch(/\w/);
		expect(new Set(names).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(notes.some(({ parameters }) => String(parameters.content).startsWith('## '))).toBe(true);
		expect(settings?.executionOrder).toBe('v1');
	});

	it('connects nodes that exist', () => {
		const targets = Object.values(connections).flatMap(({ main = [] }) =>
			main.flatMap((links) => links ?? []),
		);
		const used = [...Object.keys(connections), ...targets.map(({ node }) => node)];
		expect(used.filter((name) => !names.includes(name))).toEqual([]);
	});

	it('names its credentials and carries no ids of them', () => {
		const wanted: Record<string, string> = {
			longlonglongApi: LONGLONGLONG_CREDENTIAL,
			nxlinkApi: NXLINK_CREDENTIAL,
			postgres: 'CRM database (PostgreSQL)',
			mySql: 'CRM database (MySQL)',
			oAuth2Api: 'Feishu app (飞书应用)',
			hubspotAppToken: 'HubSpot',
			salesforceOAuth2Api: 'Salesforce',
			googleSheetsOAuth2Api: 'Google Sheets',
		};
		for (const { credentials = {} } of nodes) {
			for (const [type, credential] of Object.entries(credentials)) {
				expect(credential).toEqual({ id: '', name: wanted[type] });
			}
		}
		const withoutOne = nodes.filter(({ type, credentials }) => type.startsWith(OURS) && !credentials);
		expect(withoutOne).toEqual([]);
	});

	it('maps columns that exist, with the schema that the editor would show', () => {
		for (const { type, parameters } of nodes as Array<INode & { parameters: INodeParameters }>) {
			const fields = FIELDS[`${type.slice(OURS.length)} ${String(parameters.operation)}`];
			if (!type.startsWith(OURS) || !fields) continue;
			const { value, schema } = parameters.columns as unknown as ResourceMapperValue;
			const standard = schema.filter(({ id }) => !isCustom(id));
			expect(standard.map(known)).toEqual(fields.map(known));
			const onScreen = schema.filter(({ removed }) => removed !== true).map(({ id }) => id);
			expect(Object.keys(value ?? {}).filter((id) => !onScreen.includes(id))).toEqual([]);
		}
	});

	it("reads and writes files only in the folder of n8n's Docker image", () => {
		const files = nodes.flatMap(({ type, parameters }) =>
			type === 'n8n-nodes-base.readWriteFile' ? [parameters.fileSelector ?? parameters.fileName] : [],
		);
		expect(files.filter((file) => !String(file).startsWith('/home/node/.n8n-files/'))).toEqual([]);
	});
});

describe('the example workflows together', () => {
	const all = examples.flatMap(({ nodes }) => nodes);

	it('have names of their own', () => {
		expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
	});

	it('have webhooks of their own', () => {
		const ids = all.flatMap(({ webhookId }) => webhookId ?? []);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.length).toBeGreaterThan(0);
	});

	it('name data tables so that none is a part of another: n8n finds a table by a part of its name', () => {
		const tables = new Set(
			all.flatMap(({ parameters }) => (parameters.tableName as string | undefined) ?? []),
		);
		const inside = [...tables].filter((name) =>
			[...tables].some((other) => other !== name && other.includes(name)),
		);
		expect(inside).toEqual([]);
	});
});
