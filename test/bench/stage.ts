import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request, Agent } from 'undici';

import { N8nDriver } from '../../scripts/host/driver';
import { installHost } from '../../scripts/host/install';
import type { N8n } from '../../scripts/host/n8n';
import { startN8n } from '../../scripts/host/n8n';
import { installPackage, packPackage } from '../../scripts/host/package';
import { repository } from '../../scripts/host/paths';
import { freePort } from '../../scripts/host/ports';
import { demoOwner, Rest } from '../../scripts/host/rest';
import type { Usage } from './processUsage';
import { startUsage } from './processUsage';
import type { BenchOptions, Target, Way } from './workflows';
import { benchWorkflow } from './workflows';

export interface Measured extends Usage {
	ms: number;
}

/** A real n8n with the packed package, and the answerer behind it. */
export interface BenchStage {
	answerer: string;
	/** Sets the platform's answer time, in milliseconds. */
	setDelay(ms: number): Promise<void>;
	/** Rows and requests that came in since then. */
	received(): Promise<{ rows: number; requests: number; mostUnderWay: number }>;
	/** Runs `count` rows one way, once. */
	run(target: Target, way: Way, count: number, options?: BenchOptions['options']): Promise<Measured>;
	close(): Promise<void>;
}

const FOLDER = join(repository, '.run/bench');
/** The slowest way may take minutes. */
const patient = new Agent({ keepAliveTimeout: 1000, headersTimeout: 20 * 60_000, bodyTimeout: 20 * 60_000 });

async function startAnswerer(): Promise<{ url: string; child: ChildProcess }> {
	const child = spawn('node', ['--import', 'tsx', join(__dirname, 'answerer.ts')], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const url = await new Promise<string>((resolve, reject) => {
		child.once('error', reject);
		child.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()));
	});
	return { url, child };
}

async function provideCredentials(driver: N8nDriver, answerer: string): Promise<Record<string, string>> {
	const user = '11111111-1111-4111-8111-111111111111';
	const data = {
		longlonglongApi: { baseUrl: answerer, accessToken: 'bench-token', userId: user },
		nxlinkApi: {
			...{ region: 'custom', baseUrl: answerer, accessKey: 'bench', accessSecret: 'bench-secret' },
			...{ tenantId: '123', appKey: 'bench', signAlgorithm: 'md5' },
		},
	};
	const ids: Record<string, string> = {};
	for (const [type, values] of Object.entries(data)) {
		ids[type] = (await driver.createCredential(type, type, values)).id;
	}
	return ids;
}

/** Starts all of it in a fresh folder. */
export async function openBenchStage(print: (line: string) => void): Promise<BenchStage> {
	await rm(FOLDER, { recursive: true, force: true });
	const host = await installHost(print);
	await installPackage(await packPackage(FOLDER), FOLDER);
	const { url: answerer, child } = await startAnswerer();
	const n8n: N8n = await startN8n(host, {
		port: await freePort(),
		userFolder: FOLDER,
		filesFolder: join(FOLDER, 'files'),
		env: { N8N_RUNNERS_MAX_OLD_SPACE_SIZE: '4096', NODE_OPTIONS: '--max-old-space-size=8192' },
	});
	const rest = new Rest(n8n.url);
	await rest.signIn(demoOwner);
	const driver = new N8nDriver(rest);
	const credentials = await provideCredentials(driver, answerer);
	const ready = new Map<string, Promise<string>>();

	async function provide(target: Target, way: Way, options: BenchOptions['options']): Promise<string> {
		const path = `${target}-${way}-${ready.size}`;
		const file = benchWorkflow(target, way, path, { answerer, credentials, options });
		await driver.activate((await driver.createWorkflow(file)).id);
		for (let tries = 0; tries < 100; tries++) {
			const { statusCode, body } = await request(`${n8n.url}/webhook/${path}?rows=1`, {
				dispatcher: patient,
			});
			await body.dump();
			if (statusCode !== 404) return path;
			await sleep(100); // a published webhook takes a moment to answer
		}
		throw new Error(`The webhook of ${path} does not answer`);
	}

	return {
		answerer,
		async setDelay(ms) {
			await (await request(`${answerer}/?delay=${ms}`, { method: 'PUT', dispatcher: patient })).body.dump();
		},
		async received() {
			const { body } = await request(answerer, { dispatcher: patient });
			return (await body.json()) as { rows: number; requests: number; mostUnderWay: number };
		},
		async run(target, way, count, options) {
			const key = JSON.stringify([target, way, options]);
			if (!ready.has(key)) ready.set(key, provide(target, way, options));
			const path = await ready.get(key);
			const usage = startUsage(n8n.pid);
			const startedAt = performance.now();
			const { statusCode, body } = await request(`${n8n.url}/webhook/${path}?rows=${count}`, {
				dispatcher: patient,
			});
			const text = await body.text();
			const ms = performance.now() - startedAt;
			if (statusCode !== 200) throw new Error(`${way} of ${count} rows failed: ${text.slice(0, 300)}`);
			return { ms, ...usage() };
		},
		async close() {
			await rest.close();
			await n8n.stop();
			child.kill();
			await patient.close();
		},
	};
}
