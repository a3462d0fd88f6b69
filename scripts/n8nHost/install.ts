import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './npm';
import { hostFolder } from './paths';
import { PlainError } from './plainError';

/** The paths of the two programs of the installed host. */
export interface Host {
	node: string;
	n8n: string;
}

/** Name of a pin in the project → name of the file that npm reads. */
const PINS = { 'package.json': 'package.json', 'package-lock.json': 'package-lock.json', npmrc: '.npmrc' };
const PINS_FOLDER = join(__dirname, 'pins');
const STAMP = '.installed';
/** The size of the installed host and of npm's temporary files. */
const NEEDED_BYTES = 3.5e9;
const PROGRESS_MS = 10_000;

const host: Host = {
	node: join(hostFolder, 'node_modules/.bin/node'),
	n8n: join(hostFolder, 'node_modules/n8n/bin/n8n'),
};

/** A hash of the pins, which changes with every byte of them. */
async function pinsStamp(): Promise<string> {
	const hash = createHash('sha256');
	for (const pin of Object.keys(PINS)) hash.update(await readFile(join(PINS_FOLDER, pin)));
	return hash.digest('hex');
}

async function installedStamp(): Promise<string> {
	return await readFile(join(hostFolder, STAMP), 'utf8').catch(() => '');
}

/** Bytes that are free on the disk of the host's folder. */
async function freeBytes(): Promise<number> {
	const { bavail, bsize } = await statfs(hostFolder);
	return bavail * bsize;
}

/** Throws when the disk has too little space for the installation. @param free free bytes on the disk of the host's folder */
export function demandRoom(free: number): void {
	if (free >= NEEDED_BYTES) return;
	const [needs, has] = [NEEDED_BYTES, free].map((bytes) => (bytes / 1e9).toFixed(1));
	throw new PlainError(`n8n needs ${needs} GB of disk to be installed; ${has} GB are free.`);
}

/** Prints every few seconds how long a step has taken, and how much it has written. */
async function withProgress<T>(label: string, print: (line: string) => void, work: Promise<T>): Promise<T> {
	const start = Date.now();
	const before = await freeBytes();
	const tick = async () => {
		const written = Math.max(0, before - (await freeBytes())) / 1e9;
		print(`  ${label}: ${Math.round((Date.now() - start) / 1000)} s, ${written.toFixed(1)} GB`);
	};
	const timer = setInterval(() => void tick().catch(() => undefined), PROGRESS_MS);
	return await work.finally(() => clearInterval(timer));
}

/**
 * Makes sure that the pinned n8n is installed, and returns its paths. The first installation takes some minutes and 2.2 GB.
 * After a change of a pin or an incomplete installation, it is installed again.
 */
export async function installHost(print: (line: string) => void): Promise<Host> {
	const stamp = await pinsStamp();
	if ((await installedStamp()) === stamp) return host;
	print('Installing n8n and its Node.js into .n8n-host (once; 3 to 6 minutes, 2.2 GB)');
	await rm(hostFolder, { recursive: true, force: true });
	await mkdir(hostFolder, { recursive: true });
	demandRoom(await freeBytes());
	for (const [pin, file] of Object.entries(PINS)) {
		await copyFile(join(PINS_FOLDER, pin), join(hostFolder, file));
	}
	// npm also reads the project's npm settings from the environment, so all settings that matter here are given.
	const install = [
		'install',
		'--no-save',
		'--ignore-scripts',
		'--legacy-peer-deps',
		'--no-audit',
		'--no-fund',
	];
	await withProgress('downloading', print, npm(install, hostFolder, 'install n8n'));
	const rebuild = ['rebuild', 'node', 'sqlite3', '--ignore-scripts=false'];
	await withProgress('building SQLite', print, npm(rebuild, hostFolder, 'build SQLite for n8n'));
	await writeFile(join(hostFolder, STAMP), stamp);
	return host;
}
