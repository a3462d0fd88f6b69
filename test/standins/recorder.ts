import type { IDataObject } from 'n8n-workflow';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '../../scripts/n8nHost/ports';

export interface RecordedRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: IDataObject;
}

/** A server that notes what it is asked, and answers everything with the same JSON. */
export interface Recorder {
	url: string;
	requests: RecordedRequest[];
	close(): Promise<void>;
}

export async function startRecorder(answer: IDataObject): Promise<Recorder> {
	const requests: RecordedRequest[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url: path = '', headers } = request;
			const text = Buffer.concat(chunks).toString('utf8');
			requests.push({ method, path, headers, body: JSON.parse(text || '{}') as IDataObject });
			response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	return {
		url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
