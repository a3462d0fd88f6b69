import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { N8nDriver } from '../../scripts/host/driver';
import { installHost } from '../../scripts/host/install';
import { startN8n } from '../../scripts/host/n8n';
import type { N8n } from '../../scripts/host/n8n';
import { packageName, runFolder } from '../../scripts/host/paths';
import { freePort } from '../../scripts/host/ports';
import { demoOwner, Rest } from '../../scripts/host/rest';
import { provideCredentials } from '../../scripts/playground/credentials';
import { sharedN8n } from '../e2e/shared-n8n';
import { chain, ours, reference, rowsNode } from '../e2e/stage';
import { Editor } from './editor';

/*
 * An n8n of this test's own, in whose folder the package is put, replaced and removed where n8n keeps community
 * packages. Not through Settings → Community nodes: n8n 2.41 takes another registry than npm's only with a licence.
 */
const MODULES = '.n8n/nodes/node_modules';
const NEXT_VERSION = '99.0.0';
const userFolder = join(runFolder, 'browser', String(process.pid));
const packageFolder = join(userFolder, MODULES, packageName);

let sandbox: Sandbox;
let n8n: N8n | undefined;
let editor: Editor | undefined;
let driver: N8nDriver;
let rest: Rest | undefined;

/** Starts n8n with the package as it lies in the folder now, and opens the editor. */
async function start(): Promise<Editor> {
	const host = await installHost(() => undefined);
	n8n = await startN8n(host, { port: await freePort(), userFolder, filesFolder: join(userFolder, 'files') });
	rest = new Rest(n8n.url);
	await rest.signIn(demoOwner);
	driver = new N8nDriver(rest);
	editor = await Editor.open(rest);
	return editor;
}

async function stop(): Promise<void> {
	await editor?.close();
	await rest?.close();
	await n8n?.stop();
	[editor, rest, n8n] = [undefined, undefined, undefined];
}

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	const packed = join(dirname(sharedN8n().filesFolder), MODULES, packageName);
	await mkdir(dirname(packageFolder), { recursive: true });
	await cp(packed, packageFolder, { recursive: true });
});
afterAll(async () => {
	await stop();
	await sandbox.close();
	await rm(userFolder, { recursive: true, force: true });
});

describe('the package with a workflow in place', () => {
	let workflowId = '';

	it('imports with this version', async () => {
		const page = await start();
		const [credential] = await provideCredentials(driver, sandbox.url);
		if (!credential) throw new Error('There is no credential.');
		const node = {
			name: 'Import',
			type: ours('longlonglongCustomer'),
			parameters: { columns: { mappingMode: 'autoMapInputData', value: null } },
			more: { credentials: reference(credential) },
		};
		const rows = rowsNode([{ phone: '13800000001', name: '王芳' }]);
		workflowId = (await driver.createWorkflow(chain('Stays in place', [rows, node]))).id;
		await page.showWorkflow(workflowId);
		expect(await page.run()).toContain('successfully');
		await stop();
	});

	it('imports with the next version, unchanged', async () => {
		const file = join(packageFolder, 'package.json');
		const content = JSON.parse(await readFile(file, 'utf8')) as object;
		await writeFile(file, JSON.stringify({ ...content, version: NEXT_VERSION }));
		const page = await start();
		const loaded = (await driver.nodeTypes()).find(({ name }) => name === ours('longlonglongCustomer'));
		expect(loaded?.communityNodePackageVersion).toBe(NEXT_VERSION);
		await page.showWorkflow(workflowId);
		expect(await page.run()).toContain('successfully');
		await page.dismissToasts();
		await page.picture('package updated');
		sandbox.finishPending();
		expect(sandbox.longlonglong.storings).toHaveLength(2);
		await stop();
	});

	it('leaves the workflow whole when it is removed, with a node that says what is missing', async () => {
		await rm(packageFolder, { recursive: true });
		const page = await start();
		await page.showWorkflow(workflowId);
		await page.node('Import').waitFor();
		expect(await page.node('Import').getAttribute('data-node-type')).toBe(ours('longlonglongCustomer'));
		await page.picture('package removed');
		const { nodes } = await driver.workflow(workflowId);
		expect(nodes.map(({ type }) => type)).toContain(ours('longlonglongCustomer'));
		await stop();
	});
});
