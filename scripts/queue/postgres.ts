import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, LOOPBACK } from '../n8nHost/ports';
import { runCommand } from '../n8nHost/processes';
import { asUser, startServer, untilItTakes } from './server';

const SUPERUSER = 'postgres';

/** The connection to a database of the server. */
export interface DatabaseAccess {
	host: string;
	port: number;
	user: string;
	password: string;
	database: string;
}

export interface Postgres {
	/** Creates an empty database. */
	createDatabase(name: string): Promise<Database>;
	stop(): Promise<void>;
}

export interface Database {
	access: DatabaseAccess;
	/** Runs statements that return no rows. */
	run(sql: string): Promise<void>;
	/** Runs a SELECT and returns its rows as JSON values. */
	rows<T>(sql: string): Promise<T[]>;
}

/** PostgreSQL refuses to run as root, so it runs as the user that the Debian package creates. */
const serverUser = () => (process.getuid?.() === 0 ? SUPERUSER : undefined);

/** Creates a folder that the server's user owns: below `folder`, or in the temporary folder when that user has no access there. */
async function dataFolder(folder: string): Promise<string> {
	const user = serverUser();
	await mkdir(folder, { recursive: true });
	if (user === undefined) return folder;
	const setpriv = async (args: string[]) =>
		await runCommand('setpriv', [...asUser(user), '--', ...args], { cwd: '/', purpose: `act as ${user}` });
	const chosen = await setpriv(['test', '-x', folder]).then(
		() => folder,
		async () => await mkdtemp(join(tmpdir(), 'queue-postgres-')),
	);
	await handOver(chosen);
	return chosen;
}

async function handOver(path: string): Promise<void> {
	const user = serverUser();
	if (user) await runCommand('chown', [user, path], { cwd: '/', purpose: 'hand a file to PostgreSQL' });
}

/** Starts a PostgreSQL on a free loopback port with a new password. @param programs the folder of its programs */
export async function startPostgres(programs: string, folder: string): Promise<Postgres> {
	const user = serverUser();
	const home = await dataFolder(folder);
	const data = join(home, 'data');
	const password = randomBytes(16).toString('hex');
	const passwordFile = join(home, 'password');
	await writeFile(passwordFile, password, { mode: 0o600 });
	await handOver(passwordFile);
	const init = ['--pgdata', data, '--username', SUPERUSER, '--pwfile', passwordFile, '--encoding', 'UTF8'];
	await runCommand(
		'setpriv',
		[...asUser(user), '--', join(programs, 'initdb'), ...init, '--auth', 'scram-sha-256', '--no-sync'],
		{ cwd: '/', purpose: 'create a PostgreSQL cluster' },
	);
	await rm(passwordFile);
	const port = await freePort();
	const settings = {
		listen_addresses: LOOPBACK,
		port: String(port),
		unix_socket_directories: '',
		max_connections: '300',
	};
	const stop = await startServer({
		name: 'postgres',
		program: join(programs, 'postgres'),
		args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
		port,
		folder,
		user,
		// The "fast" and the "immediate" shutdown do not wait for clients, and both release the shared memory.
		stopSignal: 'SIGINT',
		lastSignal: 'SIGQUIT',
	});
	const server = { host: LOOPBACK, port, user: SUPERUSER, password };
	const open = (database: string) => openDatabase(join(programs, 'psql'), { ...server, database });
	await untilItTakes(async () => await open(SUPERUSER).run('SELECT 1'));
	return {
		createDatabase: async (name) => {
			await open(SUPERUSER).run(`CREATE DATABASE "${name}"`);
			return open(name);
		},
		stop: async () => {
			await stop();
			await rm(home, { recursive: true, force: true });
		},
	};
}

function openDatabase(psql: string, access: DatabaseAccess): Database {
	const query = async (sql: string) =>
		await runCommand(psql, ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--command', sql], {
			cwd: '/',
			env: {
				PATH: process.env.PATH,
				PGHOST: access.host,
				PGPORT: String(access.port),
				PGUSER: access.user,
				PGPASSWORD: access.password,
				PGDATABASE: access.database,
				PGOPTIONS: '-c client_min_messages=warning',
			},
			purpose: `query the database '${access.database}'`,
		});
	return {
		access,
		run: async (sql) => void (await query(sql)),
		rows: async <T>(sql: string) =>
			JSON.parse(await query(`SELECT coalesce(json_agg(t), '[]') FROM (${sql}) t`)) as T[],
	};
}
