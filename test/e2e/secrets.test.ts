import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { LONGLONGLONG, NXLINK } from '../../sandbox';
import { sharedN8n } from './shared-n8n';
import { chain, openStage, ours, reference, rowsNode } from './stage';
import type { Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});

const ROWS = Array.from({ length: 30 }, (_unused, index) => ({ phone: `138${10_000_000 + index}` }));
const KEPT_SECRET = [LONGLONGLONG.token, LONGLONGLONG.callbackSecret, NXLINK.accessSecret, NXLINK.appKey];

const columns = (field: string): INodeParameters => ({
	columns: {
		mappingMode: 'defineBelow',
		value: { [field]: '={{ $json.phone }}' },
		matchingColumns: [],
		schema: [],
	},
	options: { maxTries: 1 },
});

const imports: Array<{ type: string; path: string; parameters: INodeParameters }> = [
	{
		type: 'longlonglongCustomer',
		path: 'async_customer',
		parameters: { resource: 'customer', operation: 'import', ...columns('phone') },
	},
	{
		type: 'nxlinkCustomer',
		path: 'batch_create',
		parameters: { resource: 'customer', operation: 'upsert', ...columns('sms_phone') },
	},
];

async function runImport(type: string, parameters: INodeParameters): Promise<void> {
	const credentials = reference(stage.credentialFor(type));
	const node = { name: 'Import', type: ours(type), parameters, more: { credentials } };
	const { id } = await stage.driver.createWorkflow(chain(`secrets of ${type}`, [rowsNode(ROWS), node]));
	await stage.driver.run(id, 'Start');
}

/** Everything that n8n has written: its database (the part that is not yet merged into it, too), logs, settings. */
function writtenFiles(): string[] {
	const folder = join(sharedN8n().userFolder, '.n8n');
	const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
	return names
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
		.map((entry) => join(entry.parentPath, entry.name))
		.concat(sharedN8n().logFile);
}

describe('the secrets of both credentials', () => {
	it('are nowhere in what n8n keeps, whatever the platform answered', async () => {
		const signatures: string[] = [];
		for (const { type, path, parameters } of imports) {
			const echo = `The request was refused. ${KEPT_SECRET.join(' ')}`;
			stage.sandbox.faults.add({ kind: 'answer', path, after: 1, status: 500, body: echo });
			stage.sandbox.faults.add({ kind: 'cutAfter', path, after: 2 });
			stage.sandbox.faults.add({
				kind: 'answer',
				path,
				after: 3,
				body: JSON.stringify({ code: 7, message: echo }),
			});
			for (let run = 0; run < 4; run++) await runImport(type, parameters);
			for (const { headers } of stage.sandbox.requests.all(path)) signatures.push(String(headers.sign ?? ''));
		}
		const secrets = [...KEPT_SECRET, ...signatures.filter((signature) => signature !== '')];
		expect(secrets.length).toBeGreaterThan(KEPT_SECRET.length);

		const files = writtenFiles();
		expect(files.some((file) => file.endsWith('database.sqlite'))).toBe(true);
		for (const file of files) {
			const content = readFileSync(file, 'latin1');
			const found = secrets.filter((secret) => content.includes(secret));
			expect([file, found]).toEqual([file, []]);
		}
	});
});
