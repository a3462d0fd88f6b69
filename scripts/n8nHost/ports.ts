import { createServer } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/** The port that a listener on loopback gets, or undefined when the port is taken. 0 asks for any free one. */
async function tryPort(port: number): Promise<number | undefined> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(undefined));
		server.listen(port, LOOPBACK, () => {
			const address = server.address();
			const taken = typeof address === 'object' && address !== null ? address.port : undefined;
			server.close(() => resolve(taken));
		});
	});
}

/** Whether nothing listens on this loopback port. */
export async function isFree(port: number): Promise<boolean> {
	return (await tryPort(port)) !== undefined;
}

/** A loopback port that is free now. */
export async function freePort(): Promise<number> {
	const port = await tryPort(0);
	if (port === undefined) throw new Error('No free port on 127.0.0.1.');
	return port;
}
