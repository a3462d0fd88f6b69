import type { ErrorRequestHandler, Router } from 'express';
import express from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { controlRouter } from './control/routes';
import { receive } from './http/receive';
import { serve } from './http/route';
import { longlonglongRouter } from './longlonglong/endpoints/routes';
import { nxlinkRouter } from './nxlink/routes';
import type { World } from './world';

/** A further platform that the sandbox serves, such as the trial platform of the tests. */
export interface GuestPlatform {
	/** The path with which all its calls begin. */
	path: string;
	router(world: World): Router;
	/** Deletes all its data. */
	reset(): void;
}

/**
 * Serves both platforms, the guests, the control API and the page on one port of 127.0.0.1.
 * @param port the port to listen on; 0 takes any free one
 * @throws Error with code EADDRINUSE when the port is taken
 */
export async function listen(world: World, port: number, guests: GuestPlatform[]): Promise<Server> {
	const server = createServer({ requestTimeout: 0 }, application(world, guests));
	// The server never closes an idle connection; only faults cut connections.
	server.keepAliveTimeout = 0;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return server;
}

function application(world: World, guests: GuestPlatform[]): express.Express {
	const app = express();
	app.disable('x-powered-by');
	app.disable('etag');
	app.use('/_sandbox', controlRouter(world));
	app.use(express.static(path.join(__dirname, 'page'), { index: 'index.html' }));
	app.use(receive(world));
	app.use('/agent-api', longlonglongRouter(world));
	app.use('/saas/cdp/openapi', nxlinkRouter(world));
	for (const { path: start, router } of guests) app.use(start, router(world));
	app.use(serve(world, () => ({ status: 404, body: '{"message":"Not Found"}' })));
	app.use(handleOwnError);
	return app;
}

/** Reports an error of the sandbox itself in a form that differs from every answer of a platform. */
const handleOwnError: ErrorRequestHandler = (error: unknown, _req, res, next) => {
	if (error instanceof URIError) return void res.status(400).json({ message: 'Bad Request' });
	console.error('The sandbox made a handleOwnError:', error);
	if (res.headersSent) return next(error);
	res.status(500).json({ sandboxError: error instanceof Error ? error.message : String(error) });
};
