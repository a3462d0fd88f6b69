import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { IncomingMessage } from 'node:http';
import type { Fault } from '../faults';
import { preventsEffect } from '../faults';
import type { LoggedRequest } from '../log';
import type { World } from '../world';
import { sendFault, sendText } from './send';

/** The current request, with its log entry and its fault; kept in `res.locals`. */
export interface Exchange {
	entry: LoggedRequest;
	fault: Fault | undefined;
}

export const exchangeOf = (res: Response): Exchange => res.locals.exchange as Exchange;

/** Reads and logs every request to a platform, and applies a fault that acts before the request takes effect. */
export function receive(world: World): RequestHandler {
	return async (req, res, next) => {
		const entry = logged(world, req, res);
		const body = await readBody(req, world.settings.maxBodyBytes);
		entry.body = body.bytes;
		if (body.ended === 'cut') return;
		if (body.ended === 'tooLarge') {
			return sendText(world, entry, res, 413, '{"message":"Payload Too Large"}');
		}
		const fault = world.faults.matchRequest(entry);
		entry.fault = fault?.order.kind;
		if (fault && preventsEffect(fault.order)) return sendFault(world, entry, res, fault.order);
		res.locals.exchange = { entry, fault } satisfies Exchange;
		removePrefix(world, req, next);
	};
}

function logged(world: World, req: Request, res: Response): LoggedRequest {
	const [path = '', query = ''] = splitOnce(req.originalUrl, '?');
	const entry = world.requests.add({
		method: req.method,
		url: req.originalUrl,
		path,
		query,
		headers: req.headers,
	});
	const started = performance.now();
	res.on('close', () => {
		entry.durationMs = Math.round(performance.now() - started);
		entry.abandoned = !res.writableFinished && entry.status !== undefined;
	});
	return entry;
}

/** Removes the prefix from the path of a request, because the platforms' routes do not have it, and continues with the routes. */
function removePrefix(world: World, req: Request, next: NextFunction): void {
	const prefix = world.settings.pathPrefix;
	if (prefix)
		req.url = req.url.startsWith(`${prefix}/`) ? req.url.slice(prefix.length) : '/not-under-the-prefix';
	next();
}

interface ReadBody {
	bytes: Buffer;
	ended: 'whole' | 'tooLarge' | 'cut';
}

/** Reads the body as bytes, because signatures are computed over them. */
async function readBody(req: IncomingMessage, limit: number): Promise<ReadBody> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of req as AsyncIterable<Buffer>) {
			size += chunk.length;
			if (size <= limit) chunks.push(chunk);
		}
	} catch {
		return { bytes: Buffer.concat(chunks), ended: 'cut' };
	}
	return { bytes: Buffer.concat(chunks), ended: size > limit ? 'tooLarge' : 'whole' };
}

function splitOnce(text: string, at: string): string[] {
	const index = text.indexOf(at);
	return index < 0 ? [text] : [text.slice(0, index), text.slice(index + at.length)];
}
