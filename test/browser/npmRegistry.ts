import express from 'express';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer as createProxy } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { generate } from 'selfsigned';
import { LOOPBACK } from '../../scripts/n8nHost/ports';
import { runCommand } from '../../scripts/n8nHost/processes';

/** A registry that n8n and its npm take for npm's own: n8n asks another one only with a licence. */
export interface NpmRegistry {
	/** Leads n8n to this registry, whatever host it asks for: a proxy, and whom to trust. */
	env: Record<string, string>;
	/** Publishes a packed package; the last one is the latest. */
	publish(tarball: string): Promise<void>;
	/** What was asked of it, as "GET /path". */
	requests: string[];
	close(): Promise<void>;
}

interface Manifest {
	name: string;
	version: string;
	[field: string]: unknown;
}

interface Published {
	manifest: Manifest;
	file: string;
	content: Buffer;
}

async function manifestIn(tarball: string): Promise<Manifest> {
	const printed = await runCommand('tar', ['-xzOf', tarball, 'package/package.json'], {
		cwd: '.',
		purpose: 'read a packed package',
	});
	return JSON.parse(printed) as Manifest;
}

function registryApp(published: Published[], requests: string[]): express.Express {
	const versionOf = ({ manifest, file, content }: Published, host: string): Manifest => ({
		...manifest,
		dist: {
			tarball: `https://${host}/-/${file}`,
			integrity: `sha512-${createHash('sha512').update(content).digest('base64')}`,
		},
	});
	const app = express();
	app.use((request, _response, next) => {
		requests.push(`${request.method} ${request.path}`);
		next();
	});
	app.get('/-/:file', ({ params }, response, next) => {
		const found = published.find(({ file }) => file === params.file);
		if (found) response.type('application/octet-stream').send(found.content);
		else next();
	});
	app.get('/:name{/:version}', ({ params: { name, version }, hostname }, response, next) => {
		const versions = published
			.filter(({ manifest }) => manifest.name === name)
			.map((entry) => versionOf(entry, hostname));
		const latest = versions.at(-1);
		const wanted = version === 'latest' ? latest : versions.find((entry) => entry.version === version);
		if (version !== undefined && wanted) response.json(wanted);
		else if (version === undefined && latest) {
			const byVersion = Object.fromEntries(versions.map((entry) => [entry.version, entry]));
			response.json({ name, 'dist-tags': { latest: latest.version }, versions: byVersion });
		} else next();
	});
	app.use((_request, response) => response.status(404).json({ error: 'Not found' }));
	return app;
}

/**
 * Starts a registry on a loopback port, behind a proxy that leads every host to it. Nothing leaves this machine.
 * @param folder where the certificate goes
 */
export async function startNpmRegistry(folder: string): Promise<NpmRegistry> {
	const published: Published[] = [];
	const requests: string[] = [];
	const authority = await generate([{ name: 'commonName', value: 'Registry of the tests' }], {
		extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
	});
	const certificateFile = join(folder, 'registry.pem');
	await writeFile(certificateFile, authority.cert);

	const registry = createTlsServer(
		{
			SNICallback: (host, done) => {
				const subject = [{ name: 'commonName', value: host }];
				const extensions = [
					{ name: 'subjectAltName' as const, altNames: [{ type: 2 as const, value: host }] },
				];
				generate(subject, { ca: { key: authority.private, cert: authority.cert }, extensions })
					.then(({ private: key, cert }) => done(null, createSecureContext({ key, cert })))
					.catch((error: unknown) => done(error as Error));
			},
		},
		registryApp(published, requests),
	);
	const proxy = createProxy().on('connect', (_request, socket) => {
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		registry.emit('connection', socket);
	});
	await new Promise<void>((resolve) => proxy.listen(0, LOOPBACK, resolve));
	const { port } = proxy.address() as AddressInfo;

	return {
		requests,
		env: { HTTPS_PROXY: `http://${LOOPBACK}:${port}`, NODE_EXTRA_CA_CERTS: certificateFile },
		publish: async (tarball) => {
			const content = await readFile(tarball);
			published.push({ manifest: await manifestIn(tarball), file: basename(tarball), content });
		},
		close: async () => {
			proxy.closeAllConnections();
			registry.closeAllConnections();
			await new Promise((resolve) => proxy.close(resolve));
		},
	};
}
