import type { INodeParameters } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
const SECRETS_OF_CREDENTIALS = [
	...[LONGLONGLONG.token, LONGLONGLONG.callbackSecret],
	...[NXLINK.accessSecret, NXLINK.appKey],
];

const columns = (value: Record<string, string>): INodeParameters => ({
	columns: {
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: [],
	},
	options: { maxTries: 1 },
});

const imports: Array<{ type: string; path: string; sent: string[]; parameters: INodeParameters }> = [
	{
		type: 'longlonglongCustomer',
		path: 'async_customer',
		sent: [LONGLONGLONG.token],
		parameters: { resource: 'customer', operation: 'import', ...columns({ phone: '={{ $json.phone }}' }) },
	},
	{
		type: 'nxlinkCustomer',
		path: 'batch_create',
		sent: [NXLINK.accessKey, NXLINK.appKey],
		parameters: {
			resource: 'customer',
			operation: 'upsert',
			...columns({ sms_phone: '=86{{ $json.phone }}', full_name: '={{ $json.phone }}' }),
		},
	},
];

/** Runs an import once; how it ended. */
async function runImport(type: string, parameters: INodeParameters): Promise<string> {
	const credentials = reference(stage.credentialFor(type));
	const node = { name: 'Import', type: ours(type), parameters, more: { credentials } };
	const { id } = await stage.driver.createWorkflow(chain(`secrets of ${type}`, [rowsNode(ROWS), node]));
	const execution = await stage.driver.run(id, 'Start');
	return execution.error?.message ?? execution.status;
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
		for (const { type, path, sent, parameters } of imports) {
			// As some servers do: what they were sent comes back in the message.
			const echo = `The request was refused: ${sent.join(' ')}`;
			stage.sandbox.faults.add({ kind: 'answer', path, after: 1, status: 500, body: echo });
			stage.sandbox.faults.add({ kind: 'cutAfter', path, after: 2 });
			stage.sandbox.faults.add({
				kind: 'answer',
				path,
				after: 3,
				body: JSON.stringify({ code: 7, message: echo }),
			});
			const ends: string[] = [];
			for (let run = 0; run < 4; run++) ends.push(await runImport(type, parameters));
			expect([type, stage.sandbox.requests.all(path).length, ends]).toEqual([type, 4, expect.any(Array)]);
			for (const { headers } of stage.sandbox.requests.all(path)) signatures.push(String(headers.sign ?? ''));
		}
		const secrets = [...SECRETS_OF_CREDENTIALS, ...signatures.filter((signature) => signature !== '')];
		expect(secrets.length).toBeGreaterThan(SECRETS_OF_CREDENTIALS.length);

		const files = writtenFiles();
		expect(files.some((file) => file.endsWith('database.sqlite'))).toBe(true);
		for (const file of files) {
			const content = readFileSync(file, 'latin1');
			const found = secrets.filter((secret) => content.includes(secret));
			expect([file, found]).toEqual([file, []]);
		}
	});
});
