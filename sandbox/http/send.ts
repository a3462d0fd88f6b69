import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { alterAnswer } from '../alterations';
import type { FaultOrder, HalfEnding, HostileAnswer, RetryAfter } from '../faults';
import type { LoggedRequest } from '../log';
import type { World } from '../world';
import type { Reply } from './call';
import { errorReply } from './errorReply';

const JSON_TYPE = 'application/json';

/** Sends the platform's reply, changed by a fault that acts after the request took effect. */
export function sendReply(
	world: World,
	entry: LoggedRequest,
	res: Response,
	reply: Reply,
	fault: FaultOrder | undefined,
): void {
	if (!fault) return sendText(world, entry, res, reply.status, reply.body);
	switch (fault.kind) {
		case 'slow':
			return world.delays.later(fault.delayMs, () => sendText(world, entry, res, reply.status, reply.body));
		case 'halfJson':
			return sendHalf(world, entry, res, reply, fault.ends ?? 'cut');
		case 'altered': {
			const body = alterAnswer(reply.body, fault.alterations, entry.body);
			return sendText(world, entry, res, reply.status, body);
		}
		default:
			return sendFault(world, entry, res, fault);
	}
}

/** Sends the answer of a fault instead of the platform's reply. */
export function sendFault(world: World, entry: LoggedRequest, res: Response, fault: FaultOrder): void {
	switch (fault.kind) {
		case 'tooMany':
		case 'unavailable':
		case 'errorBefore':
		case 'errorAfter': {
			const { status, body } = errorReply(fault, entry.path);
			const header = retryHeader(fault, world.clock.now());
			if (header) res.setHeader(...header);
			return sendText(world, entry, res, status, body);
		}
		case 'cutBefore':
		case 'cutAfter':
			res.socket?.destroy();
			return;
		case 'noAnswer':
			return; // The socket stays open until the client gives up or the sandbox closes.
		case 'answer':
			void sendHostile(world, entry, res, fault);
			return;
		default:
			throw new Error(`Fault "${fault.kind}" has no answer of its own.`);
	}
}

/** Sends a JSON text. */
export function sendText(
	world: World,
	entry: LoggedRequest,
	res: Response,
	status: number,
	text: string,
): void {
	if (res.destroyed) return;
	begin(world, entry, res, status);
	res.setHeader('Content-Type', JSON_TYPE);
	res.setHeader('Content-Length', Buffer.byteLength(text));
	res.end(text);
}

function begin(world: World, entry: LoggedRequest, res: Response, status: number): void {
	entry.status = status;
	res.statusCode = status;
	res.setHeader('Date', new Date(world.clock.now()).toUTCString());
}

/** The header with the time to wait; undefined when the fault has none. @param now the server's time in milliseconds */
export function retryHeader(given: RetryAfter, now: number): [name: string, value: string] | undefined {
	const { retryAfter, retryAfterAs = 'seconds', retryAfterIn = 'Retry-After' } = given;
	if (retryAfter === undefined) return undefined;
	if (typeof retryAfter === 'string') return [retryAfterIn, retryAfter];
	const ms = now + retryAfter * 1000;
	const written = {
		seconds: String(retryAfter),
		date: new Date(ms).toUTCString(),
		timestamp: String(Math.floor(ms / 1000)),
	};
	return [retryAfterIn, written[retryAfterAs]];
}

function sendHalf(world: World, entry: LoggedRequest, res: Response, reply: Reply, ends: HalfEnding): void {
	const whole = Buffer.from(reply.body);
	const half = whole.subarray(0, Math.floor(whole.length / 2));
	begin(world, entry, res, reply.status);
	res.setHeader('Content-Type', JSON_TYPE);
	res.setHeader('Content-Length', ends === 'normally' ? half.length : whole.length);
	if (ends === 'normally') res.end(half);
	else res.write(half, () => void (ends === 'cut' && res.socket?.destroy()));
}

async function sendHostile(
	world: World,
	entry: LoggedRequest,
	res: Response,
	answer: HostileAnswer,
): Promise<void> {
	begin(world, entry, res, answer.status ?? 200);
	for (const [name, value] of Object.entries(answer.headers ?? {})) res.setHeader(name, value);
	if (typeof answer.body !== 'function') {
		res.end(answer.body ?? '');
		return;
	}
	try {
		await pipeline(Readable.from(answer.body(), { objectMode: false }), res);
	} catch {
		res.destroy(); // The client has closed the connection.
	}
}
