import { gzipSync } from 'node:zlib';

import type { Exchange, HttpRequest } from '../../../nodes/http/exchange';
import { exchange } from '../../../nodes/http/exchange';
import { runNode } from '../harness';
import { listen, Probe, ProbeApi } from '../probe';

type Answer = Parameters<typeof listen>[0];

/** Makes one request from a running node; gives what came of it. */
async function send(request: HttpRequest): Promise<Exchange | undefined> {
	let came: Exchange | undefined;
	const type = new Probe(async function () {
		came = await exchange(this, 'probeApi', request);
		return [[]];
	});
	const credentials = { probeApi: { token: 'a-token' } };
	await runNode({ node: { type, credentials, credentialTypes: [new ProbeApi()] }, items: [{}] });
	return came;
}

/** Makes one request to a server that answers so; gives also what the server saw. */
async function sendTo(answer: Answer, request: Partial<HttpRequest> = {}) {
	const server = await listen(answer);
	try {
		const came = await send({ method: 'POST', ...request, url: `${server.url}/path` });
		return { came, seen: server.requests };
	} finally {
		await server.close();
	}
}

describe('a request', () => {
	it('goes out byte for byte, with the headers of the credential and its own', async () => {
		const body = '{ "id" : 12345678901234567890, "name":"王芳" }';
		const { seen } = await sendTo(undefined, { body, headers: { ACTION: 'mt' } });
		expect(seen).toMatchObject([
			{
				...{ method: 'POST', url: '/path?plain=yes', body },
				headers: {
					...{ accept: 'application/json', 'content-type': 'application/json' },
					...{ action: 'mt', 'x-token': 'a-token' },
				},
			},
		]);
	});

	it.each([undefined, '{"phones":["13800000001"]}'])(
		'that is a GET stays one with the body %s',
		async (body) => {
			const { seen } = await sendTo(undefined, { method: 'GET', body });
			expect(seen).toMatchObject([{ method: 'GET', body: body ?? '' }]);
		},
	);

	it.each(['PUT', 'DELETE'] as const)('that is a %s has its method', async (method) => {
		expect((await sendTo(undefined, { method })).seen).toMatchObject([{ method, body: '' }]);
	});

	it('has lists and objects of its query in brackets', async () => {
		const { seen } = await sendTo(undefined, {
			method: 'GET',
			query: { ids: ['a', 'b'], created: { from: 1 }, page: 2 },
		});
		const { searchParams } = new URL(seen[0]?.url ?? '', 'http://localhost');
		expect([...searchParams]).toEqual([
			...[
				['ids[0]', 'a'],
				['ids[1]', 'b'],
				['created[from]', '1'],
				['page', '2'],
				['plain', 'yes'],
			],
		]);
	});
});

describe('an answer', () => {
	it.each([200, 201, 400, 401, 404, 429, 500, 503])(
		'of HTTP %i is read, and not asked for again',
		async (status) => {
			const { came, seen } = await sendTo((_request, response) => {
				response.writeHead(status, { 'Retry-After': '7' }).end('{"code":1}');
			});
			expect(came).toMatchObject({
				...{ kind: 'answered', status, text: '{"code":1}' },
				headers: { 'retry-after': '7' },
			});
			expect(seen).toHaveLength(1);
		},
	);

	it('that redirects is read as it is: what was sent goes to no other address', async () => {
		const { came, seen } = await sendTo((_request, response) => {
			response.writeHead(307, { Location: '/elsewhere' }).end('moved');
		});
		expect(came).toMatchObject({ kind: 'answered', status: 307, text: 'moved' });
		expect(seen).toHaveLength(1);
	});

	it('that is compressed is read as text', async () => {
		const { came } = await sendTo((_request, response) => {
			response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"name":"王芳"}'));
		});
		expect(came).toMatchObject({ text: '{"name":"王芳"}' });
	});
});

describe('nobody knows what became of a request', () => {
	const LATE = { kind: 'unknown', message: 'no answer came in time' };

	it('that gets no answer in time', async () => {
		const { came } = await sendTo(() => {}, { timeout: 50 });
		expect(came).toMatchObject(LATE);
	});

	it('whose answer begins and never ends', async () => {
		const begin: Answer = (_request, response) => void response.writeHead(200).write('{"code":');
		const { came } = await sendTo(begin, { timeout: 300 });
		expect(came).toMatchObject(LATE);
	});

	it('whose connection is cut', async () => {
		const { came } = await sendTo((_request, response) => void response.destroy());
		expect(came).toEqual({ kind: 'unknown', code: 'ECONNRESET', message: 'the connection was cut' });
	});
});

it('a request to an address where nobody listens was not sent', async () => {
	const server = await listen();
	await server.close();
	const came = await send({ method: 'POST', url: server.url });
	expect(came).toEqual({
		...{ kind: 'notSent', code: 'ECONNREFUSED' },
		message: 'nothing answers at that address and port',
	});
});
