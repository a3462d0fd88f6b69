import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { lockFolder } from './n8nHost/folderLock';
import { runFolder } from './n8nHost/paths';
import { errorText, PlainError } from './n8nHost/plainError';
import { isFree } from './n8nHost/ports';
import { whenToldToEnd } from './n8nHost/processes';
import { demoOwner } from './n8nHost/rest';
import { openPlayground } from './playground/playground';
import type { Playground } from './playground/playground';
import { examplesReport, executionReport } from './playground/report';

const N8N_PORT = 5678;
const SANDBOX_PORT = 5699;

const print = (line: string) => console.log(line);

function readPort(option: string, value: string | undefined, usual: number): number {
	const port = value === undefined ? usual : Number(value);
	if (!Number.isInteger(port) || port < 1 || port > 65535) {
		throw new PlainError(`--${option} must be a port number from 1 to 65535, not '${value}'.`);
	}
	return port;
}

async function readPorts(): Promise<{ n8nPort: number; sandboxPort: number }> {
	const { values } = parseArgs({
		options: { port: { type: 'string' }, 'sandbox-port': { type: 'string' } },
	});
	const n8nPort = readPort('port', values.port, N8N_PORT);
	const sandboxPort = readPort('sandbox-port', values['sandbox-port'], SANDBOX_PORT);
	if (n8nPort === sandboxPort) throw new PlainError('--port and --sandbox-port must differ.');
	await demandFree(n8nPort, 'n8n', 'port');
	await demandFree(sandboxPort, 'the sandbox', 'sandbox-port');
	return { n8nPort, sandboxPort };
}

async function demandFree(port: number, who: string, option: string): Promise<void> {
	if (await isFree(port)) return;
	throw new PlainError(
		`Port ${port}, meant for ${who}, is in use. Choose another: npm start -- --${option} ${port + 10}`,
	);
}

async function runFirstExample(playground: Playground): Promise<void> {
	const [first] = playground.examples;
	if (!first) return;
	print(`\nFirst example, '${first.workflow.name}':`);
	executionReport(await playground.run(first)).forEach(print);
}

function printAddresses({ n8n, sandbox, examples, filesFolder }: Playground): void {
	print('\nExample workflows:');
	examplesReport(examples).forEach(print);
	print(`\nn8n's editor   ${n8n.url}   (${demoOwner.email}, password ${demoOwner.password})`);
	print(`The sandbox    ${sandbox.url}`);
	print(`Your own files ${relative(process.cwd(), filesFolder)}   (workflows read and write here)`);
	print('Ctrl-C stops both.');
}

/** `npm start` runs the sandbox of both platforms and an n8n in which to try the nodes, until Ctrl-C. */
async function main(): Promise<void> {
	const cleanUps: Array<() => Promise<void>> = [];
	const cleanUp = async () => {
		for (const step of cleanUps.splice(0).reverse()) await step();
	};
	let up = false;
	let ending = false;
	const end = async () => {
		// npm forwards a signal that the terminal has sent too. The second one is ignored.
		if (ending) return;
		ending = true;
		print('\nStopping');
		await cleanUp();
		process.exit(up ? 0 : 1);
	};
	whenToldToEnd(() => void end());

	try {
		const ports = await readPorts();
		const folder = join(runFolder, 'demo');
		cleanUps.push(await lockFolder(folder));
		const playground = await openPlayground({ folder, ...ports, print });
		cleanUps.push(playground.stop);
		await runFirstExample(playground);
		printAddresses(playground);
		up = true;
	} catch (error) {
		if (ending) return;
		await cleanUp();
		throw error;
	}
}

main().catch((error: unknown) => {
	console.error(errorText(error));
	process.exit(1);
});
