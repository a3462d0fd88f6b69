import type {
	IAuthenticate,
	ICredentialType,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A tiny node of the harness' own tests, which does what a test gives it. */
export class Probe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Probe',
		name: 'probe',
		group: ['transform'],
		version: 1,
		description: 'Does what a test says',
		defaults: { name: 'Probe' },
		inputs: ['main'],
		outputs:
			"={{ [{ type: 'main', displayName: 'Success' }, { type: 'main', displayName: 'Failed' }] }}" as unknown as INodeTypeDescription['outputs'],
		credentials: [{ name: 'probeApi', required: false }],
		properties: [
			{ displayName: 'Text', name: 'text', type: 'string', default: 'nothing' },
			{ displayName: 'Number', name: 'number', type: 'number', default: 7 },
		],
	};

	constructor(readonly execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>) {}
}

const properties: INodeProperties[] = [
	{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: 'http://127.0.0.1:9' },
	{ displayName: 'Token', name: 'token', type: 'string', default: 'default-token' },
];

/** Its credential, whose `authenticate` a test chooses. */
export class ProbeApi implements ICredentialType {
	name = 'probeApi';

	displayName = 'Probe API';

	properties = properties;

	test = {
		request: { baseURL: '={{ $credentials.baseUrl }}', url: '/token' },
		rules: [
			{
				type: 'responseSuccessBody' as const,
				properties: { key: 'code', value: 1003, message: 'Wrong secret' },
			},
		],
	};

	constructor(
		readonly authenticate: IAuthenticate = {
			type: 'generic',
			properties: { headers: { '=X-{{ "Token" }}': '={{ $credentials.token }}' }, qs: { plain: 'yes' } },
		},
	) {}
}

export interface SeenRequest {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

type Answer = (request: SeenRequest, response: ServerResponse) => void;

const asJson: Answer = (_, response) => response.end(JSON.stringify({ code: 0 }));

/** A plain HTTP server on 127.0.0.1 that keeps what it was sent. */
export async function listen(answer: Answer = asJson) {
	const requests: SeenRequest[] = [];
	const server = createServer((incoming: IncomingMessage, response) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const { method = '', url = '', headers } = incoming;
			const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
			requests.push(request);
			answer(request, response);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = async () => {
		const closed = new Promise((resolve) => server.close(resolve));
		server.closeAllConnections();
		await closed;
	};
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, close };
}
