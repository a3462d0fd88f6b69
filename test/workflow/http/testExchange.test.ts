import type { ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

import type { Exchange } from '../../../nodes/http/exchange';
import type { TestRequest } from '../../../nodes/http/testExchange';
import { exchangeInTest } from '../../../nodes/http/testExchange';
import { credentialTest } from '../harness';
import { listen, Probe, ProbeApi } from '../probe';

type Answer = Parameters<typeof listen>[0];

/** Makes one request as a node does that tests a credential. */
async function send(request: TestRequest): Promise<Exchange> {
	let came: Exchange | undefined;
	const node = new Probe(async () => [[]]);
	node.description.credentials = [{ name: 'probeApi', testedBy: 'probe' }];
	const test = async function (this: ICredentialTestFunctions): Promise<INodeCredentialTestResult> {
		came = await exchangeInTest(this.helpers, request);
		return { status: 'OK', message: '' };
	};
	const type = Object.assign(new ProbeApi(), { test: undefined });
	await credentialTest(type, {}, [Object.assign(node, { methods: { credentialTest: { probe: test } } })]);
	if (!came) throw new Error('The test of the credential did not run');
	return came;
}

async function sendTo(answer: Answer, request: Partial<TestRequest> = {}) {
	const server = await listen(answer);
	try {
		return {
			came: await send({ headers: {}, ...request, url: `${server.url}/token` }),
			seen: server.requests,
		};
	} finally {
		await server.close();
	}
}

describe('the request of a credential’s test', () => {
	it('is a GET with the headers that authenticate it', async () => {
		const { seen } = await sendTo(undefined, { query: { page: 1 }, headers: { 'X-Token': 'a-token' } });
		expect(seen).toMatchObject([
			{
				...{ method: 'GET', url: '/token?page=1', body: '' },
				headers: {
					...{ accept: 'application/json', 'content-type': 'application/json' },
					'x-token': 'a-token',
				},
			},
		]);
	});

	it('needs no query', async () => {
		expect((await sendTo(undefined)).seen).toMatchObject([{ url: '/token' }]);
	});

	it.each([200, 401, 404, 500])('is answered with HTTP %i, whose text is read', async (status) => {
		const { came, seen } = await sendTo((_request, response) => {
			response.writeHead(status, { Date: 'today' }).end('{"name":"王芳"}');
		});
		expect(came).toMatchObject({
			...{ kind: 'answered', status, text: '{"name":"王芳"}' },
			headers: { date: 'today' },
		});
		expect(seen).toHaveLength(1);
	});

	it('goes to no other address: a redirect is the answer', async () => {
		const { came, seen } = await sendTo((_request, response) => {
			response.writeHead(302, { Location: '/elsewhere' }).end();
		});
		expect(came).toMatchObject({ kind: 'answered', status: 302 });
		expect(seen).toHaveLength(1);
	});

	it('is not sent where nobody listens', async () => {
		const server = await listen();
		await server.close();
		expect(await send({ url: server.url, headers: {} })).toMatchObject({
			...{ kind: 'notSent', code: 'ECONNREFUSED' },
		});
	});
});
