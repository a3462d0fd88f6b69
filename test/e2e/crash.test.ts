import type { IDataObject } from 'n8n-workflow';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { N8nDriver } from '../../scripts/n8nHost/driver';
import { installHost } from '../../scripts/n8nHost/install';
import { startN8n } from '../../scripts/n8nHost/n8n';
import type { N8n } from '../../scripts/n8nHost/n8n';
import { installPackage } from '../../scripts/n8nHost/package';
import { runFolder } from '../../scripts/n8nHost/paths';
import { freePort } from '../../scripts/n8nHost/ports';
import { demoOwner, Rest } from '../../scripts/n8nHost/rest';
import { importAccounts, unaccounted } from '../../scripts/playground/accounts';
import { provideCredentials } from '../../scripts/playground/credentials';
import { readExample } from '../../scripts/playground/examples';
import { sharedN8n } from './shared-n8n';

jest.setTimeout(400_000);

const ROWS = 20_000;
const ROWS_PER_REQUEST = 200;
const REQUESTS_BEFORE_THE_CRASH = 30;
const RUN_TIMEOUT_MS = 240_000;
/** The example's node that asks which rows the platform has, and its output for those of which nobody knows. */
const CHECK = 'Which are there?';
const UNKNOWN = 2;

const isInDoubt = ({ status }: IDataObject): boolean => status === 'unconfirmed';

const folder = join(runFolder, 'e2e', `crash-${process.pid}`);
const filesFolder = join(folder, 'files');

/** An n8n of this test's own, on SQLite as it comes; it is killed and started again on the same data. */
let n8n: N8n;
let rest: Rest;
let driver: N8nDriver;
let sandbox: Sandbox;

async function start(): Promise<void> {
	const host = await installHost(() => undefined);
	n8n = await startN8n(host, { port: await freePort(), userFolder: folder, filesFolder });
	rest = new Rest(n8n.url);
	await rest.signIn(demoOwner);
	driver = new N8nDriver(rest);
}

beforeAll(async () => {
	await mkdir(filesFolder, { recursive: true });
	await writeContacts(join(filesFolder, 'crm-contacts.csv'));
	await installPackage(sharedN8n().tarball, folder);
	sandbox = await startSandbox();
	await start();
});
afterAll(async () => {
	await rest.close();
	await n8n.stop();
	await sandbox.close();
	await rm(folder, { recursive: true, force: true });
});

/** The example's file with many rows: UTF-8 with a byte order mark, phones as people type them. */
async function writeContacts(file: string): Promise<void> {
	const header = '客户编号,姓名,手机号码,公司名称,Email,性别,信息来源ID,行业ID';
	const lines = Array.from({ length: ROWS }, (_unused, index) => {
		return `K${index},客户 ${index},+86 138-${String(10_000_000 + index)},公司 ${index % 100},,,,`;
	});
	await writeFile(file, `\uFEFF${[header, ...lines].join('\r\n')}`);
}

const importRequests = () => sandbox.requests.all('async_customer').length;

async function requestsSent(count: number): Promise<void> {
	while (importRequests() < count) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('n8n killed in the middle of an import of 20,000 rows', () => {
	it('sends only the rest when the example "Safe repeat" is run again, and no row twice', async () => {
		const credentials = await provideCredentials(driver, sandbox.url);
		const { workflow } = await readExample('safe-repeat.json', credentials, filesFolder);
		const { id } = await driver.createWorkflow(workflow);
		sandbox.faults.add({ kind: 'slow', delayMs: 50, times: Infinity, path: 'async_customer' });
		const crashed = await driver.start(id, 'Start');
		await requestsSent(REQUESTS_BEFORE_THE_CRASH);
		await n8n.kill();
		await rest.close();
		sandbox.finishPending();
		const arrived = sandbox.longlonglong.timesStored().size;
		expect(arrived).toBeGreaterThan(0);
		expect(arrived).toBeLessThan(ROWS);

		await start();
		expect((await driver.executions(id)).find((execution) => execution.id === crashed)?.status).toBe(
			'crashed',
		);

		const before = importRequests();
		const repeated = await driver.run(id, 'Start', RUN_TIMEOUT_MS);
		expect([repeated.status, repeated.error]).toEqual(['success', undefined]);
		const [account] = importAccounts(repeated).filter(({ rowsIn }) => rowsIn > 1);
		if (!account) throw new Error('The import was not reached.');
		expect(account.rowsIn).toBe(ROWS - arrived);
		expect(unaccounted(account)).toBe(0);
		expect(importRequests() - before).toBe(Math.ceil((ROWS - arrived) / ROWS_PER_REQUEST));
		sandbox.finishPending();
		const times = sandbox.longlonglong.timesStored();
		const counts = {
			lost: ROWS - times.size,
			twice: [...times.values()].filter((count) => count > 1).length,
			undecided: [...repeated.rows(CHECK, UNKNOWN), ...account.failed.filter(isInDoubt)].length,
		};
		process.stderr.write(
			`killed with ${arrived} of ${ROWS} rows at the platform; the repeat sent ${account.rowsIn}: ${JSON.stringify(counts)}\n`,
		);
		expect(counts).toEqual({ lost: 0, twice: 0, undecided: 0 });
	});
});
