import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainError, systemCode } from './plainError';

const POLL_MS = 50;
const PARENT_POLL_MS = 500;
const KILL_PATIENCE_MS = 15_000;

/**
 * The running children of this process, with the signal that ends each at once. Each child leads a process group, so
 * that its own children end with it.
 */
const running = new Map<ChildProcess, NodeJS.Signals>();

process.on('exit', () => {
	for (const [child, signal] of running) signalGroup(child, signal);
});

/**
 * Calls `end` when this process has to end: after Ctrl-C, a kill, a closed terminal, or the end of npm (the shell
 * between npm and a script forwards no signals). It may call `end` more than once.
 */
export function whenToldToEnd(end: () => void): void {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
	// A closed terminal cannot be written to. Errors of later output are ignored.
	process.stdout.on('error', () => undefined);
	if (process.env.npm_lifecycle_event === undefined) return;
	const parent = process.ppid;
	setInterval(() => process.ppid !== parent && end(), PARENT_POLL_MS);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
	if (child.pid === undefined) return false;
	try {
		return process.kill(-child.pid, signal);
	} catch {
		return false;
	}
}

/** Starts a program in its own process group. It gets `lastSignal` when this process ends. */
export function launch(
	command: string,
	args: readonly string[],
	options: SpawnOptions,
	lastSignal: NodeJS.Signals = 'SIGKILL',
): ChildProcess {
	const child = spawn(command, args, { ...options, detached: true });
	running.set(child, lastSignal);
	child.once('error', () => running.delete(child));
	return child;
}

/** Sends the signal `request` to a program and its children, kills those that still run after `patienceMs`, and waits until they have ended. */
export async function stopGroup(
	child: ChildProcess,
	patienceMs: number,
	request: NodeJS.Signals = 'SIGTERM',
): Promise<void> {
	signalGroup(child, request);
	await groupGone(child, patienceMs);
	await killGroup(child);
}

/** Kills a program and its children (SIGKILL), like a crash of the machine, and waits until they have ended. */
export async function killGroup(child: ChildProcess): Promise<void> {
	signalGroup(child, 'SIGKILL');
	await groupGone(child, KILL_PATIENCE_MS);
	running.delete(child);
}

async function groupGone(child: ChildProcess, patienceMs: number): Promise<void> {
	const deadline = Date.now() + patienceMs;
	while (Date.now() < deadline && signalGroup(child, 0)) await sleep(POLL_MS);
}

export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Completes "Could not …" in the message of a failure. */
	purpose: string;
}

/**
 * Runs a program to its end and returns what it printed on stdout.
 * @throws PlainError with the last lines of the output when the program is missing or fails
 */
export async function runCommand(
	command: string,
	args: readonly string[],
	{ cwd, env, purpose }: CommandOptions,
): Promise<string> {
	const child = launch(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let everything = '';
	child.stdout?.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
		everything += text;
	});
	child.stderr?.setEncoding('utf8').on('data', (text: string) => (everything += text));
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	}).catch((error: unknown) => {
		const missing = systemCode(error) === 'ENOENT';
		throw new PlainError(`Could not ${purpose}: ${missing ? `${command} was not found` : String(error)}.`);
	});
	running.delete(child);
	if (code !== 0) throw new PlainError(`Could not ${purpose}: ${failureCause(everything)}`);
	return stdout;
}

/** Why a program failed: a sentence for a known cause, otherwise the last lines of its output. */
export function failureCause(output: string): string {
	if (/ENOSPC/.test(output)) return 'the disk is full.';
	if (/EACCES|EPERM/.test(output)) return 'a folder of the project is not writable.';
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ECONNRESET/.test(output)) {
		return 'the package registry cannot be reached. Check the network and run it again.';
	}
	return output.trim().split('\n').slice(-8).join('\n');
}
