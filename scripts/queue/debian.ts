import { readdirSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '../n8nHost/plainError';
import { runCommand } from '../n8nHost/processes';

const POSTGRES_VERSIONS = '/usr/lib/postgresql';
const REDIS_PROGRAM = '/usr/bin/redis-server';

/** The paths of the programs that queue mode needs besides n8n. */
export interface Programs {
	redis: string;
	/** The folder of `initdb`, `postgres` and `psql`, of the newest version. */
	postgres: string;
}

/** The paths of MariaDB's programs. */
export interface MariadbPrograms {
	server: string;
	client: string;
	/** The program that creates the data folder of a new server. */
	installDb: string;
}

const MARIADB: MariadbPrograms = {
	server: '/usr/sbin/mariadbd',
	client: '/usr/bin/mariadb',
	installDb: '/usr/bin/mariadb-install-db',
};

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

/** A program, and Debian's package that brings it. `path` is undefined when not even its folder is there. */
interface Wanted {
	package: string;
	path: string | undefined;
}

/** Installs the packages whose programs are missing. @param why the sentence before "As root: apt-get install …" in the error for other users */
async function installMissing(
	wanted: readonly Wanted[],
	why: string,
	print: (line: string) => void,
): Promise<void> {
	const missing: string[] = [];
	for (const { package: name, path } of wanted) if (!(await exists(path))) missing.push(name);
	if (missing.length === 0) return;
	if (process.getuid?.() !== 0) {
		throw new PlainError(`${why} As root: apt-get install ${missing.join(' ')}`);
	}
	print(`Installing ${missing.join(' and ')} from Debian's packages`);
	// RUNLEVEL prevents the packages from starting services.
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	const apt = async (args: string[]) =>
		await runCommand('apt-get', args, { cwd: '/', env, purpose: `install ${missing.join(' and ')}` });
	await apt(['update']);
	await apt(['install', '-y', '--no-install-recommends', ...missing]);
}

/** Makes sure that Redis and PostgreSQL are installed from Debian's packages, and returns their paths. */
export async function installPrograms(print: (line: string) => void): Promise<Programs> {
	const folder = postgresFolder();
	const wanted = [
		{ package: 'redis-server', path: REDIS_PROGRAM },
		{ package: 'postgresql', path: folder && join(folder, 'initdb') },
	];
	await installMissing(wanted, 'Queue mode needs Redis and PostgreSQL.', print);
	const postgres = postgresFolder();
	if (postgres === undefined) throw new PlainError(`There is no PostgreSQL below ${POSTGRES_VERSIONS}.`);
	return { redis: REDIS_PROGRAM, postgres };
}

/** Makes sure that MariaDB is installed from Debian's packages, and returns the paths of its programs. */
export async function installMariadb(print: (line: string) => void): Promise<MariadbPrograms> {
	const wanted = [
		{ package: 'mariadb-server-core', path: MARIADB.server },
		{ package: 'mariadb-client-core', path: MARIADB.client },
	];
	await installMissing(wanted, 'The MySQL example is tried with MariaDB.', print);
	return MARIADB;
}
