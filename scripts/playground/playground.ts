import { join } from 'node:path';
import type { Sandbox, Settings } from '../../sandbox';
import { startSandbox } from '../../sandbox';
import { N8nDriver } from '../n8nHost/driver';
import type { StoredCredential } from '../n8nHost/driver';
import type { Execution } from '../n8nHost/execution';
import { installHost } from '../n8nHost/install';
import { startN8n } from '../n8nHost/n8n';
import type { N8n } from '../n8nHost/n8n';
import { installPackage, packPackage } from '../n8nHost/package';
import { PlainError } from '../n8nHost/plainError';
import { LOOPBACK } from '../n8nHost/ports';
import { demoOwner, Rest } from '../n8nHost/rest';
import { callbackUrls } from './callbacks';
import { provideCredentials } from './credentials';
import { copyExampleData, exampleFiles, importExamples, manualTrigger, readExample } from './examples';
import type { Example } from './examples';

export interface PlaygroundOptions {
	/** The folder for all data of n8n. */
	folder: string;
	n8nPort: number;
	sandboxPort: number;
	print: (line: string) => void;
}

/** A sandbox of both platforms and an n8n with the package, credentials and the example workflows in it. */
export interface Playground {
	n8n: N8n;
	sandbox: Sandbox;
	driver: N8nDriver;
	credentials: StoredCredential[];
	examples: Example[];
	/** The folder that workflows may read and write. It has the example data and the user's own files. */
	filesFolder: string;
	/** Runs an example from its manual trigger to the end. */
	run(example: Example): Promise<Execution>;
	/** Stops n8n and the sandbox. */
	stop(): Promise<void>;
}

/** Sets the callback addresses of the sandbox to the examples that wait for callbacks, in a way that a reset keeps them. */
async function exampleAddresses(n8nPort: number): Promise<Settings['callbackUrls']> {
	const examples = await Promise.all(exampleFiles().map(async (file) => await readExample(file, [], '')));
	return callbackUrls(
		`http://${LOOPBACK}:${n8nPort}`,
		examples.map(({ workflow }) => workflow),
	);
}

/** Builds the package and opens a playground with it. When a step fails, everything that was started is stopped. */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground> {
	const { folder, print } = options;
	const filesFolder = join(folder, 'files');
	const host = await installHost(print);
	print('Building and packing the package');
	await installPackage(await packPackage(folder), folder);
	await copyExampleData(filesFolder);

	const stops: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const step of stops.splice(0).reverse()) await step();
	};
	try {
		print('Starting the sandbox and n8n');
		const sandbox = await startSandbox({
			port: options.sandboxPort,
			settings: { callbackUrls: await exampleAddresses(options.n8nPort) },
		});
		stops.push(sandbox.close);
		const n8n = await startN8n(host, { port: options.n8nPort, userFolder: folder, filesFolder });
		stops.push(n8n.stop);
		const rest = new Rest(n8n.url);
		stops.push(async () => await rest.close());
		await rest.signIn(demoOwner);
		const driver = new N8nDriver(rest);
		const credentials = await provideCredentials(driver, sandbox.url);
		const examples = await importExamples(driver, credentials, filesFolder);
		const run = async ({ workflow }: Example) => {
			const trigger = manualTrigger(workflow);
			if (trigger === undefined) throw new PlainError(`'${workflow.name}' has no manual trigger.`);
			return await driver.run(workflow.id, trigger);
		};
		return { n8n, sandbox, driver, credentials, examples, filesFolder, run, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
