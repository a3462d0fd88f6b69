import { existsSync, readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BROKEN_ROWS, DUPLICATE_ROWS } from '../../scripts/exampleData';
import type { WorkflowFile } from '../../scripts/n8nHost/driver';
import { repository } from '../../scripts/n8nHost/paths';
import { importAccounts } from '../../scripts/playground/accounts';
import type { ImportAccount } from '../../scripts/playground/accounts';
import { disagreements } from '../../scripts/playground/agreement';
import { copyExampleData, exampleFiles, readExample } from '../../scripts/playground/examples';
import { byCustomerNumber, CSV_EXAMPLES, readCsv } from './exampleContacts';
import { runToTheEnd } from './exampleRun';
import { openStage, rowsNode } from './stage';
import type { ChainNode, Stage } from './stage';
import { expectStored } from './storedRows';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
	await copyExampleData(stage.filesFolder);
});
afterAll(async () => {
	await stage.close();
});
beforeEach(() => stage.sandbox.reset());

const NIGHTLY = 'nightly-postgres-to-task.json';

/** Examples with an import that "Execute workflow" starts: its rows, and how many of them leave by Success and by Failed. */
const IMPORTS: Record<string, [rowsIn: number, success: number, failed: number]> = {
	...Object.fromEntries(CSV_EXAMPLES.map(({ file }) => [file, [1_000, 983, 17]])),
	// One contact has neither phone nor email.
	'crm-to-nxlink-ids.json': [5, 4, 1],
	// These map fewer columns, so that five of the twelve broken contacts have nothing wrong with them.
	'import-and-follow-up.json': [1_000, 988, 12],
	// Two contacts have no phone that could be looked for: they leave by Unknown.
	'safe-repeat.json': [998, 988, 10],
};

/** The others, and the tests that run them. */
const RUN_BY: Record<string, string> = {
	'assistant-imports-customers.json': 'test/e2e/assistant.test.ts',
	'callback-to-crm.json': 'test/e2e/trigger-examples.test.ts',
	'check-my-account.json': 'test/e2e/check-example.test.ts',
	'excel-to-public-pool.json': 'test/e2e/file-examples.test.ts',
	'feishu-base-to-public-pool.json': 'test/e2e/feishu-example.test.ts',
	'gb18030-csv-to-public-pool.json': 'test/e2e/file-examples.test.ts',
	'google-sheets-to-public-pool.json': 'test/e2e/crm-examples.test.ts',
	'hubspot-to-nxlink.json': 'test/e2e/crm-examples.test.ts',
	'salesforce-to-task.json': 'test/e2e/crm-examples.test.ts',
	'nightly-mysql-to-task.json': 'test/queue/mysql.test.ts',
	'pool-to-task.json': 'test/e2e/trigger-examples.test.ts',
	'until-everything-is-there.json': 'test/e2e/arrival-examples.test.ts',
	'spread-over-workers.json': 'test/queue/queueMode.test.ts',
	'spread-over-workers-part.json': 'test/queue/queueMode.test.ts',
	'spread-over-workers-rest.json': 'test/queue/queueMode.test.ts',
	'summary-to-chat.json': 'test/e2e/chat-example.test.ts',
	'upload-form.json': 'test/browser/uploadForm.test.ts',
	'web-form-lead.json': 'test/e2e/webhook-examples.test.ts',
};

/** What stands in front of the columns of a file of failures. */
const OUTCOME = ['status', 'reason', 'reasonCode'];

const read = async (file: string) => await readExample(file, stage.credentials, stage.filesFolder);

/** Runs an example of {@link IMPORTS}; what its one import did, in agreement with what the platform stored. */
async function runImport(file: string): Promise<ImportAccount> {
	const { workflow, missingCredentials } = await read(file);
	expect(missingCredentials).toEqual([]);
	const accounts = importAccounts(await runToTheEnd(stage, workflow));
	expect(accounts).toHaveLength(1);
	const account = accounts[0] as ImportAccount;
	expect([account.rowsIn, account.success.length, account.failed.length]).toEqual(IMPORTS[file]);
	expect(disagreements([account], stage.sandbox)).toEqual([]);
	return account;
}

