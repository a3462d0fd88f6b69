import type { IDataObject } from 'n8n-workflow';
import { rm } from 'node:fs/promises';
import { DataTables } from '../../scripts/n8nHost/dataTables';
import type { StoredCredential, WorkflowFile } from '../../scripts/n8nHost/driver';
import type { Execution } from '../../scripts/n8nHost/execution';
import { manualTrigger, readExample } from '../../scripts/playground/examples';
import { chain } from './stage';
import type { Stage } from './stage';

export interface ExampleChanges {
	/** Credentials beside those of the sandbox. */
	credentials?: readonly StoredCredential[];
	/** Texts of the workflow, such as an address, and what a test puts in their places. */
	replace?: Record<string, string>;
}

/** An example as n8n shall get it in a test, with all its credentials. */
export async function exampleFor(
	stage: Stage,
	file: string,
	{ credentials = [], replace = {} }: ExampleChanges = {},
): Promise<WorkflowFile> {
	const all = [...stage.credentials, ...credentials];
	const { workflow, missingCredentials } = await readExample(file, all, stage.filesFolder);
	expect(missingCredentials).toEqual([]);
	let text = JSON.stringify(workflow);
	for (const [given, instead] of Object.entries(replace)) text = text.replaceAll(given, instead);
	return JSON.parse(text) as WorkflowFile;
}

/** Presses "Execute workflow", and waits for the end in whichever way. The workflow is removed afterwards. */
export async function runOnce(stage: Stage, workflow: WorkflowFile): Promise<Execution> {
	const trigger = manualTrigger(workflow);
	if (trigger === undefined) throw new Error(`${workflow.name} has no manual trigger.`);
	const tables = await DataTables.open(stage.driver.rest);
	await tables.provide(workflow.meta?.dataTables ?? []);
	const { id } = await stage.driver.createWorkflow(workflow);
	const execution = await stage.driver.run(id, trigger);
	await stage.driver.deleteWorkflow(id);
	return execution;
}

/** {@link runOnce}, to an end without an error. */
export async function runToTheEnd(stage: Stage, workflow: WorkflowFile): Promise<Execution> {
	const execution = await runOnce(stage, workflow);
	expect([execution.status, execution.error]).toEqual(['success', undefined]);
	return execution;
}

/** Removes a file that an earlier run may have left. */
export const without = async (file: string): Promise<void> => await rm(file, { force: true });

/** The rows of an Excel file in n8n's folder, as n8n's own node reads them. */
export async function readXlsx(stage: Stage, path: string): Promise<IDataObject[]> {
	const file = {
		name: 'File',
		type: 'n8n-nodes-base.readWriteFile',
		typeVersion: 1.1,
		parameters: { operation: 'read', fileSelector: path, options: {} },
	};
	const rows = {
		name: 'Rows',
		type: 'n8n-nodes-base.extractFromFile',
		typeVersion: 1.1,
		parameters: { operation: 'xlsx', options: {} },
	};
	return (await runToTheEnd(stage, chain('Read an Excel file', [file, rows]))).rows('Rows');
}
