import type { RequestHandler } from 'express';
import type { World } from '../world';
import type { Call, Endpoint } from './call';
import { exchangeOf } from './receive';
import { sendReply } from './send';

/** The log keeps at most this many characters of an answer. */
const MAX_ANSWER_CHARS = 2_000;

/** Runs an endpoint for a received request, records whether it took effect, and sends its reply. */
export function serve(world: World, endpoint: Endpoint): RequestHandler {
	return (req, res) => {
		const { entry, fault } = exchangeOf(res);
		const call: Call = {
			id: entry.id,
			method: entry.method,
			params: Object.fromEntries(Object.entries(req.params).map(([name, value]) => [name, String(value)])),
			query: entry.query,
			headers: entry.headers,
			body: entry.body,
		};
		const before = world.changes();
		const reply = endpoint(call);
		entry.tookEffect = world.changes() !== before;
		entry.answer = reply.body.slice(0, MAX_ANSWER_CHARS);
		sendReply(world, entry, res, reply, fault?.order);
	};
}
