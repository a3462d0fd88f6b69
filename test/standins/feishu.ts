import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '../../scripts/n8nHost/ports';

/*
 * A stand-in for the part of 飞书 that an import from a Base (多维表格) needs: the token of an app, reading records page by page, and writing
 * records in batches. It is written from the pages 自建应用获取 tenant_access_token, 查询记录, 更新多条记录 and 多维表格记录数据结构 of
 * open.feishu.cn alone. Two things of theirs matter to a workflow: most refusals come with HTTP 200 and a `code` other than 0, and an
 * expired token with HTTP 400.
 */

export const FEISHU = {
	appId: 'cli_a1b2c3d4e5f6',
	appSecret: 'stand-in-secret',
	/** The Base, and its table. */
	appToken: 'BaseOfTheExample0000000001',
	tableId: 'tblContactsOfTheCrm',
};

const MOST_READ = 500;
const MOST_WRITTEN = 1_000;

export interface FeishuRecord {
	record_id: string;
	fields: Record<string, unknown>;
}

export interface Feishu {
	url: string;
	/** The table's records, in their order. */
	records: FeishuRecord[];
	/** The requests so far: what they asked for, and how many records went in or out. */
	requests: Array<{ path: string; records: number }>;
	/** Makes every token invalid that was given so far, as two hours would. */
	expireTokens(): void;
	close(): Promise<void>;
}

class Refusal extends Error {
	constructor(
		readonly code: number,
		message: string,
		readonly httpStatus = 200,
	) {
		super(message);
	}
}

interface Call {
	path: string;
	query: URLSearchParams;
	headers: IncomingMessage['headers'];
	body: string;
}

async function received(request: IncomingMessage): Promise<Call> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
	const body = Buffer.concat(chunks).toString('utf8');
	return { path: pathname, query: searchParams, headers: request.headers, body };
}

/** Starts the stand-in on a free loopback port. @param columns the table's columns; a record need not have all of them */
export async function startFeishu(columns: readonly string[], records: FeishuRecord[]): Promise<Feishu> {
	const tokens = new Set<string>();
	const requests: Feishu['requests'] = [];

	/** The grant is that of OAuth 2.0 (client credentials), so the body is a form. */
	function token({ headers, body }: Call) {
		const form = new URLSearchParams(body);
		const basic = Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
		const [id, secret] = headers.authorization
			? basic.split(':')
			: [form.get('client_id'), form.get('client_secret')];
		const isApp = id === FEISHU.appId && secret === FEISHU.appSecret;
		if (!isApp || form.get('grant_type') !== 'client_credentials')
			throw new Refusal(20002, 'invalid_client', 400);
		const accessToken = randomUUID();
		tokens.add(accessToken);
		return { code: 0, access_token: accessToken, token_type: 'Bearer', expires_in: 7200 };
	}

	function checkToken({ headers }: Call): void {
		const [, given] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
		if (given === undefined) throw new Refusal(99991661, 'Missing access token for authorization', 400);
		if (!tokens.has(given)) throw new Refusal(99991663, 'Invalid access token for authorization', 400);
	}

	function search({ query, body }: Call) {
		const { field_names: wanted, filter } = JSON.parse(body || '{}') as {
			field_names?: string[];
			filter?: { conditions: Array<{ field_name: string; operator: string }> };
		};
		const size = Number(query.get('page_size') ?? 20);
		if (!(size >= 1 && size <= MOST_READ)) throw new Refusal(99992402, 'field validation failed', 400);
		for (const name of wanted ?? []) knownColumn(name);
		const isWanted = ({ fields }: FeishuRecord) =>
			(filter?.conditions ?? []).every(({ field_name: name, operator }) => {
				if (operator !== 'isEmpty') throw new Refusal(1254018, 'InvalidFilter');
				return fields[knownColumn(name)] === undefined;
			});
		const found = records.filter(isWanted);
		const start = Number(Buffer.from(query.get('page_token') ?? '', 'base64url').toString() || 0);
		const items = found.slice(start, start + size).map((record) => seen(record, wanted));
		requests.push({ path: 'search', records: items.length });
		const hasMore = start + size < found.length;
		return {
			has_more: hasMore,
			...(hasMore && { page_token: Buffer.from(String(start + size)).toString('base64url') }),
			total: found.length,
			items,
		};
	}

	function knownColumn(name: string): string {
		if (!columns.includes(name)) throw new Refusal(1254045, 'FieldNameNotFound');
		return name;
	}

	function batchUpdate({ body }: Call) {
		const { records: changes } = JSON.parse(body) as { records: FeishuRecord[] };
		if (changes.length > MOST_WRITTEN) throw new Refusal(1254104, 'RecordAddOnceExceedLimit');
		const changed = changes.map(({ record_id: id, fields }) => {
			const record = records.find((candidate) => candidate.record_id === id);
			if (!record) throw new Refusal(1254043, 'RecordIdNotFound');
			for (const [name, value] of Object.entries(fields)) {
				knownColumn(name);
				if (value !== null && typeof value !== 'string') throw new Refusal(1254060, 'TextFieldConvFail');
			}
			return { record, fields };
		});
		// All or nothing: nothing is written before every change was found to be right.
		for (const { record, fields } of changed) write(record, fields);
		requests.push({ path: 'batch_update', records: changes.length });
		return { records: changed.map(({ record }) => seen(record)) };
	}

	function answer(call: Call): unknown {
		if (call.path === '/oauth/v3/token') return token(call);
		checkToken(call);
		const [, app, table, what] =
			/^\/open-apis\/bitable\/v1\/apps\/([^/]+)\/tables\/([^/]+)\/records\/(\w+)$/.exec(call.path) ?? [];
		if (app !== FEISHU.appToken) throw new Refusal(1254003, 'WrongBaseToken');
		if (table !== FEISHU.tableId) throw new Refusal(1254004, 'WrongTableId');
		const operations: Record<string, (call: Call) => unknown> = { search, batch_update: batchUpdate };
		const operation = operations[what ?? ''];
		if (!operation) throw new Refusal(404, 'not found', 404);
		return { code: 0, msg: 'success', data: operation(call) };
	}

	const server = createServer((request, response) => void reply(request, response, answer));
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	return {
		url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
		records,
		requests,
		expireTokens: () => tokens.clear(),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A record as the API shows it: empty cells are left out, and text comes in pieces when it was written in the editor. */
function seen({ record_id, fields }: FeishuRecord, wanted?: readonly string[]): FeishuRecord {
	const shown = Object.entries(fields).filter(([name]) => !wanted || wanted.includes(name));
	return { record_id, fields: Object.fromEntries(shown) };
}

function write({ fields }: FeishuRecord, changes: Record<string, unknown>): void {
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === '') delete fields[name];
		else fields[name] = [{ text: value, type: 'text' }];
	}
}

async function reply(
	request: IncomingMessage,
	response: ServerResponse,
	answer: (call: Call) => unknown,
): Promise<void> {
	let status = 200;
	let body: unknown;
	try {
		body = answer(await received(request));
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		status = error.httpStatus;
		body = { code: error.code, msg: error.message, data: {} };
	}
	response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
