import type { RequestHandler, Response } from 'express';
import express, { Router } from 'express';
import { writeReadableJson } from '../json';
import { maskText } from '../masking';
import type { SeedOrder } from '../seeds';
import { addSeeds } from '../seeds';
import { changeSettings } from '../settings';
import type { World } from '../world';
import { sendCallbacks } from './callbackOrders';
import { readFaultOrder, showFault } from './faultOrders';
import { listOf, summary, showRequest } from './listings';

/**
 * The control API below `/_sandbox`: JSON, for tests in another process and for the page.
 * Its answers contain no secrets (see masking.ts), and 64-bit ids are texts. A wrong order is answered with 400 and `{"error": …}`.
 */
export function controlRouter(world: World): Router {
	const router = Router();
	router.use(express.json({ limit: '20mb' }));
	showRoutes(world, router);
	changeRoutes(world, router);
	router.use((_req, res) => sendJson(res, { error: 'There is no such control.' }, 404));
	router.use(refuse);
	return router;
}

function showRoutes(world: World, router: Router): void {
	router.get('/state', (_req, res) => sendJson(res, summary(world)));
	router.get('/settings', (_req, res) => sendJson(res, world.settings));
	router.get('/faults', (_req, res) => sendJson(res, world.faults.list().map(showFault)));
	router.get('/requests/:id', (req, res) => {
		const entry = world.requests.get(Number(req.params.id));
		if (entry) sendJson(res, showRequest(entry));
		else sendJson(res, { error: 'There is no such request, or it is no longer kept.' }, 404);
	});
	router.get('/list/:what', (req, res) => {
		const query = new URLSearchParams(req.originalUrl.split('?')[1]);
		sendJson(res, listOf(world, req.params.what, query));
	});
}

function changeRoutes(world: World, router: Router): void {
	router.patch('/settings', (req, res) => {
		changeSettings(world.settings, bodyOf(req.body));
		sendJson(res, world.settings);
	});
	router.post('/faults', (req, res) =>
		sendJson(res, showFault(world.faults.add(readFaultOrder(bodyOf(req.body)))), 201),
	);
	router.delete('/faults{/:id}', (req, res) => {
		const { id } = req.params as { id?: string };
		world.faults.clear(id === undefined ? undefined : Number(id));
		sendJson(res, world.faults.list().map(showFault));
	});
	router.post('/seed', (req, res) => {
		addSeeds(world, bodyOf(req.body) as SeedOrder);
		sendJson(res, summary(world));
	});
	router.post('/reset', (_req, res) => {
		world.reset();
		sendJson(res, summary(world));
	});
	router.post('/finish', (_req, res) => {
		world.clock.finishPending();
		sendJson(res, summary(world));
	});
	router.post(
		'/callbacks',
		handleAsync(async (req, res) => sendJson(res, await sendCallbacks(world, bodyOf(req.body)))),
	);
	router.delete('/blacklist', (_req, res) => {
		world.longlonglong.blacklist = [];
		sendJson(res, []);
	});
	router.patch('/tasks/:id', (req, res) => {
		const task = world.longlonglong.tasks.get(req.params.id);
		const state = bodyOf(req.body).state;
		if (!task) throw new Error('There is no such task.');
		if (state !== 'paused' && state !== 'running' && state !== 'waiting') {
			throw new Error('state must be paused, running or waiting.');
		}
		task.state = state;
		sendJson(res, { id: task.id, state });
	});
}

function sendJson(res: Response, value: unknown, status = 200): void {
	res
		.status(status)
		.type('json')
		.send(maskText(writeReadableJson(value)));
}

function bodyOf(body: unknown): Record<string, unknown> {
	if (body === undefined) return {};
	if (typeof body === 'object' && body !== null && !Array.isArray(body))
		return body as Record<string, unknown>;
	throw new Error('The body must be a JSON object.');
}

function handleAsync(handler: (...args: Parameters<RequestHandler>) => Promise<void>): RequestHandler {
	return (req, res, next) => handler(req, res, next).catch(next);
}

const refuse: express.ErrorRequestHandler = (error: unknown, _req, res, next) => {
	if (res.headersSent) return next(error);
	sendJson(res, { error: error instanceof Error ? error.message : String(error) }, 400);
};
