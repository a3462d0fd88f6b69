import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainError } from '../n8nHost/plainError';
import { LOOPBACK } from '../n8nHost/ports';
import { launch, stopGroup } from '../n8nHost/processes';

const READY_TIMEOUT_MS = 30_000;
const READY_POLL_MS = 50;
const QUERY_TRIES = 60;
const QUERY_POLL_MS = 250;
const STOP_PATIENCE_MS = 10_000;

export interface ServerOptions {
	name: string;
	program: string;
	args: readonly string[];
	port: number;
	/** The path of its log file. */
	folder: string;
	/** The user that runs the server; needs root. */
	user?: string;
	/** The signal for an orderly shutdown. */
	stopSignal: NodeJS.Signals;
	/** The signal that ends the server at once when this process ends without stopping it. */
	lastSignal: NodeJS.Signals;
}

/** Starts a server and waits until it listens. Returns the function that stops it. */
export async function startServer(options: ServerOptions): Promise<() => Promise<void>> {
	const { name, port, folder, user, stopSignal } = options;
	const logFile = join(folder, `${name}.log`);
	const log = openSync(logFile, 'a');
	// The kernel sends a signal when the parent ends, so that even a killed script leaves no server running.
	const guard = ['--pdeathsig', stopSignal.replace('SIG', ''), ...asUser(user), '--'];
	const child = launch(
		'setpriv',
		[...guard, options.program, ...options.args],
		{ cwd: '/', stdio: ['ignore', log, log] },
		options.lastSignal,
	);
	closeSync(log);
	child.unref();
	const stop = async () => await stopGroup(child, STOP_PATIENCE_MS, stopSignal);
	const deadline = Date.now() + READY_TIMEOUT_MS;
	while (!(await listens(port))) {
		if (child.exitCode !== null || child.pid === undefined || Date.now() > deadline) {
			await stop();
			throw new PlainError(`${name} did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
		}
		await sleep(READY_POLL_MS);
	}
	return stop;
}

/** Repeats a query until it works, because a database listens before it accepts queries. */
export async function untilItTakes(query: () => Promise<void>): Promise<void> {
	for (let tried = 1; ; tried++) {
		try {
			return await query();
		} catch (error) {
			if (tried === QUERY_TRIES) throw error;
			await sleep(QUERY_POLL_MS);
		}
	}
}

/** The arguments of setpriv that change the user; an empty list for the current user. */
export function asUser(user: string | undefined): string[] {
	return user === undefined ? [] : ['--reuid', user, '--regid', user, '--init-groups'];
}

async function listens(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, LOOPBACK);
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
}
