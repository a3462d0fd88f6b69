import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../../sandbox';
import { startSandbox } from '../../sandbox';
import type { StoredCredential } from '../../scripts/n8nHost/driver';
import { installHost } from '../../scripts/n8nHost/install';
import type { N8n } from '../../scripts/n8nHost/n8n';
import { packPackage } from '../../scripts/n8nHost/package';
import { runFolder } from '../../scripts/n8nHost/paths';
import { provideCredentials } from '../../scripts/playground/credentials';
import { readExample } from '../../scripts/playground/examples';
import { startQueueMode } from '../../scripts/queue/queueMode';
import type { QueueMode, QueueModeOptions } from '../../scripts/queue/queueMode';

/** n8n in queue mode, a sandbox, and credentials for both of them and for the CRM's database. */
export interface QueueStage extends QueueMode {
	sandbox: Sandbox;
	credentials: StoredCredential[];
	/** Where everything of this run lies. */
	folder: string;
	/** The packed package. */
	tarball: string;
	/** Stores an example workflow; its id. */
	provide(file: string): Promise<string>;
}

export async function openQueueStage(
	options: Pick<QueueModeOptions, 'workers' | 'webhooks' | 'env' | 'webhookEnv' | 'print'>,
): Promise<QueueStage> {
	const folder = join(runFolder, 'queue', String(process.pid));
	const host = await installHost(options.print);
	let queueMode: QueueMode | undefined;
	try {
		const tarball = await packPackage(folder);
		queueMode = await startQueueMode({ ...options, host, tarball, folder });

		const sandbox = await startSandbox({ port: 0 });
		const { driver, crm, stop: stopQueueMode } = queueMode;
		const stop = async () => {
			await sandbox.close();
			await stopQueueMode();
		};
		await driver.createCredential('CRM database (PostgreSQL)', 'postgres', { ...crm.access, ssl: 'disable' });
		await provideCredentials(driver, sandbox.url);
		const credentials = await driver.credentials();
		const provide = async (file: string) => {
			const { workflow, missingCredentials } = await readExample(file, credentials, folder);
			if (missingCredentials.length > 0) throw new Error(`${file} wants ${missingCredentials.join(', ')}.`);
			return (await driver.createWorkflow(workflow)).id;
		};
		return { ...queueMode, sandbox, credentials, folder, tarball, provide, stop };
	} catch (error) {
		await queueMode?.stop();
		await rm(folder, { recursive: true, force: true });
		throw error;
	}
}

/** The executions that a worker has begun, by id. */
export function begunBy(worker: N8n): Set<string> {
	return new Set([...worker.log().matchAll(/Worker started execution (\d+) /g)].map(([, id]) => String(id)));
}

/** Waits until something holds. */
export async function until(
	what: string,
	holds: () => boolean | Promise<boolean>,
	timeoutMs = 60_000,
): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s in vain: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
