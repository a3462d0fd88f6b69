import type { ChildProcess } from 'node:child_process';
import { openSync, closeSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { Host } from './install';
import { PlainError } from './plainError';
import { freePort, LOOPBACK } from './ports';
import { killGroup, launch, stopGroup } from './processes';

const READY_TIMEOUT_MS = 120_000;
const READY_POLL_MS = 200;
const STOP_PATIENCE_MS = 15_000;

export interface N8nOptions {
	/** The process of n8n to start: `start` (the default) runs everything in one process; queue mode adds the others. */
	command?: 'start' | 'worker' | 'webhook';
	/** The port of the editor; for a worker, the port of its health check. */
	port: number;
	/** n8n keeps its data and installed packages in `.n8n` below this folder. */
	userFolder: string;
	/** The folder whose files workflows may read and write. Relative paths start there. */
	filesFolder: string;
	/** More environment for n8n, for example `EXECUTIONS_MODE`. */
	env?: Record<string, string>;
}

/** A running n8n. */
export interface N8n {
	url: string;
	pid: number;
	logFile: string;
	/** Everything it has printed so far. */
	log(): string;
	/** Asks n8n and its children to end, and kills them if they do not. */
	stop(): Promise<void>;
	/** Kills n8n and its children at once, like a crash. */
	kill(): Promise<void>;
}

/** The part of this process's environment that n8n gets. Settings of n8n are left out, because they could point to other data. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
	const kept = /^(PATH|HOME|USER|LANG|LC_.*|TZ|TMPDIR|SSL_CERT_.*|NODE_EXTRA_CA_CERTS|https?_proxy)$/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.test(name)));
}

function environment(host: Host, options: N8nOptions, brokerPort: number): NodeJS.ProcessEnv {
	const inherited = inheritedEnvironment();
	return {
		...inherited,
		PATH: [dirname(host.node), inherited.PATH].join(delimiter),
		NO_PROXY: 'localhost,127.0.0.1',
		N8N_USER_FOLDER: options.userFolder,
		N8N_HOST: LOOPBACK,
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_PORT: String(options.port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RESTRICT_FILE_ACCESS_TO: options.filesFolder,
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		// mcp-registry would load a list from the network that is not needed; instance-ai would show an assistant first after the log-in.
		N8N_DISABLED_MODULES: 'mcp-registry,instance-ai',
		...(options.command === 'worker' && {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(options.port),
			N8N_WORKER_SERVER_ADDRESS: LOOPBACK,
		}),
		...options.env,
	};
}

/** Starts n8n on a loopback port and waits until it accepts requests. */
export async function startN8n(host: Host, options: N8nOptions): Promise<N8n> {
	await mkdir(options.userFolder, { recursive: true });
	await mkdir(options.filesFolder, { recursive: true });
	const logFile = join(options.userFolder, 'n8n.log');
	const log = openSync(logFile, 'w');
	const { command = 'start' } = options;
	const child = launch(host.node, ['--require', join(__dirname, 'endWithParent.js'), host.n8n, command], {
		cwd: options.filesFolder,
		env: environment(host, options, await freePort()),
		stdio: ['ignore', log, log, 'ipc'],
	});
	closeSync(log);
	child.unref();
	child.channel?.unref();
	const n8n: N8n = {
		url: `http://${LOOPBACK}:${options.port}`,
		pid: child.pid ?? 0,
		logFile,
		log: () => readFileSync(logFile, 'utf8'),
		stop: async () => await stopGroup(child, STOP_PATIENCE_MS),
		kill: async () => await killGroup(child),
	};
	// Only the process with the editor answers /rest, and only some time after it has reported that it is ready.
	const readiness = command === 'start' ? ['healthz/readiness', 'rest/settings'] : ['healthz/readiness'];
	await waitUntilReady(n8n, child, readiness).catch(async (error: unknown) => {
		await n8n.stop();
		throw error;
	});
	return n8n;
}

async function waitUntilReady(n8n: N8n, child: ChildProcess, paths: readonly string[]): Promise<void> {
	const deadline = Date.now() + READY_TIMEOUT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
			throw new PlainError(`n8n ended while it was starting:\n${lastLines(n8n.log())}`);
		}
		const ready = await Promise.all(paths.map(async (path) => await answers(`${n8n.url}/${path}`)));
		if (ready.every(Boolean)) return;
		await sleep(READY_POLL_MS);
	}
	throw new PlainError(`n8n was not ready after ${READY_TIMEOUT_MS / 1000} s:\n${lastLines(n8n.log())}`);
}

async function answers(url: string): Promise<boolean> {
	try {
		const { statusCode, body, headers } = await request(url);
		const text = await body.text();
		return statusCode === 200 && String(headers['content-type']).includes('json') && text !== '';
	} catch {
		return false;
	}
}

function lastLines(text: string): string {
	return text.trim().split('\n').slice(-15).join('\n');
}
