import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installHost } from '../../scripts/n8nHost/install';
import { startN8n } from '../../scripts/n8nHost/n8n';
import { installPackage, packPackage } from '../../scripts/n8nHost/package';
import { runFolder } from '../../scripts/n8nHost/paths';
import { errorText } from '../../scripts/n8nHost/plainError';
import { freePort } from '../../scripts/n8nHost/ports';
import { demoOwner, Rest } from '../../scripts/n8nHost/rest';
import { announce, keep } from './shared-n8n';

const print = (line: string) => void process.stderr.write(`${line}\n`);

/** Starts the one n8n, with the packed package in it, that all end-to-end tests of a run share. */
export default async function globalSetup(): Promise<void> {
	try {
		const userFolder = join(runFolder, 'e2e', String(process.pid));
		const filesFolder = join(userFolder, 'files');
		await mkdir(filesFolder, { recursive: true });
		const host = await installHost(print);
		const tarball = await packPackage(userFolder);
		await installPackage(tarball, userFolder);
		const n8n = await startN8n(host, { port: await freePort(), userFolder, filesFolder });
		keep(async () => {
			await n8n.stop();
			await rm(userFolder, { recursive: true, force: true });
		});
		const rest = new Rest(n8n.url);
		await rest.signIn(demoOwner);
		announce({ url: n8n.url, cookie: rest.cookie, logFile: n8n.logFile, filesFolder, userFolder, tarball });
		await rest.close();
	} catch (error) {
		throw new Error(errorText(error));
	}
}
