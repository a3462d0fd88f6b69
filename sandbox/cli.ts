import { parseArgs } from 'node:util';
import { startSandbox } from './index';

/** `npx tsx sandbox/cli.ts --port 5699`: a sandbox for other processes, until Ctrl-C. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 0 || port > 65535) {
		throw new Error(`--port must be a number from 0 to 65535, not "${values.port}".`);
	}
	const sandbox = await startSandbox({ port });
	console.log(`Sandbox of Longlonglong and NXLink: ${sandbox.url}`);
	const end = () => void sandbox.close().finally(() => process.exit(0));
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

main().catch((error: NodeJS.ErrnoException) => {
	console.error(
		error.code === 'EADDRINUSE' ? 'The port is in use; choose another one with --port.' : error.message,
	);
	process.exitCode = 1;
});
