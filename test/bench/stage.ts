import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';

import { N8nDriver } from '../../scripts/n8nHost/driver';
import { installHost } from '../../scripts/n8nHost/install';
import type { N8n } from '../../scripts/n8nHost/n8n';
import { startN8n } from '../../scripts/n8nHost/n8n';
import { installPackage, packPackage } from '../../scripts/n8nHost/package';
import { runFolder } from '../../scripts/n8nHost/paths';
import { freePort } from '../../scripts/n8nHost/ports';
import { demoOwner, Rest } from '../../scripts/n8nHost/rest';
import type { Answerer } from './answererProcess';
import { startAnswerer } from './answererProcess';
import type { Usage } from './processUsage';
import { startUsage } from './processUsage';
import type { BenchOptions, Target, Way } from './workflows';
import { benchWorkflow } from './workflows';

export interface Measured extends Usage {
	ms: number;
}

/** A real n8n with the packed package, and the answerer behind it. */
export interface BenchStage {
	answerer: Answerer;
	/** Brings `count` rows one way, once. */
	run(target: Target, way: Way, count: number, options?: BenchOptions['options']): Promise<Measured>;
	/** A fresh n8n process over the same data: nothing of earlier runs is in its memory. `nodeOptions` go to Node. */
	restart(nodeOptions?: string): Promise<void>;
	/** What the n8n of now has printed. */
	n8nLog(): string;
	close(): Promise<void>;
}

/** Of this process alone: two benchmarks may run at the same time, on a machine that can spare it. */
const FOLDER = join(runFolder, 'bench', String(process.pid));
const WEBHOOK_TRIES = 100;
/** A published webhook takes a moment to answer. */
const WEBHOOK_POLL_MS = 100;
/** The slowest way may take minutes. */
const PATIENCE_MS = 20 * 60_000;

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

class Stage implements BenchStage {
	private readonly patient = new Agent({
		...{ keepAliveTimeout: 1000, headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS },
	});
	private driver!: N8nDriver;
	private n8n!: N8n;
	private credentials!: Record<string, string>;
	private readonly paths = new Map<string, string>();
	/** Webhooks that answer since n8n was started. */
	private readonly awake = new Set<string>();

	private constructor(
		readonly answerer: Answerer,
		private readonly host: Awaited<ReturnType<typeof installHost>>,
	) {}

	static async open(print: (line: string) => void): Promise<Stage> {
		process.once('exit', () => rmSync(FOLDER, { recursive: true, force: true }));
		const host = await installHost(print);
		await installPackage(await packPackage(FOLDER), FOLDER);
		const stage = new Stage(await startAnswerer(), host);
		await stage.start();
		stage.credentials = await provideCredentials(stage.driver, stage.answerer.url);
		return stage;
	}

	private async start(nodeOptions = ''): Promise<void> {
		this.n8n = await startN8n(this.host, {
			port: await freePort(),
			userFolder: FOLDER,
			filesFolder: join(FOLDER, 'files'),
			env: {
				N8N_RUNNERS_MAX_OLD_SPACE_SIZE: '4096',
				NODE_OPTIONS: `--max-old-space-size=8192 ${nodeOptions}`,
			},
		});
		const rest = new Rest(this.n8n.url);
		await rest.signIn(demoOwner);
		this.driver = new N8nDriver(rest);
		this.awake.clear();
	}

	async restart(nodeOptions?: string): Promise<void> {
		await this.driver.rest.close();
		await this.n8n.stop();
		await this.start(nodeOptions);
	}

	n8nLog(): string {
		return this.n8n.log();
	}

	private async callWebhook(path: string, rows: number): Promise<{ status: number; text: string }> {
		const { statusCode, body } = await request(`${this.n8n.url}/webhook/${path}?rows=${rows}`, {
			dispatcher: this.patient,
		});
		return { status: statusCode, text: await body.text() };
	}

	/** The webhook's path of a way, once it answers. */
	private async provide(target: Target, way: Way, options: BenchOptions['options']): Promise<string> {
		const key = JSON.stringify([target, way, options]);
		const path = this.paths.get(key) ?? `${target}-${way}-${this.paths.size}`;
		if (!this.paths.has(key)) {
			const { answerer, credentials } = this;
			const file = benchWorkflow(target, way, path, { answerer: answerer.url, credentials, options });
			await this.driver.activate((await this.driver.createWorkflow(file)).id);
			this.paths.set(key, path);
		}
		for (let tries = 0; !this.awake.has(path); tries++) {
			if (tries > WEBHOOK_TRIES) throw new Error(`The webhook of ${path} does not answer`);
			if ((await this.callWebhook(path, 1)).status !== 404) this.awake.add(path);
			else await sleep(WEBHOOK_POLL_MS);
		}
		return path;
	}

	async run(target: Target, way: Way, count: number, options?: BenchOptions['options']): Promise<Measured> {
		const path = await this.provide(target, way, options);
		const usage = startUsage(this.n8n.pid);
		const startedAt = performance.now();
		const { status, text } = await this.callWebhook(path, count);
		const ms = performance.now() - startedAt;
		if (status !== 200) throw new Error(`${way} of ${count} rows failed: ${text.slice(0, 300)}`);
		return { ms, ...usage() };
	}

	async close(): Promise<void> {
		await this.driver.rest.close();
		await this.n8n.stop();
		await this.answerer.stop();
		await this.patient.close();
	}
}

/** Starts all of it in a fresh folder, which goes with it. What it starts ends with this process, however that ends. */
export async function openBenchStage(print: (line: string) => void): Promise<BenchStage> {
	return await Stage.open(print);
}
