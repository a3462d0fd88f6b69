import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, LOOPBACK } from '../n8nHost/ports';
import { runCommand } from '../n8nHost/processes';
import type { MariadbPrograms } from './debian';
import type { DatabaseAccess } from './postgres';
import { startServer, untilItTakes } from './server';

const DATABASE = 'crm';

/** A running MariaDB with one empty database. */
export interface Mariadb {
	access: DatabaseAccess;
	/** Runs statements. */
	run(sql: string): Promise<void>;
	/** Runs a SELECT and returns the cells of its rows as text, with the word NULL for null. */
	rows(sql: string): Promise<string[][]>;
	stop(): Promise<void>;
}

/** MariaDB runs as root only when it is told to. */
const asPresentUser = () => (process.getuid?.() === 0 ? ['--user=root'] : []);

/** Starts a MariaDB on a free loopback port with a new password. Its data are stored below `folder` and removed at the end. */
export async function startMariadb(programs: MariadbPrograms, folder: string): Promise<Mariadb> {
	const data = join(folder, 'data');
	await mkdir(folder, { recursive: true });
	await runCommand(
		programs.installDb,
		['--no-defaults', `--datadir=${data}`, ...asPresentUser(), '--skip-test-db'],
		{ cwd: '/', purpose: 'create the data of a MariaDB' },
	);
	const access: DatabaseAccess = {
		host: LOOPBACK,
		port: await freePort(),
		user: 'crm',
		password: randomBytes(16).toString('hex'),
		database: DATABASE,
	};
	const initFile = join(folder, 'init.sql');
	const statements = [
		`CREATE DATABASE ${DATABASE} CHARACTER SET utf8mb4`,
		`CREATE USER '${access.user}'@'%' IDENTIFIED BY '${access.password}'`,
		`GRANT ALL ON ${DATABASE}.* TO '${access.user}'@'%'`,
	];
	await writeFile(initFile, `${statements.join(';\n')};\n`, { mode: 0o600 });
	const settings = {
		datadir: data,
		'bind-address': LOOPBACK,
		port: String(access.port),
		// The path is relative to the data folder, because a socket's path may have only about 100 characters.
		socket: 'mariadb.sock',
		'init-file': initFile,
		// The data are needed only during the test, so the server does not wait for the disk.
		'innodb-flush-log-at-trx-commit': '0',
	};
	const stop = await startServer({
		name: 'mariadb',
		program: programs.server,
		args: [
			'--no-defaults',
			...asPresentUser(),
			...Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
		],
		port: access.port,
		folder,
		stopSignal: 'SIGTERM',
		lastSignal: 'SIGKILL',
	});
	const query = queries(programs.client, access);
	const run = async (sql: string) => void (await query(sql));
	await untilItTakes(async () => await run('SELECT 1'));
	await rm(initFile);
	return {
		access,
		run,
		rows: async (sql) => {
			const lines = (await query(sql)).split('\n').filter((line) => line !== '');
			return lines.map((line) => line.split('\t'));
		},
		stop: async () => {
			await stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Runs statements with MariaDB's client and returns the cells of the results, separated by tabs. */
function queries(client: string, access: DatabaseAccess): (sql: string) => Promise<string> {
	const place = [`--host=${access.host}`, `--port=${access.port}`, `--user=${access.user}`];
	const form = ['--default-character-set=utf8mb4', '--batch', '--skip-column-names'];
	return async (sql) =>
		await runCommand(client, ['--no-defaults', ...place, ...form, access.database, '--execute', sql], {
			cwd: '/',
			env: { PATH: process.env.PATH, MYSQL_PWD: access.password },
			purpose: `query the database '${access.database}'`,
		});
}
