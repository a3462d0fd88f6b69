import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { repository, runFolder } from '../../scripts/n8nHost/paths';
import { freePort, isFree, LOOPBACK } from '../../scripts/n8nHost/ports';

jest.setTimeout(300_000);

const POLL_MS = 50;
const GONE_PATIENCE_MS = 10_000;

/** What the summary of the first example says: one sentence, and one line for each reason. */
const FIRST_EXAMPLE =
	/: 983 of 1,000 rows accepted in 5 requests; 12 invalid, 5 skipped as duplicates\. \d+\.\d\u00A0s\.\n(.*\n)* +5 {2}duplicate: Item 12 .*\n/;

/** A script of the project as `npm start` runs it, with what it has printed so far. */
class Script {
	stdout = '';
	stderr = '';
	readonly pid: number;
	/** The exit code, once everything that it printed has arrived. */
	readonly ended: Promise<number | null>;
	private readonly child: ChildProcess;

	constructor(file: string, args: string[] = []) {
		const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
			cwd: repository,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
		child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
		this.ended = new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		this.child = child;
		this.pid = child.pid ?? 0;
	}

	/** Waits until it prints these words; fails with all that it said when it ends before. */
	async says(words: string): Promise<void> {
		const printed = new Promise<void>((resolve) => {
			const look = () => this.stdout.includes(words) && resolve();
			this.child.stdout?.on('data', look);
			look();
		});
		const early = this.ended.then((code) => {
			throw new Error(`It ended (${code}) before it said '${words}':\n${this.stdout}${this.stderr}`);
		});
		await Promise.race([printed, early]);
	}

	send(signal: NodeJS.Signals): void {
		this.child.kill(signal);
	}
}

const scripts: Script[] = [];
function run(file: string, args: string[] = []): Script {
	const script = new Script(file, args);
	scripts.push(script);
	return script;
}

afterEach(async () => {
	for (const script of scripts.splice(0)) {
		script.send('SIGTERM');
		await script.ended;
	}
});

interface Process {
	pid: number;
	parent: number;
	/** When it started, so that another process that gets the same number is told apart. */
	start: string;
	command: string;
}

/** Everything that runs on this machine; what has ended and waits to be collected does not run. */
function processes(): Process[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				const stat = readFileSync(join('/proc', name, 'stat'), 'utf8');
				const command = readFileSync(join('/proc', name, 'cmdline'), 'utf8')
					.replaceAll('\0', ' ')
					.trim();
				const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
				const [state = '', parent = ''] = fields;
				if (state === 'Z' || state === 'X') return [];
				return [{ pid: Number(name), parent: Number(parent), start: fields[19] ?? '', command }];
			} catch {
				return []; // It ended while it was looked at.
			}
		});
}

/** A process's children, their children, and so on. */
function descendants(pid: number, all = processes()): Process[] {
	return all
		.filter(({ parent }) => parent === pid)
		.flatMap((child) => [child, ...descendants(child.pid, all)]);
}

/** Those of these processes that still run, once the ones that are about to end have had their time. */
async function survivors(watched: readonly Process[]): Promise<Process[]> {
	const deadline = Date.now() + GONE_PATIENCE_MS;
	for (;;) {
		const running = processes();
		const left = watched.filter(({ pid, start }) =>
			running.some((other) => other.pid === pid && other.start === start),
		);
		if (left.length === 0 || Date.now() > deadline) return left;
		await sleep(POLL_MS);
	}
}

async function page(url: string): Promise<{ status: number; title: string | undefined }> {
	const { statusCode, body } = await request(url);
	return { status: statusCode, title: /<title>(.*?)<\/title>/.exec(await body.text())?.[1] };
}

describe('npm start', () => {
	it('brings up n8n and the sandbox, runs the first example, and leaves nothing behind after Ctrl-C', async () => {
		const [port, sandboxPort] = [await freePort(), await freePort()];
		const start = run('scripts/start.ts', ['--port', String(port), '--sandbox-port', String(sandboxPort)]);
		await start.says('Ctrl-C stops both');
		expect(start.stdout).toMatch(FIRST_EXAMPLE);
		expect(start.stderr).toBe('');

		const [editorUrl, sandboxUrl] = [port, sandboxPort].map((number) => `http://${LOOPBACK}:${number}`);
		expect(start.stdout).toContain(`n8n's editor   ${editorUrl} `);
		expect(start.stdout).toContain(`The sandbox    ${sandboxUrl}\n`);
		expect(await page(`${editorUrl}/`)).toMatchObject({
			status: 200,
			title: expect.stringContaining('n8n') as unknown,
		});
		expect(await page(`${sandboxUrl}/`)).toEqual({
			status: 200,
			title: 'Sandbox of Longlonglong and NXLink',
		});

		const children = descendants(start.pid);
		expect(children.map(({ command }) => command).filter((command) => command.includes('n8n'))).not.toEqual(
			[],
		);
		start.send('SIGINT');
		expect(await start.ended).toBe(0);
		expect(start.stderr).toBe('');
		expect(await survivors(children)).toEqual([]);
		expect([await isFree(port), await isFree(sandboxPort)]).toEqual([true, true]);
		expect(existsSync(join(runFolder, 'demo/process-id'))).toBe(false);
	});

	it.each([
		['n8n', 'port'],
		['the sandbox', 'sandbox-port'],
	])('says in one line that the port for %s is taken, and which option changes it', async (who, option) => {
		const holder = createServer();
		const taken = await freePort();
		await new Promise<void>((resolve) => holder.listen(taken, LOOPBACK, resolve));
		const ports = { port: await freePort(), 'sandbox-port': await freePort(), [option]: taken };
		const start = run(
			'scripts/start.ts',
			Object.entries(ports).flatMap(([name, value]) => [`--${name}`, String(value)]),
		);
		expect(await start.ended).toBe(1);
		await new Promise((resolve) => holder.close(resolve));
		expect(start.stderr).toBe(
			`Port ${taken}, meant for ${who}, is in use. Choose another: npm start -- --${option} ${taken + 10}\n`,
		);
		expect(start.stdout).toBe('');
	});
});

describe('npm run demo', () => {
	it('ends by itself with every row accounted for, and removes its data', async () => {
		const demo = run('scripts/demo.ts');
		const code = await demo.ended;
		expect([code, demo.stderr]).toEqual([0, '']);
		expect(demo.stdout).toMatch(FIRST_EXAMPLE);
		expect(demo.stdout.trim().split('\n').at(-1)).toBe('Every row is accounted for.');
		expect(existsSync(join(runFolder, 'demo-check', String(demo.pid)))).toBe(false);
	});
});
