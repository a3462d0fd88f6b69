import { readdirSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '../n8nHost/plainError';
import { runCommand } from '../n8nHost/processes';

const POSTGRES_VERSIONS = '/usr/lib/postgresql';
const REDIS_PROGRAM = '/usr/bin/redis-server';

/** Where the programs lie that queue mode needs besides n8n. */
export interface Programs {
	redis: string;
	/** The folder of `initdb`, `postgres` and `psql`, of the newest version. */
	postgres: string;
}

/** Debian does not put the server's programs on the path, because several versions may be installed. */
function postgresFolder(): string | undefined {
	try {
		const versions = readdirSync(POSTGRES_VERSIONS).sort((a, b) => Number(b) - Number(a));
		return versions[0] && join(POSTGRES_VERSIONS, versions[0], 'bin');
	} catch {
		return undefined;
	}
}

async function exists(path: string | undefined): Promise<boolean> {
	if (path === undefined) return false;
	return await access(path).then(
		() => true,
		() => false,
	);
}

async function missingPackages(): Promise<string[]> {
	const postgres = postgresFolder();
	const missing: string[] = [];
	if (!(await exists(REDIS_PROGRAM))) missing.push('redis-server');
	if (!(await exists(postgres && join(postgres, 'initdb')))) missing.push('postgresql');
	return missing;
}

async function apt(args: string[]): Promise<void> {
	// RUNLEVEL keeps the packages from starting services of their own.
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	await runCommand('apt-get', args, { cwd: '/', env, purpose: 'install Redis and PostgreSQL' });
}

/** Makes sure that Redis and PostgreSQL are installed, from Debian's packages, and says where. */
export async function installPrograms(print: (line: string) => void): Promise<Programs> {
	const missing = await missingPackages();
	if (missing.length > 0) {
		const command = `apt-get install ${missing.join(' ')}`;
		if (process.getuid?.() !== 0) {
			throw new PlainError(`Queue mode needs Redis and PostgreSQL. As root: ${command}`);
		}
		print(`Installing ${missing.join(' and ')} from Debian's packages`);
		await apt(['update']);
		await apt(['install', '-y', '--no-install-recommends', ...missing]);
	}
	const postgres = postgresFolder();
	if (postgres === undefined) throw new PlainError(`There is no PostgreSQL below ${POSTGRES_VERSIONS}.`);
	return { redis: REDIS_PROGRAM, postgres };
}
