import { parseIncomingMessage } from '@n8n/backend-network';
import type { Request } from 'express';
import { jsonParse } from 'n8n-workflow';
import { parse } from 'node:querystring';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';

/** An answer that n8n gives in the node's place. */
export class HttpError extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly code = status,
		readonly hint?: string,
	) {
		super(message);
	}
}

const MEGABYTE = 1024 * 1024;
const unpackers: Record<string, (() => NodeJS.ReadWriteStream & Readable) | undefined> = {
	gzip: createGunzip,
	deflate: createInflate,
};

/** n8n's `rawBodyReader`: the body is read when it is asked for, up to N8N_PAYLOAD_SIZE_MAX, unpacked. */
export function addRawBodyReader(request: Request, payloadSizeMax: number): void {
	parseIncomingMessage(request);
	request.readRawBody = async () => {
		if (request.rawBody) return;
		const unpack = unpackers[request.headers['content-encoding'] ?? ''];
		const stream: Readable = unpack ? request.pipe(unpack()) : request;
		const chunks: Buffer[] = [];
		let size = 0;
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			size += chunk.length;
			if (size > payloadSizeMax * MEGABYTE) throw new Error('request entity too large');
			chunks.push(chunk);
		}
		request.rawBody = Buffer.concat(chunks);
	};
}

/**
 * n8n's `parseRequestBody` and `parseBody`: a node of version 1 always gets `rawBody`, a later one only with a
 * content type that n8n parses. JSON that is none is answered with 422 before the node runs. Of a multipart form the node gets the fields, and no `rawBody`.
 */
export async function parseRequestBody(request: Request, nodeVersion: number): Promise<void> {
	const type = request.contentType ?? '';
	if (type === 'multipart/form-data') {
		request.body = await multipartFields(request);
		return;
	}
	if (type.startsWith('multipart/')) return;
	if (nodeVersion > 1 && !isParsable(type)) return;
	await request.readRawBody();
	const { rawBody } = request;
	if (!rawBody?.length) return;
	const text = rawBody.toString(request.encoding);
	try {
		if (type === 'application/json') request.body = jsonParse(withoutBom(text));
		else if (type === 'application/x-www-form-urlencoded') request.body = parse(withoutBom(text));
		else if (type === 'text/plain') request.body = text;
	} catch (error) {
		throw new HttpError(422, 'Failed to parse request body', 422, (error as Error).message);
	}
}

/** n8n's `createMultiFormDataParser`, without files: a field that occurs once is text. */
async function multipartFields(request: Request): Promise<{ data: Record<string, unknown>; files: object }> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	const headers = { 'content-type': request.headers['content-type'] ?? '' };
	try {
		const form = await new Response(Buffer.concat(chunks), { headers }).formData();
		const data = Object.fromEntries(
			[...new Set(form.keys())].map((name) => {
				const values = form.getAll(name);
				return [name, values.length === 1 ? values[0] : values];
			}),
		);
		return { data, files: {} };
	} catch (error) {
		throw new HttpError(400, 'The submitted form data could not be parsed.', 400, (error as Error).message);
	}
}

const PARSABLE = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];
const isParsable = (type: string) => PARSABLE.some((known) => type.startsWith(known));
const withoutBom = (text: string) => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
