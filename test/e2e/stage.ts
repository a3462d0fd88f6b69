import type { IDataObject, INode, INodeCredentials, INodeParameters } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { N8nDriver } from '../../scripts/n8nHost/driver';
import type { StoredCredential, WorkflowFile } from '../../scripts/n8nHost/driver';
import { packageName } from '../../scripts/n8nHost/paths';
import { Rest } from '../../scripts/n8nHost/rest';
import { sandboxCredentials } from '../../scripts/playground/credentials';
import { sharedN8n } from './shared-n8n';

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

/** The type of one of the package's nodes, as a workflow names it. */
export const ours = (node: string) => `${packageName}.${node}`;

/** How a node names its credential. */
export function reference({ id, name, type }: StoredCredential): INodeCredentials {
	return { [type]: { id, name } };
}

/** One node of a {@link chain}: its name, type and parameters. */
export interface ChainNode {
	name: string;
	type: string;
	typeVersion?: number;
	parameters?: INodeParameters;
	more?: Partial<INode>;
}

/** A workflow of nodes in a row that starts from the manual trigger 'Start'; each feeds the next by its first output. */
export function chain(name: string, steps: readonly ChainNode[]): WorkflowFile {
	const all = [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, ...steps] as readonly ChainNode[];
	const nodes = all.map(({ name, type, typeVersion = 1, parameters = {}, more }, index) => {
		return {
			id: `node-${index}`,
			name,
			type,
			typeVersion,
			parameters,
			position: [index * 220, 0],
			...more,
		} as INode;
	});
	const connections = Object.fromEntries(
		all.slice(1).map(({ name: to }, index) => {
			return [all[index]?.name, { main: [[{ node: to, type: 'main' as const, index: 0 }]] }];
		}),
	);
	return { name, nodes, connections };
}

/** A node that gives these rows, one item each. */
export function rowsNode(rows: readonly IDataObject[]): ChainNode {
	return {
		name: 'Rows',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: { jsCode: `return ${JSON.stringify(rows)}.map((json) => ({ json }));` },
	};
}
