import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataTables } from '../n8nHost/dataTables';
import type { DataTableOrder } from '../n8nHost/dataTables';
import type { N8nDriver, StoredCredential, StoredWorkflow, WorkflowFile } from '../n8nHost/driver';
import { repository } from '../n8nHost/paths';
import { callbackTrigger } from './callbacks';

const WORKFLOWS = join(repository, 'examples/workflows');
const DATA = join(repository, 'examples/data');

/** The folder that n8n's Docker image lets workflows read and write; the examples' file paths begin with it. */
const EXAMPLE_FOLDER = '/home/node/.n8n-files';

export interface Example {
	file: string;
	workflow: StoredWorkflow;
	/** False when an earlier start had created it; it is left as its user made it. */
	isNew: boolean;
	/** Names of credentials that it wants and that only its user can have, such as a database's. */
	missingCredentials: string[];
}

/** Copies the example data to where workflows may read them. Files that a workflow wrote there are kept. */
export async function copyExampleData(filesFolder: string): Promise<void> {
	await mkdir(filesFolder, { recursive: true });
	await cp(DATA, filesFolder, { recursive: true });
}

/** An example as n8n shall get it: its file paths below `filesFolder`, its credentials' ids filled in by name. */
export async function readExample(
	file: string,
	credentials: readonly StoredCredential[],
	filesFolder: string,
): Promise<{ workflow: WorkflowFile; missingCredentials: string[] }> {
	const text = await readFile(join(WORKFLOWS, file), 'utf8');
	const folder = JSON.stringify(filesFolder).slice(1, -1);
	const workflow = JSON.parse(text.replaceAll(EXAMPLE_FOLDER, folder)) as WorkflowFile;
	const missing = new Set<string>();
	for (const node of workflow.nodes) {
		for (const [type, wanted] of Object.entries(node.credentials ?? {})) {
			const found = credentials.find(
				(credential) => credential.type === type && credential.name === wanted.name,
			);
			if (found) wanted.id = found.id;
			else missing.add(wanted.name);
		}
	}
	return { workflow, missingCredentials: [...missing] };
}

/** The names of the example files, in the order in which a newcomer should meet them. */
export function exampleFiles(): string[] {
	if (!existsSync(WORKFLOWS)) return [];
	return readdirSync(WORKFLOWS)
		.filter((file) => file.endsWith('.json'))
		.sort();
}

/** The data tables that a workflow makes for itself, when its user presses 'Execute workflow' for the first time. */
function ownTables({ nodes }: WorkflowFile): DataTableOrder[] {
	return nodes
		.filter(({ type, parameters }) => type === 'n8n-nodes-base.dataTable' && parameters.resource === 'table')
		.filter(({ parameters }) => parameters.operation === 'create')
		.map(({ parameters }) => {
			const { column } = parameters.columns as unknown as { column: DataTableOrder['columns'] };
			return { name: String(parameters.tableName), columns: column };
		});
}

/**
 * Brings every example into n8n that is not there yet, with the data tables that its `meta.dataTables` names.
 * Those that say `active`, or wait for callbacks, are activated; what waits for callbacks gets the tables that it would make for itself.
 */
export async function importExamples(
	driver: N8nDriver,
	credentials: readonly StoredCredential[],
	filesFolder: string,
): Promise<Example[]> {
	const stored = await driver.workflows();
	const tables = await DataTables.open(driver.rest);
	const examples: Example[] = [];
	// n8n's list shows the newest first, and a newcomer should see the first example first.
	for (const file of exampleFiles().reverse()) {
		const { workflow, missingCredentials } = await readExample(file, credentials, filesFolder);
		const waits = callbackTrigger(workflow) !== undefined;
		await tables.provide([...(workflow.meta?.dataTables ?? []), ...(waits ? ownTables(workflow) : [])]);
		const same = stored.find(({ name }) => name === workflow.name);
		const kept = same && (await driver.workflow(same.id));
		const created = kept ?? (await driver.createWorkflow(workflow));
		if (!kept && (workflow.active || waits)) await driver.activate(created.id);
		examples.push({ file, workflow: created, isNew: !kept, missingCredentials });
	}
	return examples.reverse();
}

/** The name of the trigger that "Execute workflow" starts an example from; undefined when it waits for something else. */
export function manualTrigger(workflow: WorkflowFile): string | undefined {
	return workflow.nodes.find((node) => node.type === 'n8n-nodes-base.manualTrigger')?.name;
}
