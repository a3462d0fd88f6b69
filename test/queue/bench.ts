import { join } from 'node:path';
import { N8nDriver } from '../../scripts/n8nHost/driver';
import { installHost } from '../../scripts/n8nHost/install';
import { startN8n } from '../../scripts/n8nHost/n8n';
import { installPackage } from '../../scripts/n8nHost/package';
import { errorText } from '../../scripts/n8nHost/plainError';
import { freePort } from '../../scripts/n8nHost/ports';
import { demoOwner, Rest } from '../../scripts/n8nHost/rest';
import { provideCredentials } from '../../scripts/playground/credentials';
import { readExample } from '../../scripts/playground/examples';
import { countByState, fillContacts } from './contacts';
import { openQueueStage } from './stage';
import type { QueueStage } from './stage';

const ROWS = 20_000;
/** Rows per execution, and how long the platform takes to answer, in milliseconds. */
const CASES = [
	[5_000, 0],
	[5_000, 50],
	[5_000, 300],
	[1_000, 50],
	[20_000, 50],
] as const;

const print = (line: string) => console.log(line);

/** Imports all rows in parts of this size; how many rows a second went through, reading and writing included. */
type Measure = (rowsPerExecution: number, answerMs: number) => Promise<number>;

function measureOn(stage: QueueStage, driver: N8nDriver, ids: { whole: string; part: string }): Measure {
	return async (rowsPerExecution, answerMs) => {
		stage.sandbox.reset();
		if (answerMs > 0) {
			stage.sandbox.faults.add({ kind: 'slow', delayMs: answerMs, times: Infinity, path: '/number' });
		}
		await fillContacts(stage.crm, ROWS);
		const { nodes } = await driver.workflow(ids.whole);
		const parts = Array.from({ length: ROWS / rowsPerExecution }, () => ({
			json: { rows: rowsPerExecution },
		}));
		const changed = nodes.map((node) =>
			node.name === 'Four parts'
				? { ...node, parameters: { jsCode: `return ${JSON.stringify(parts)};` } }
				: node,
		);
		await driver.updateWorkflow(ids.whole, { nodes: changed });
		const started = Date.now();
		const execution = await driver.run(ids.whole, 'Start', 300_000);
		const seconds = (Date.now() - started) / 1000;
		const { imported } = await countByState(stage.crm);
		if (execution.error ?? imported !== ROWS)
			throw new Error(`${imported} rows: ${execution.error?.message}`);
		return ROWS / seconds;
	};
}

/** One line for each case, after a run that warms up: rows a second, and the ratio to the first line of all. */
async function table(title: string, measure: Measure, unit: { rate?: number }): Promise<void> {
	await measure(5_000, 0);
	for (const [rowsPerExecution, answerMs] of CASES) {
		const rate = await measure(rowsPerExecution, answerMs);
		unit.rate ??= rate;
		const ratio = (rate / unit.rate).toFixed(2);
		print(`| ${title} | ${rowsPerExecution} | ${answerMs} ms | ${Math.round(rate)} | ${ratio} |`);
	}
}

/** An n8n on SQLite, all in one process, beside the queue: it reads the same table. */
async function startSqlite(stage: QueueStage): Promise<{ driver: N8nDriver; stop: () => Promise<void> }> {
	const userFolder = join(stage.folder, 'sqlite');
	await installPackage(stage.tarball, userFolder);
	const host = await installHost(print);
	const place = { port: await freePort(), userFolder, filesFolder: join(userFolder, 'files') };
	const n8n = await startN8n(host, place);
	const rest = new Rest(n8n.url);
	await rest.signIn(demoOwner);
	const stop = async () => {
		await rest.close();
		await n8n.stop();
	};
	return { driver: new N8nDriver(rest), stop };
}

async function provideOn(driver: N8nDriver, stage: QueueStage): Promise<{ whole: string; part: string }> {
	const access = { ...stage.crm.access, ssl: 'disable' };
	if (driver !== stage.driver) {
		await driver.createCredential('CRM database (PostgreSQL)', 'postgres', access);
		await provideCredentials(driver, stage.sandbox.url);
	}
	const credentials = await driver.credentials();
	const create = async (file: string) =>
		(await driver.createWorkflow((await readExample(file, credentials, stage.folder)).workflow)).id;
	const part = await create('spread-over-workers-part.json');
	await driver.activate(part);
	return { part, whole: await create('spread-over-workers.json') };
}

/** What n8n keeps of an execution's data, in bytes for each imported row. */
async function printGrowth(stage: QueueStage, ids: { whole: string; part: string }): Promise<void> {
	const [kept] = await stage.n8nData.rows<{ part: number; whole: number }>(`
		SELECT
			(sum(length(data)) FILTER (WHERE e."workflowId" = '${ids.part}'))::float AS part,
			(sum(length(data)) FILTER (WHERE e."workflowId" = '${ids.whole}'))::float AS whole
		FROM execution_data d JOIN execution_entity e ON e.id = d."executionId"
		WHERE e.id >= (SELECT max(id) FROM execution_entity WHERE "workflowId" = '${ids.whole}')
	`);
	const [disk] = await stage.n8nData.rows<{ bytes: number; rows: number }>(`
		SELECT pg_total_relation_size('execution_data')::float AS bytes,
			(SELECT count(*) FROM execution_entity WHERE "workflowId" = '${ids.whole}') * ${ROWS}::float AS rows
	`);
	const perRow = (bytes: number | undefined) => Math.round((bytes ?? 0) / ROWS);
	print(
		`Saved data of the last run: parts ${perRow(kept?.part)}, the whole ${perRow(kept?.whole)} bytes a row (JSON)`,
	);
	print(`On disk, all runs: ${Math.round((disk?.bytes ?? 0) / (disk?.rows ?? 1))} bytes a row`);
}

/** `npm run bench:queue`: the table of docs/scaling.md. */
async function main(): Promise<void> {
	const stage = await openQueueStage({ workers: 1, webhooks: 1, print });
	try {
		print('\n| n8n | rows per execution | answer | rows a second | ratio |\n| --- | --- | --- | --- | --- |');
		const unit: { rate?: number } = {};
		const ids = await provideOn(stage.driver, stage);
		await table('1 worker', measureOn(stage, stage.driver, ids), unit);
		await stage.startWorker();
		await table('2 workers', measureOn(stage, stage.driver, ids), unit);
		await printGrowth(stage, ids);
		for (const n8n of [...stage.workers]) await n8n.stop();
		const sqlite = await startSqlite(stage);
		try {
			await table('SQLite', measureOn(stage, sqlite.driver, await provideOn(sqlite.driver, stage)), unit);
		} finally {
			await sqlite.stop();
		}
	} finally {
		await stage.stop();
	}
}

main().catch((error: unknown) => {
	console.error(errorText(error));
	process.exitCode = 1;
});
