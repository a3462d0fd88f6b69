import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from './plainError';

/**
 * Locks a folder for this process, because two n8n on one database would damage it.
 * The lock of a process that has ended is replaced.
 * @returns a function that releases the lock.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
	const file = join(folder, 'process-id');
	await mkdir(folder, { recursive: true });
	const owner = Number(await readFile(file, 'utf8').catch(() => '0'));
	if (owner > 0 && isAlive(owner)) {
		throw new PlainError(
			`The demo runs already, as process ${owner}. Stop it first (Ctrl-C where it was started).`,
		);
	}
	await writeFile(file, String(process.pid));
	return async () => await rm(file, { force: true });
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