describe('the example workflows', () => {
	it('are each run by a test, here or elsewhere', () => {
		const run = [...Object.keys(IMPORTS), ...Object.keys(RUN_BY), NIGHTLY];
		expect(exampleFiles()).toEqual(run.sort());
	});

	it.each(Object.entries(RUN_BY))('%s stands in %s', (file, test) => {
		expect(existsSync(join(repository, test))).toBe(true);
		expect(readFileSync(join(repository, test), 'utf8')).toContain(`'${file}'`);
	});

	it.each(exampleFiles())('%s opens with nodes that n8n knows', async (file) => {
		const { workflow } = await read(file);
		const types = new Set((await stage.driver.nodeTypes()).map(({ name }) => name));
		expect(workflow.nodes.filter(({ type }) => !types.has(type))).toEqual([]);
		const { id } = await stage.driver.createWorkflow(workflow);
		await stage.driver.deleteWorkflow(id);
	});
});

describe.each(CSV_EXAMPLES)('the example $file', ({ file, sent, failures }) => {
	it('stores 983 contacts with what their cells say, and reports the 17 others with reasons', async () => {
		const report = join(stage.filesFolder, failures);
		await rm(report, { force: true });
		const account = await runImport(file);

		const contacts = await readCsv(join(stage.filesFolder, 'crm-contacts.csv'));
		const faulty = new Set([...BROKEN_ROWS, ...DUPLICATE_ROWS]);
		const sound = contacts.filter((_contact, index) => !faulty.has(index));
		const stored = byCustomerNumber(expectStored(account, stage.sandbox));
		expect(stored.size).toBe(sound.length);
		for (const contact of sound) expect(stored.get(contact['客户编号'])).toEqual(sent(contact));

		const reported = await readCsv(report);
		expect(reported).toHaveLength(17);
		const wrong = contacts.filter((_contact, index) => faulty.has(index));
		for (const [index, row] of reported.entries()) {
			expect(Object.keys(row).slice(0, 3)).toEqual(OUTCOME);
			const { status, reason, reasonCode, batch = '', traceId = '', ...contact } = row;
			expect(contact).toEqual(wrong[index]);
			expect(reason).not.toBe('');
			const said = account.failed[index];
			expect([status, reason, reasonCode, batch, traceId]).toEqual([
				...OUTCOME.map((name) => said?.[name]),
				...[said?.batch, said?.traceId].map((value) => String(value ?? '')),
			]);
		}
	});

	it('runs on the file of its failures as it is: a corrected row goes through, and a broken one says the same again', async () => {
		await runImport(file);
		const reported = await readCsv(join(stage.filesFolder, failures));
		const text = await readFile(join(stage.filesFolder, failures), 'utf8');
		await writeFile(join(stage.filesFolder, 'corrected.csv'), text.replace('138OOOO1180', '13800001180'));
		const { workflow } = await read(file);
		const again = JSON.stringify(workflow).replace('crm-contacts.csv', 'corrected.csv');
		const [account] = importAccounts(await runToTheEnd(stage, JSON.parse(again) as WorkflowFile));
		if (!account) throw new Error('The import was not reached.');
		expect([account.rowsIn, account.success.length + account.failed.length]).toEqual([17, 17]);

		for (const { status, reason, reasonCode, 客户编号: number } of reported) {
			const row = [...account.success, ...account.failed].find((each) => each['客户编号'] === number);
			expect(row).toMatchObject({ input_status: status, input_reason: reason, input_reasonCode: reasonCode });
			if (number !== 'C000119' && status !== 'duplicate') expect(row).toMatchObject({ status, reason });
		}
		const corrected = account.success.find((row) => row['客户编号'] === 'C000119');
		expect(corrected).toMatchObject({ 手机号码: '13800001180', input_status: 'invalid' });
		const contacts = await readCsv(join(stage.filesFolder, 'crm-contacts.csv'));
		const contact = contacts.find((each) => each['客户编号'] === 'C000119') ?? {};
		const stored = byCustomerNumber(expectStored({ ...account, success: [corrected ?? {}] }, stage.sandbox));
		expect(stored.get('C000119')).toEqual(sent({ ...contact, 手机号码: '13800001180' }));
	});
});

