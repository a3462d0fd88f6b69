import { createHash } from 'node:crypto';
import { request } from 'undici';
import type { Sandbox } from '../../sandbox';
import { LONGLONGLONG, NXLINK, startSandbox } from '../../sandbox';

/** Small clients of the sandbox, written without its code, so that its own tests speak to it as a stranger would. */

export interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	/** The body as JSON; undefined when it is none, whatever the type says. */
	json: Envelope;
}

/** The envelopes of both platforms; which fields there are depends on the endpoint. */
export interface Envelope {
	code: number | string;
	status: string;
	message: string | Record<string, string[]> | null;
	traceId: string;
	meta: {
		total: number;
		last_page: number;
		current_page: number;
		per_page: number | string;
		has_pages: boolean;
	};
	data: Data & Data[];
	numbers: string[];
}

export interface Data {
	id: string;
	uuid: string;
	unique_id: string;
	taskNumberCount: number;
	crmCustomerCount: number;
	fail_datas: unknown[];
	records: unknown[];
	list: Array<Record<string, unknown>>;
	paging: Record<string, unknown>;
	successItems: Array<Record<string, unknown>>;
	failItems: Array<Record<string, unknown>>;
}

export interface Wish {
	method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
	/** An object becomes JSON; a text goes as it is. */
	body?: unknown;
	headers?: Record<string, string>;
	signal?: AbortSignal;
}

export async function send(
	url: string,
	{ method = 'GET', body, headers, signal }: Wish = {},
): Promise<Answer> {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const answer = await request(url, {
		method,
		headers: { 'content-type': 'application/json', ...headers },
		...(body === undefined ? {} : { body: text }),
		...(signal && { signal }),
	});
	const received = await answer.body.text();
	return { status: answer.statusCode, headers: answer.headers, text: received, json: parsed(received) };
}

function parsed(text: string): Envelope {
	try {
		return JSON.parse(text) as Envelope;
	} catch {
		return undefined as unknown as Envelope;
	}
}

/** @returns a function that calls `/agent-api/<path>`; `user/` stands for the main account's path. */
export function longlonglongClient(sandbox: Sandbox, token: string = LONGLONGLONG.token) {
	return (path: string, wish: Wish = {}) =>
		send(`${sandbox.url}/agent-api/${path.replace('user/', `user/${LONGLONGLONG.userId}/`)}`, {
			...wish,
			headers: { authorization: `Bearer ${token}`, ...wish.headers },
		});
}

export interface Signing {
	algorithm?: 'md5' | 'sha256';
	accessKey?: string;
	accessSecret?: string;
	ts?: string;
	bizType?: string;
	action?: string;
}

/** @returns a function that calls `/saas/cdp/openapi/customers/<path>` with a signature. */
export function nxlinkClient(sandbox: Sandbox, signing: Signing = {}) {
	return (path: string, wish: Wish = {}) => {
		const text =
			wish.body === undefined || typeof wish.body === 'string' ? wish.body : JSON.stringify(wish.body);
		const headers = { ...signatureHeaders(text as string | undefined, signing), ...wish.headers };
		return send(`${sandbox.url}/saas/cdp/openapi/customers/${path}`, { ...wish, body: text, headers });
	};
}

export function signatureHeaders(body: string | undefined, signing: Signing): Record<string, string> {
	const {
		algorithm,
		accessKey = NXLINK.accessKey,
		accessSecret = NXLINK.accessSecret,
		ts = String(Date.now()),
		bizType = '2',
		action = 'mt',
	} = signing;
	const bodyPart = body ? `&body=${body}` : '';
	const signed = `accessKey=${accessKey}&action=${action}&bizType=${bizType}&ts=${ts}${bodyPart}&accessSecret=${accessSecret}`;
	return {
		accessKey,
		ts,
		bizType,
		action,
		sign: createHash(algorithm ?? 'md5')
			.update(signed)
			.digest('hex'),
		...(algorithm && { algorithm }),
	};
}

/** The body of batch_create around some customers. */
export function batch(customers: unknown, more: Record<string, unknown> = {}) {
	return { type: 1, tenant_id: NXLINK.tenantId, app_key: NXLINK.appKey, customers, ...more };
}

/** Starts a sandbox for the tests around it, as new for each of them. */
export function useSandbox(open: (sandbox: Sandbox) => void): void {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
		open(sandbox);
	});
	afterEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());
}
