import type { INodeParameters } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import packageJson from '../../package.json';
import type { ImportOperation } from '../workflow/import/testedImports';
import { PACKAGE_OPERATIONS } from '../workflow/import/testedImports';
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

/** One import for each credential of the package. */
const imports = new Map(PACKAGE_OPERATIONS.map((operation) => [operation.credential.name, operation]));

function parametersOf({ parameters, phone, person }: ImportOperation): INodeParameters {
	const value = { [phone]: '=86{{ $json.phone }}', [person]: '={{ $json.phone }}' };
	return {
		...(parameters as INodeParameters),
		columns: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
		options: { maxTries: 1 },
	};
}

/** What n8n calls the credential of a file: its class, with a small letter in front. */
function nameOfCredential(file: string): string {
	const name = basename(file, '.credentials.js');
	return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Runs an import once; how it ended. */
async function runImport(operation: ImportOperation): Promise<string> {
	const type = operation.type.description.name;
	const credentials = reference(stage.credentialFor(type));
	const parameters = parametersOf(operation);
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

describe('the secrets of all credentials', () => {
	it('are nowhere in what n8n keeps, whatever the platform answered', async () => {
		const found: string[] = [];
		for (const operation of imports.values()) {
			const { path, secrets, secretHeaders } = operation;
			// As some servers do: what they were sent comes back in the message.
			const echo = `The request was refused: ${secrets.join(' ')}`;
			stage.sandbox.faults.add({ kind: 'answer', path, after: 1, status: 500, body: echo });
			stage.sandbox.faults.add({ kind: 'cutAfter', path, after: 2 });
			const body = JSON.stringify({ code: 7, message: echo });
			stage.sandbox.faults.add({ kind: 'answer', path, after: 3, body });
			const ends: string[] = [];
			for (let run = 0; run < 4; run++) ends.push(await runImport(operation));
			const requests = stage.sandbox.requests.all(new RegExp(`${path}$`), 'POST');
			expect([path, requests.length, ends]).toEqual([path, 4, expect.any(Array)]);
			const sent = requests.flatMap(({ headers }) => secretHeaders.map((name) => String(headers[name])));
			found.push(...secrets, ...sent);
		}
		const secrets = [...new Set(found)];
		expect([...imports.keys()].sort()).toEqual(packageJson.n8n.credentials.map(nameOfCredential).sort());

		const files = writtenFiles();
		expect(files.some((file) => file.endsWith('database.sqlite'))).toBe(true);
		for (const file of files) {
			const content = readFileSync(file, 'latin1');
			expect([file, secrets.filter((secret) => content.includes(secret))]).toEqual([file, []]);
		}
	});
});
