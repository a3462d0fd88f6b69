import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';

import type { Sandbox } from '../../sandbox';
import { startSandbox } from '../../sandbox';
import type { StoredCredential, WorkflowFile } from '../../scripts/n8nHost/driver';
import { N8nDriver } from '../../scripts/n8nHost/driver';
import type { Execution } from '../../scripts/n8nHost/execution';
import { installHost } from '../../scripts/n8nHost/install';
import type { N8n } from '../../scripts/n8nHost/n8n';
import { startN8n } from '../../scripts/n8nHost/n8n';
import { installPackage, packPackage } from '../../scripts/n8nHost/package';
import { runFolder } from '../../scripts/n8nHost/paths';
import { freePort } from '../../scripts/n8nHost/ports';
import { demoOwner, Rest } from '../../scripts/n8nHost/rest';
import { untilTaken } from '../../scripts/playground/callbacks';
import { provideCredentials } from '../../scripts/playground/credentials';
import { Inspector } from '../bench/inspector';

/** Of this process alone, so that nothing is shared with other tests. */
const FOLDER = join(runFolder, 'soak', String(process.pid));
const POLL_MS = 500;
/** An execution that takes longer than this has got stuck. */
const EXECUTION_TIMEOUT_MS = 600_000;

/**
 * What keeps n8n's own memory small, so that the figure is about the package: no statistics of executions (insights), no list of remote
 * tools, no assistant. Executions are saved, because the books are read from them; each round deletes its own.
 */
const ENVIRONMENT = {
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,insights',
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
	EXECUTIONS_DATA_SAVE_ON_PROGRESS: 'false',
	// Freed memory goes back to the system: a heap of a bounded size, and few arenas of the C library.
	MALLOC_ARENA_MAX: '2',
	// The inspector is there for a forced garbage collection at quiet moments.
	NODE_OPTIONS: '--max-old-space-size=1024 --inspect=127.0.0.1:0',
};

/** A real n8n with the packed package, and a sandbox of its own. */
export class SoakHost {
	private readonly agent = new Agent({ pipelining: 0, headersTimeout: 120_000 });

	private constructor(
		readonly n8n: N8n,
		readonly driver: N8nDriver,
		readonly sandbox: Sandbox,
		readonly inspector: Inspector,
		readonly credentials: StoredCredential[],
	) {}

	static async open(print: (line: string) => void): Promise<SoakHost> {
		process.once('exit', () => rmSync(FOLDER, { recursive: true, force: true }));
		const host = await installHost(print);
		await installPackage(await packPackage(FOLDER), FOLDER);
		const place = { port: await freePort(), userFolder: FOLDER, filesFolder: join(FOLDER, 'files') };
		const n8n = await startN8n(host, { ...place, env: ENVIRONMENT });
		const driver = new N8nDriver(new Rest(n8n.url));
		await driver.rest.signIn(demoOwner);
		const sandbox = await startSandbox();
		const credentials = await provideCredentials(driver, sandbox.url);
		const inspector = await Inspector.connect(n8n.log());
		return new SoakHost(n8n, driver, sandbox, inspector, credentials);
	}

	/** Creates a workflow that starts with a webhook of its name, and activates it. */
	async provide(file: WorkflowFile): Promise<void> {
		await this.driver.activate((await this.driver.createWorkflow(file)).id);
		await untilTaken(`${this.n8n.url}/webhook/${file.name}`);
	}

	/** Starts a workflow with rows. @returns the execution's id */
	async start(name: string, rows: readonly unknown[]): Promise<string> {
		const { statusCode, body } = await request(`${this.n8n.url}/webhook/${name}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ rows }),
			dispatcher: this.agent,
		});
		const text = await body.text();
		if (statusCode !== 200)
			throw new Error(`The webhook of ${name} answered ${statusCode}: ${text.slice(0, 200)}`);
		return text.trim();
	}

	/** Waits for the end of an execution, without having n8n read its data again and again. */
	async ended(id: string): Promise<Execution> {
		const deadline = Date.now() + EXECUTION_TIMEOUT_MS;
		while ((await this.running()).has(id)) {
			if (Date.now() > deadline)
				throw new Error(`Execution ${id} had not ended after ${EXECUTION_TIMEOUT_MS / 1000} s`);
			await sleep(POLL_MS);
		}
		return await this.driver.waitFor(id);
	}

	private async running(): Promise<Set<string>> {
		const filter = encodeURIComponent(JSON.stringify({ status: ['new', 'running', 'waiting'] }));
		const path = `/executions?limit=100&filter=${filter}`;
		const { results } = await this.driver.rest.call<{ results: Array<{ id: string }> }>('GET', path);
		return new Set(results.map(({ id }) => id));
	}

	/** Deletes all executions, with their data. */
	async forgetExecutions(): Promise<void> {
		const deleteBefore = new Date(Date.now() + 60_000).toISOString();
		await this.driver.rest.call('POST', '/executions/delete', { deleteBefore, filters: {} });
	}

	async close(): Promise<void> {
		this.inspector.close();
		await this.driver.rest.close();
		await this.agent.close();
		await this.n8n.stop();
		await this.sandbox.close();
	}
}
