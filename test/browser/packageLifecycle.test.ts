import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { N8nDriver } from '../../scripts/n8nHost/driver';
import { installHost } from '../../scripts/n8nHost/install';
import { startN8n } from '../../scripts/n8nHost/n8n';
import type { N8n } from '../../scripts/n8nHost/n8n';
import { npm } from '../../scripts/n8nHost/npm';
import { packageName, runFolder } from '../../scripts/n8nHost/paths';
import { freePort } from '../../scripts/n8nHost/ports';
import { runCommand } from '../../scripts/n8nHost/processes';
import { demoOwner, Rest } from '../../scripts/n8nHost/rest';
import { provideCredentials } from '../../scripts/playground/credentials';
import { sharedN8n } from '../e2e/shared-n8n';
import { chain, ours, reference, rowsNode } from '../e2e/stage';
import { Editor } from './editor';
import { startNpmRegistry } from './npmRegistry';
import type { NpmRegistry } from './npmRegistry';

/* An n8n without the package, and Settings → Community nodes in its editor: what a user does, from a registry on this machine. */
const NEXT_VERSION = '99.0.0';
const NODES = ['longlonglongCustomer', 'longlonglongTaskNumber', 'longlonglongTrigger', 'nxlinkCustomer'].map(
	ours,
);
const userFolder = join(runFolder, 'browser', String(process.pid));
const installed = join(userFolder, '.n8n/nodes/node_modules', packageName, 'package.json');

let sandbox: Sandbox;
let registry: NpmRegistry;
let n8n: N8n;
let rest: Rest;
let driver: N8nDriver;
let editor: Editor;

/** The same package as its next release: another version number. */
async function packNextVersion(tarball: string): Promise<string> {
	const folder = join(userFolder, 'next');
	await mkdir(folder, { recursive: true });
	await runCommand('tar', ['-xzf', tarball], { cwd: folder, purpose: 'unpack the package' });
	const manifest = join(folder, 'package/package.json');
	const content = JSON.parse(await readFile(manifest, 'utf8')) as object;
	await writeFile(manifest, JSON.stringify({ ...content, version: NEXT_VERSION }));
	const destination = ['--ignore-scripts', '--pack-destination', folder];
	const printed = await npm(['pack', ...destination], join(folder, 'package'), 'pack the next version');
	return join(folder, printed.trim());
}

async function installedVersion(): Promise<string> {
	return (JSON.parse(await readFile(installed, 'utf8')) as { version: string }).version;
}

async function ownNodes(): Promise<string[]> {
	const nodes = await driver.nodeTypes();
	return nodes.filter(({ name }) => name.startsWith(`${packageName}.`)).map(({ name }) => name);
}

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	await mkdir(userFolder, { recursive: true });
	registry = await startNpmRegistry(userFolder);
	await registry.publish(sharedN8n().tarball);
	const host = await installHost(() => undefined);
	const filesFolder = join(userFolder, 'files');
	n8n = await startN8n(host, { port: await freePort(), userFolder, filesFolder, env: registry.env });
	rest = new Rest(n8n.url);
	await rest.signIn(demoOwner);
	driver = new N8nDriver(rest);
	editor = await Editor.open(rest);
});
afterAll(async () => {
	await editor?.close();
	await rest?.close();
	await n8n?.stop();
	await registry?.close();
	await sandbox.close();
	await rm(userFolder, { recursive: true, force: true });
});

describe('the package in Settings → Community nodes', () => {
	let workflowId = '';

	it('is installed by its name', async () => {
		expect(await ownNodes()).toEqual([]);
		const { page } = editor;
		await page.goto('/settings/community-nodes');
		await page.getByRole('button', { name: 'Install' }).first().click();
		await page.getByTestId('package-name-input').fill(packageName);
		await page.getByTestId('user-agreement-checkbox').click();
		await editor.picture('package to install');
		await page.getByTestId('install-community-package-button').click();
		await editor.toast(/installed/i);
		await editor.dismissToasts();
		await page.getByTestId('community-package-card').getByText(packageName).waitFor();
		await editor.picture('package installed');
		expect(await ownNodes()).toEqual(expect.arrayContaining(NODES));
		expect(registry.requests).toContain(`GET /${packageName}`);
	});

	it('imports', async () => {
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
		await editor.showWorkflow(workflowId);
		expect(await editor.run()).toContain('successfully');
	});

	it('is updated to the next version, and the workflow imports unchanged', async () => {
		await registry.publish(await packNextVersion(sharedN8n().tarball));
		const { page } = editor;
		await page.goto('/settings/community-nodes');
		const card = page.getByTestId('community-package-card');
		const update = card.getByRole('button', { name: /update/i });
		await update.waitFor();
		await editor.picture('package with an update');
		await update.click();
		await page
			.getByRole('dialog')
			.getByRole('button', { name: /update|confirm/i })
			.click();
		await editor.toast(/updated/i);
		await editor.dismissToasts();
		await editor.picture('package updated');
		expect(await installedVersion()).toBe(NEXT_VERSION);
		await editor.showWorkflow(workflowId);
		expect(await editor.run()).toContain('successfully');
		sandbox.finishPending();
		expect(sandbox.longlonglong.storings).toHaveLength(2);
	});

	it('is removed, and the workflow stays whole, with a node that says what is missing', async () => {
		const { page } = editor;
		await page.goto('/settings/community-nodes');
		await page.getByTestId('community-package-card').getByTestId('action-toggle').click();
		await page.getByText('Uninstall package').click();
		await page
			.getByRole('dialog')
			.getByRole('button', { name: /uninstall|confirm/i })
			.click();
		await editor.toast(/uninstalled/i);
		expect(await ownNodes()).toEqual([]);
		await editor.showWorkflow(workflowId);
		await editor.node('Import').waitFor();
		expect(await editor.node('Import').getAttribute('data-node-type')).toBe(ours('longlonglongCustomer'));
		await editor.picture('package removed');
		const { nodes } = await driver.workflow(workflowId);
		expect(nodes.map(({ type }) => type)).toContain(ours('longlonglongCustomer'));
	});
});
