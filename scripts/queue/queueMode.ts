import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { N8nDriver } from '../n8nHost/driver';
import type { Host } from '../n8nHost/install';
import { startN8n } from '../n8nHost/n8n';
import type { N8n, N8nOptions } from '../n8nHost/n8n';
import { installPackage } from '../n8nHost/package';
import { freePort, LOOPBACK } from '../n8nHost/ports';
import { demoOwner, Rest } from '../n8nHost/rest';
import { installPrograms } from './debian';
import { startPostgres } from './postgres';
import type { Database } from './postgres';
import { startRedis } from './redis';

export interface QueueModeOptions {
	host: Host;
	/** The packed package; each process gets its own copy. */
	tarball: string;
	/** The folder for all data, which are removed at the end. */
	folder: string;
	workers: number;
	webhooks: number;
	/** Further environment variables of every process. */
	env?: Record<string, string>;
	/** Further environment variables of the webhook processes. */
	webhookEnv?: Record<string, string>;
	print: (line: string) => void;
}

/** n8n in queue mode, with Redis for the queue of jobs and PostgreSQL for the data. */
export interface QueueMode {
	/** The process with the editor and the timers. It receives no callbacks. */
	main: N8n;
	workers: N8n[];
	/** The processes that receive callbacks, each on its own port. */
	webhooks: N8n[];
	/** The database for the user's rows. n8n's own data are in another database of the same server. */
	crm: Database;
	/** The database for n8n's own data. */
	n8nData: Database;
	driver: N8nDriver;
	/** Starts a further worker. */
	startWorker(): Promise<N8n>;
	stop(): Promise<void>;
}

/** Starts Redis, PostgreSQL and n8n's processes. When a step fails, everything that was started is stopped. */
export async function startQueueMode(options: QueueModeOptions): Promise<QueueMode> {
	const { folder, print } = options;
	const programs = await installPrograms(print);
	await mkdir(folder, { recursive: true });
	const stops: Array<() => Promise<void>> = [async () => await rm(folder, { recursive: true, force: true })];
	const stop = async () => {
		for (const step of stops.splice(0).reverse()) await step();
	};
	try {
		print('Starting Redis and PostgreSQL');
		const redis = await startRedis(programs.redis, join(folder, 'redis'));
		stops.push(redis.stop);
		const postgres = await startPostgres(programs.postgres, join(folder, 'postgres'));
		stops.push(postgres.stop);
		const n8nData = await postgres.createDatabase('n8n');
		const crm = await postgres.createDatabase('crm');

		const ports = await Promise.all(Array.from({ length: options.webhooks }, freePort));
		const env = {
			...queueEnvironment(redis.port, n8nData, `http://${LOOPBACK}:${ports[0] ?? 0}/`),
			...options.env,
		};
		let started = 0;
		const start = async (command: N8nOptions['command'], port?: number) => {
			const userFolder = join(folder, `${command}-${++started}`);
			await mkdir(userFolder, { recursive: true });
			await installPackage(options.tarball, userFolder);
			const place = { port: port ?? (await freePort()), userFolder, filesFolder: join(folder, 'files') };
			const more = command === 'webhook' ? options.webhookEnv : {};
			const n8n = await startN8n(options.host, { command, ...place, env: { ...env, ...more } });
			stops.push(n8n.stop);
			return n8n;
		};
		print(`Starting n8n: main, ${options.workers} workers, ${options.webhooks} webhook processes`);
		const main = await start('start');
		const workers = await inParallel(options.workers, async () => await start('worker'));
		const webhooks = await inParallel(
			options.webhooks,
			async (index) => await start('webhook', ports[index]),
		);
		const rest = new Rest(main.url);
		stops.push(async () => await rest.close());
		await rest.signIn(demoOwner);
		const startWorker = async () => await start('worker');
		return { main, workers, webhooks, crm, n8nData, driver: new N8nDriver(rest), startWorker, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function inParallel<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
	return await Promise.all(Array.from({ length: count }, async (_unused, index) => await make(index)));
}

/** The environment variables that n8n's manual requires in queue mode. */
function queueEnvironment(
	redisPort: number,
	{ access }: Database,
	webhookUrl: string,
): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		WEBHOOK_URL: webhookUrl,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		QUEUE_BULL_REDIS_HOST: LOOPBACK,
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: access.host,
		DB_POSTGRESDB_PORT: String(access.port),
		DB_POSTGRESDB_USER: access.user,
		DB_POSTGRESDB_PASSWORD: access.password,
		DB_POSTGRESDB_DATABASE: access.database,
	};
}
