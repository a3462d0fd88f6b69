import { inspect } from 'node:util';
import type { FaultOrder, LoggedRequest } from '../../../sandbox';
import type { NodeResult } from '../harness';
import { resourceMapping, withLogLines } from '../harness';
import { contacts, importNode, phoneOf, runImport, useSandbox } from './importing';
import type { Imported, ImportSetup } from './importing';
import { OPERATIONS } from './testedImports';
import type { ImportOperation } from './testedImports';

const sandbox = useSandbox();

/** Everything of a run that a person, a log or n8n's database gets to see. */
function seen({ run, error, outputs, hints, logLines }: NodeResult): string {
	const all = { run, error, outputs, hints, logLines };
	return JSON.stringify(all) + inspect(all, { depth: Infinity, showHidden: true, maxStringLength: Infinity });
}

/** What nobody may get to see: secrets of the credential, and all tokens and signatures that went over the wire. */
function secrets(operation: ImportOperation, requests: LoggedRequest[]): string[] {
	const sent = requests.flatMap(({ headers }) => operation.secretHeaders.map((name) => headers[name]));
	return [...operation.secrets, ...operation.secrets.map(encodeURIComponent), ...sent.map(String)];
}

function expectNoSecret(operation: ImportOperation, result: Imported): void {
	const found = secrets(operation, result.requests).filter((secret) => seen(result).includes(secret));
	expect(found).toEqual([]);
	const reasons = result.failed.map(({ reason }) => reason);
	const elsewhere = JSON.stringify([result.error, result.hints, result.logLines, reasons]);
	for (let index = 0; index < 3; index++) expect(elsewhere).not.toContain(phoneOf(index));
}

/** A server that shows what it was sent, as debug pages do, behind so many characters. */
function echo({ path, secrets, secretHeaders }: ImportOperation, order: Partial<FaultOrder>, lead = 0): void {
	const page = function* () {
		const request = sandbox.current.requests.last();
		const headers = secretHeaders.map((name) => `${name}: ${String(request?.headers[name])}`);
		yield `<h1>${'-'.repeat(lead)} ${headers.join(', ')}`;
		yield `, POST ${request?.url}?key=${secrets.map(encodeURIComponent).join('&key=')} ${request?.body.toString()}</h1>`;
	};
	sandbox.current.faults.add({ kind: 'answer', path, body: page, ...order } as FaultOrder);
}

const scenarios: Array<[string, (operation: ImportOperation) => Partial<ImportSetup> | void]> = [
	['an import that goes well', () => undefined],
	['a wrong credential', ({ denied }) => ({ credential: denied.data })],
	['a wrong option', () => ({ options: { batchSize: 0 } })],
	['an unusable Base URL', () => ({ credential: { baseUrl: 'nowhere' } })],
	[
		'a cut connection',
		(operation) => void sandbox.current.faults.add({ kind: 'cutAfter', path: operation.path }),
	],
	[
		'a time-out',
		(operation) => {
			sandbox.current.faults.add({ kind: 'noAnswer', path: operation.path });
			return { options: { timeout: 50 } };
		},
	],
	['an error page with 500 that shows the request', (operation) => echo(operation, { status: 500 })],
	['an error page with 404 that shows the request', (operation) => echo(operation, { status: 404 })],
	['an error page with 200 that shows the request', (operation) => echo(operation, { status: 200 })],
	['one that shows it where a message is cut', (operation) => echo(operation, { status: 404 }, 80)],
	['one that shows it far behind', (operation) => echo(operation, { status: 404 }, 1_970)],
	[
		'a token pasted with spaces and an error page that shows it',
		(operation) => {
			echo(operation, { status: 404 });
			const { tokenField, credential } = operation;
			if (tokenField === undefined) return {};
			return { credential: { [tokenField]: `  Bearer  ${String(credential.data[tokenField])} ` } };
		},
	],
];

describe.each(OPERATIONS)('$name shows no secret, no signature and no list of phones', (operation) => {
	it.each(scenarios)('after %s', async (_what, prepare) => {
		const setup = prepare(operation);
		expectNoSecret(operation, await runImport(operation, sandbox.current, { rows: contacts(3), ...setup }));
	});

	it.each([403, 500])(
		'when rows leave by Failed because of a page with %i that shows the request',
		async (status) => {
			echo(operation, { status, after: 1, times: Infinity });
			const options = { batchSize: 2, batchesAtOnce: 1 };
			const result = await runImport(operation, sandbox.current, { rows: contacts(9), options });
			expect(result.failed.length).toBe(7);
			expectNoSecret(operation, result);
		},
	);

	it('when the platform’s own message shows the token', async () => {
		const message = `token ${operation.secrets.join(' of ')} has run out`;
		const body = JSON.stringify({ code: 403, status: 'error', message, data: [] });
		sandbox.current.faults.add({ kind: 'answer', path: operation.path, body });
		const result = await runImport(operation, sandbox.current, { rows: contacts(3) });
		expect(result.error?.message).toMatch(/^token .*\*\*\*.* has run out$/);
		expect(operation.secrets.filter((secret) => seen(result).includes(secret))).toEqual([]);
	});

	it('when the editor loads its columns from a server that shows the request', async () => {
		echo({ ...operation, path: operation.apiPath }, { status: 403 });
		await withLogLines(async (logLines) => {
			const node = importNode(operation, sandbox.current);
			const said = await resourceMapping(node, operation.columnsMethod).catch((error: unknown) => error);
			const text = JSON.stringify([said, logLines]) + inspect(said, { depth: Infinity });
			if (operation.accountFields) expect(text).toContain('HTTP 403');
			const all = secrets(operation, sandbox.current.requests.all());
			expect(all.filter((secret) => text.includes(secret))).toEqual([]);
		});
	});
});
