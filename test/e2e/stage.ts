import { readFileSync } from 'node:fs';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { N8nDriver } from '../../scripts/n8nHost/driver';
import type { StoredCredential } from '../../scripts/n8nHost/driver';
import { Rest } from '../../scripts/n8nHost/rest';
import { sandboxCredentials } from '../../scripts/playground/credentials';
import { sharedN8n } from './shared-n8n';

export type { ChainNode } from './chain';
export { chain, ours, reference, rowsNode } from './chain';

jest.setTimeout(180_000);

/** The run's n8n, with a sandbox of this test file's own and credentials that open it. */
export interface Stage {
	sandbox: Sandbox;
	driver: N8nDriver;
	credentials: StoredCredential[];
	/** The one that a node of the package takes. */
	credentialFor(node: string): StoredCredential;
	filesFolder: string;
	/** What n8n has logged since it was started. */
	log(): string;
	close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
	const { url, cookie, logFile, filesFolder } = sharedN8n();
	const sandbox = await startSandbox({ port: 0 });
	const rest = new Rest(url, cookie);
	const driver = new N8nDriver(rest);
	const credentials: StoredCredential[] = [];
	for (const { name, type, data } of sandboxCredentials(sandbox.url)) {
		credentials.push(await driver.createCredential(name, type, data));
	}
	return {
		sandbox,
		driver,
		credentials,
		credentialFor: (node) => {
			const type = node.startsWith('nxlink') ? 'nxlinkApi' : 'longlonglongApi';
			const found = credentials.find((credential) => credential.type === type);
			if (!found) throw new Error(`There is no credential of type ${type}.`);
			return found;
		},
		filesFolder,
		log: () => readFileSync(logFile, 'utf8'),
		close: async () => {
			await rest.close();
			await sandbox.close();
		},
	};
}