describe.each(Object.keys(IMPORTS).filter((file) => !CSV_EXAMPLES.some((example) => example.file === file)))(
	'the example %s',
	(file) => {
		it('accounts for each row, and the platform stored each Success row as it says', async () => {
			const account = await runImport(file);
			expectStored(account, stage.sandbox);
			expect(account.failed.filter(({ reason }) => typeof reason !== 'string' || reason === '')).toEqual([]);
		});
	},
);

it("the example 03-csv-to-nxlink.json writes each customer's ID beside the CRM's own number", async () => {
	const file = join(stage.filesFolder, 'nxlink-customer-ids.csv');
	await rm(file, { force: true });
	const account = await runImport('03-csv-to-nxlink.json');
	const written = await readCsv(file);
	expect(written.map(({ customerId }) => customerId)).toEqual(
		account.success.map(({ customerId }) => customerId),
	);
	const { storings } = stage.sandbox.nxlink;
	const stored = byCustomerNumber(
		storings.map(({ row, customerId }) => ({ ...row, customerId: String(customerId) })),
	);
	for (const { 客户编号: number, customerId } of written) {
		expect(stored.get(number)?.customerId).toBe(customerId);
	}
});

describe(`the example ${NIGHTLY}`, () => {
	/** The part of the nightly import that another example runs too, with the database, in test/queue. */
	const PART = 'spread-over-workers-part.json';
	const query = (workflow: WorkflowFile, node: string) =>
		String(workflow.nodes.find(({ name }) => name === node)?.parameters.query);

	it('has the statements that are run with PostgreSQL, but for how many rows it takes', async () => {
		const [nightly, part] = [(await read(NIGHTLY)).workflow, (await read(PART)).workflow];
		expect(query(nightly, 'Take new rows')).toContain('LIMIT 20000\n');
		expect(query(nightly, 'Take new rows').replace('20000', '$1')).toBe(query(part, 'Take new rows'));
		expect(query(nightly, 'Write outcomes')).toContain('UPDATE contacts');
		expect(query(nightly, 'Write outcomes')).toBe(query(part, 'Write outcomes'));
	});

	it("has an outcome for each row to write, with rows of the test's own in the place of the database", async () => {
		const { workflow, missingCredentials } = await read(NIGHTLY);
		expect(missingCredentials).toEqual(['CRM database (PostgreSQL)']);
		const rows = [
			{ id: 1, name: '王小明', phone: '+86 138-0000-0001', company: '牛信' },
			{ id: 2, name: '李强', phone: '138OOOO0002', company: '牛信' },
			{ id: 3, name: '张敏', phone: '13800000003', company: null },
		];
		const inPlaceOf: Record<string, ChainNode> = {
			'Take new rows': rowsNode(rows),
			'Write outcomes': rowsNode([{ written: true }]),
		};
		const nodes = workflow.nodes.map((node) => {
			const { type, typeVersion = 1, parameters = {} } = inPlaceOf[node.name] ?? node;
			return { ...node, type, typeVersion, parameters, ...(inPlaceOf[node.name] && { credentials: {} }) };
		});
		const execution = await runToTheEnd(stage, { ...workflow, nodes });
		const outcomes = execution.rows('All outcomes');
		expect(outcomes.map(({ id, status }) => [id, status]).sort()).toEqual([
			[1, 'accepted'],
			[2, 'invalid'],
			[3, 'accepted'],
		]);
		const [account] = importAccounts(execution);
		if (!account) throw new Error('The import was not reached.');
		const sent = expectStored(account, stage.sandbox);
		expect(sent).toEqual([
			expect.objectContaining({ phone: '13800000001', name: '王小明', company: '牛信', extra: '1' }),
			expect.objectContaining({ phone: '13800000003', name: '张敏', extra: '3' }),
		]);
		expect(execution.rows('Write outcomes')).toEqual([{ written: true }]);
	});
});
