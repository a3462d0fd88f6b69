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

/** The folder that workflows in n8n's Docker image may read and write. The file paths of the examples begin with it. */
const EXAMPLE_FOLDER = '/home/node/.n8n-files';

export interface Example {
	file: string;
	workflow: StoredWorkflow;
	/** Whether this start created the workflow. One that existed before is not changed. */
	isNew: boolean;
	/** Names of the credentials that only the user can add, such as those of a database. */
	missingCredentials: string[];
}

/** Copies the example data to the folder that workflows may read. Files that a workflow wrote there are kept. */
export async function copyExampleData(filesFolder: string): Promise<void> {
	await mkdir(filesFolder, { recursive: true });
	await cp(DATA, filesFolder, { recursive: true });
}

/** Prepares an example for n8n: moves its file paths below `filesFolder`, and adds the ids of its credentials. */
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

/** The names of the example files, in the order in which a new user should see them. */
export function exampleFiles(): string[] {
	if (!existsSync(WORKFLOWS)) return [];
	return readdirSync(WORKFLOWS)
		.filter((file) => file.endsWith('.json'))
		.sort();
}

/** The data tables that a workflow creates when the user presses 'Execute workflow' for the first time. */
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
 * Adds all missing examples to n8n, with the data tables in their `meta.dataTables`.
 * Workflows that are marked `active` or wait for callbacks are activated. The latter also get the tables that they would create themselves.
 */
export async function importExamples(
	driver: N8nDriver,
	credentials: readonly StoredCredential[],
	filesFolder: string,
): Promise<Example[]> {
	const stored = await driver.workflows();
	const tables = await DataTables.open(driver.rest);
	const examples: Example[] = [];
	// n8n lists the newest workflow first, so the examples are added in reverse order.
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

/** The name of an example's manual trigger; undefined when it has none. */
export function manualTrigger(workflow: WorkflowFile): string | undefined {
	return workflow.nodes.find((node) => node.type === 'n8n-nodes-base.manualTrigger')?.name;
}
