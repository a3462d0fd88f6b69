import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../../sandbox';
import { startSandbox } from '../../sandbox';
import { N8nDriver } from '../../scripts/n8nHost/driver';
import type { Execution } from '../../scripts/n8nHost/execution';
import { installHost } from '../../scripts/n8nHost/install';
import type { N8n } from '../../scripts/n8nHost/n8n';
import { startN8n } from '../../scripts/n8nHost/n8n';
import { installPackage, packPackage } from '../../scripts/n8nHost/package';
import { runFolder } from '../../scripts/n8nHost/paths';
import { freePort } from '../../scripts/n8nHost/ports';
import { demoOwner, Rest } from '../../scripts/n8nHost/rest';
import { provideCredentials } from '../../scripts/playground/credentials';
import { readExample } from '../../scripts/playground/examples';
import { installMariadb } from '../../scripts/queue/debian';
import { startMariadb } from '../../scripts/queue/mariadb';
import type { Mariadb } from '../../scripts/queue/mariadb';

/* The MySQL example in the real n8n, with a MariaDB. */
jest.setTimeout(300_000);

const FILE = 'nightly-mysql-to-task.json';
const ROWS = 1_000;
const print = (line: string) => void process.stderr.write(`${line}\n`);
const folder = join(runFolder, 'mysql', String(process.pid));

let sandbox: Sandbox;
let mariadb: Mariadb;
let n8n: N8n;
let rest: Rest;
let driver: N8nDriver;
let workflow: string;
beforeAll(async () => {
	const host = await installHost(print);
	mariadb = await startMariadb(await installMariadb(print), join(folder, 'mariadb'));
	sandbox = await startSandbox({ port: 0 });
	await installPackage(await packPackage(folder), folder);
	n8n = await startN8n(host, {
		port: await freePort(),
		userFolder: folder,
		filesFolder: join(folder, 'files'),
	});
	rest = new Rest(n8n.url);
	await rest.signIn(demoOwner);
	driver = new N8nDriver(rest);
	await driver.createCredential('CRM database (MySQL)', 'mySql', { ...mariadb.access, ssl: false });
	await provideCredentials(driver, sandbox.url);
	const example = await readExample(FILE, await driver.credentials(), folder);
	expect(example.missingCredentials).toEqual([]);
	workflow = (await driver.createWorkflow(example.workflow)).id;
});
beforeEach(async () => {
	sandbox.reset();
	await fillContacts();
});
afterAll(async () => {
	await rest?.close();
	await n8n?.stop();
	await sandbox?.close();
	await mariadb?.stop();
	await rm(folder, { recursive: true, force: true });
});

/** A fresh table with the columns that the example's note gives it, and rows that are all new; every hundredth phone is none. */
async function fillContacts(rows = ROWS): Promise<void> {
	await mariadb.run(`
		DROP TABLE IF EXISTS contacts;
		CREATE TABLE contacts (
			id bigint PRIMARY KEY, name text, phone text, company text,
			call_status varchar(20), call_reason text, call_run varchar(40), call_batch text,
			KEY (call_status), KEY (call_run)
		) DEFAULT CHARSET = utf8mb4;
		INSERT INTO contacts (id, name, phone, company)
		SELECT seq, concat('客户', seq), IF(seq % 100 = 0, '待补', 13000000000 + seq), concat('公司', seq % 7)
		FROM seq_1_to_${rows};
		INSERT INTO contacts (id, name, phone) VALUES (9007199254740993, 'O''Brien; "王"', '13100000001');
	`);
}

async function run(): Promise<Execution> {
	const execution = await driver.run(workflow, 'Try it now');
	expect([execution.status, execution.error]).toEqual(['success', undefined]);
	return execution;
}

async function statuses(): Promise<Record<string, number>> {
	const rows = await mariadb.rows(
		"SELECT coalesce(call_status, 'new'), count(*) FROM contacts GROUP BY 1 ORDER BY 1",
	);
	return Object.fromEntries(rows.map(([status, count]) => [status, Number(count)]));
}

describe(`the example ${FILE}`, () => {
	it('imports each new row once, and writes its outcome into the row', async () => {
		await run();
		sandbox.finishPending();
		expect(await statuses()).toEqual({ accepted: ROWS - 10 + 1, invalid: 10 });

		const stored = new Map(sandbox.longlonglong.storings.map(({ row }) => [row.extra, row]));
		const rows = await mariadb.rows(
			'SELECT id, phone, name, call_status, call_reason, call_batch FROM contacts ORDER BY id',
		);
		expect(rows).toHaveLength(ROWS + 1);
		for (const [id, phone, name, status, reason, batch] of rows) {
			const accepted = status === 'accepted';
			expect([reason === 'NULL', batch !== 'NULL', stored.has(id)]).toEqual([accepted, accepted, accepted]);
			if (accepted) expect(stored.get(id)).toMatchObject({ phone, name });
		}
		expect(stored.size).toBe(ROWS - 10 + 1);
	});

	it('sends nothing, and makes no row of nothing, when there is no new row', async () => {
		await mariadb.run("UPDATE contacts SET call_status = 'accepted'");
		const execution = await run();
		expect(execution.items('Read the marked rows')).toEqual([]);
		expect(execution.runs('Add to the call task')).toEqual([]);
		expect(sandbox.longlonglong.storings).toEqual([]);
	});

	it('leaves alone what an execution that was killed had under way', async () => {
		await mariadb.run("UPDATE contacts SET call_status = 'sending', call_run = 'n8n-0' WHERE id <= 200");
		await run();
		expect(await statuses()).toEqual({ accepted: 800 - 8 + 1, invalid: 8, sending: 200 });
		const rows = await mariadb.rows("SELECT id FROM contacts WHERE call_status = 'sending' AND id > 200");
		expect(rows).toEqual([]);
	});

	it('makes rows new again that were not sent', async () => {
		await fillContacts(5 * ROWS);
		sandbox.faults.add({
			...{ kind: 'answer', path: '/async_number', after: 2, times: Infinity },
			body: JSON.stringify({ code: 401, status: 'error', message: 'no longer', data: [] }),
		});
		await run();
		const { new: again = 0, accepted = 0 } = await statuses();
		expect(again).toBeGreaterThan(0);
		sandbox.faults.clear();
		await run();
		sandbox.finishPending();
		expect((await statuses()).new).toBeUndefined();
		expect(Math.max(...sandbox.longlonglong.timesStored('task').values())).toBe(1);
		expect(accepted).toBeGreaterThan(0);
	});
});
