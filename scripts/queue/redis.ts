import { mkdir } from 'node:fs/promises';
import { freePort, LOOPBACK } from '../n8nHost/ports';
import { startServer } from './server';

export interface Redis {
	port: number;
	stop(): Promise<void>;
}

/** Starts a Redis on a free loopback port that stores its data only in memory. */
export async function startRedis(program: string, folder: string): Promise<Redis> {
	await mkdir(folder, { recursive: true });
	const port = await freePort();
	const settings = { bind: LOOPBACK, port: String(port), dir: folder, save: '', appendonly: 'no' };
	const stop = await startServer({
		name: 'redis',
		program,
		args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
		port,
		folder,
		stopSignal: 'SIGTERM',
		lastSignal: 'SIGKILL',
	});
	return { port, stop };
}
