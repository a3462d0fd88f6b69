import { join } from 'node:path';
import { Agent, request } from 'undici';

import { launch, killGroup } from '../../scripts/n8nHost/processes';

/** What came in since the answer time was set. */
export interface Received {
	rows: number;
	requests: number;
	mostUnderWay: number;
	connections: number;
	/** From each request's arrival to the end of its answer, summed up. */
	answeringMs: number;
}

/** The server in front of which everything is measured, in a process of its own. */
export interface Answerer {
	url: string;
	/** Sets the answer time, in milliseconds, and forgets what came in. */
	setDelay(ms: number): Promise<void>;
	received(): Promise<Received>;
	stop(): Promise<void>;
}

/** Starts `answerer.ts`. It ends with this process, however that ends. */
export async function startAnswerer(): Promise<Answerer> {
	const child = launch('node', ['--import', 'tsx', join(__dirname, 'answerer.ts')], {
		stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
	});
	child.channel?.unref();
	const url = await new Promise<string>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => reject(new Error(`The answerer ended with ${code}`)));
		child.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()));
	});
	const agent = new Agent({ keepAliveTimeout: 1000 });
	return {
		url,
		async setDelay(ms) {
			await (await request(`${url}/?delay=${ms}`, { method: 'PUT', dispatcher: agent })).body.dump();
		},
		async received() {
			const { body } = await request(url, { dispatcher: agent });
			return (await body.json()) as Received;
		},
		async stop() {
			await killGroup(child);
			await agent.close();
		},
	};
}
