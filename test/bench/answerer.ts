import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Received } from './answererProcess';

/**
 * A server that does as little as possible between a request and the platform's answer, so that the benchmark measures the clients.
 * Runs in a process of its own: `answerer.ts` prints its address as the first line.
 *
 * `PUT /?delay=50` sets the answer time in milliseconds and forgets what came in; `GET /` tells what came in.
 */
let delayMs = 0;
let underWay = 0;
const nothing: Received = { rows: 0, requests: 0, mostUnderWay: 0, connections: 0, answeringMs: 0 };
let received = { ...nothing };

const PAGE_ROWS = 50_000;

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
}

function answerTo(path: string, count: number): unknown {
	if (path.endsWith('/batch_create')) {
		const successItems = Array.from({ length: count }, (_, index) => ({ index, customerId: 1000 + index }));
		return {
			code: 0,
			data: { totalCount: count, successCount: count, failCount: 0, failItems: [], successItems },
		};
	}
	const data = path.endsWith('/number')
		? { taskNumberCount: count, crmCustomerCount: count, fail_datas: [] }
		: { unique_id: 'afba23d9-4fd8-4dd9-a6b8-3837442abef3' };
	return { code: 200, status: 'success', message: '', data };
}

/** One page of the public pool, which holds 50,000 customers. */
function page(query: URLSearchParams): unknown {
	const number = Number(query.get('page') ?? 1);
	const size = Number(query.get('per_page') ?? 15);
	const first = (number - 1) * size;
	const data = Array.from({ length: Math.max(0, Math.min(size, PAGE_ROWS - first)) }, (_, index) => ({
		id: `customer-${first + index}`,
		phone: `138${String(first + index).padStart(8, '0')}`,
		name: `张三 ${first + index}`,
		created_at: '2024-03-14 10:00:00',
	}));
	const meta = {
		total: PAGE_ROWS,
		last_page: Math.ceil(PAGE_ROWS / size),
		current_page: number,
		per_page: size,
	};
	return { code: 200, status: 'success', message: '', meta, data };
}

/** One call of the platform's API, counted. */
async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
	const arrivedAt = performance.now();
	received.requests++;
	received.mostUnderWay = Math.max(received.mostUnderWay, ++underWay);
	response.once('close', () => {
		underWay--;
		received.answeringMs += performance.now() - arrivedAt;
	});
	const text = await textOf(request);
	const body = text === '' ? {} : (JSON.parse(text) as { data?: unknown[]; customers?: unknown[] });
	const count = (body.data ?? body.customers ?? []).length;
	received.rows += count;
	const content = request.method === 'GET' ? page(url.searchParams) : answerTo(url.pathname, count);
	if (delayMs > 0) await sleep(delayMs);
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify(content));
}

const server = createServer((request, response) => {
	const url = new URL(request.url ?? '/', 'http://localhost');
	if (url.pathname !== '/') {
		void answer(request, response, url);
	} else if (request.method === 'PUT') {
		delayMs = Number(url.searchParams.get('delay'));
		received = { ...nothing };
		response.end();
	} else {
		response.end(JSON.stringify(received));
	}
});
server.on('connection', () => received.connections++);
process.once('disconnect', () => process.exit()); // the benchmark is gone, however it went

server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	if (typeof address === 'object' && address) console.log(`http://127.0.0.1:${address.port}`);
});
