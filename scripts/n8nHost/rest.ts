import { Agent, request } from 'undici';
import { PlainError } from './plainError';

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** The user of every n8n that the scripts start. */
export const demoOwner: Owner = {
	email: 'demo@example.com',
	password: 'Demo-Owner-1',
	firstName: 'Demo',
	lastName: 'Owner',
};

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** The error for a call that n8n refused. */
export class RestError extends PlainError {
	override name = 'RestError';

	constructor(
		readonly status: number,
		readonly reason: string,
		call: string,
	) {
		super(`n8n refused ${call} (${status}): ${reason}`);
	}
}

/** The REST interface of n8n's editor, for one signed-in user. */
export class Rest {
	/** Each call uses a new connection, because a busy n8n may close a kept-alive one just when the next call is sent. */
	private readonly agent = new Agent({ pipelining: 0, headersTimeout: 60_000, bodyTimeout: 60_000 });

	/** @param session cookie of a session that is already signed in; see {@link Rest.cookie} */
	constructor(
		readonly url: string,
		private session = '',
	) {}

	get cookie(): string {
		return this.session;
	}

	/** Signs in. In a new n8n, the owner is created first. */
	async signIn(owner: Owner): Promise<void> {
		const settings = await this.call<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'GET',
			'/settings',
		);
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.call('POST', '/owner/setup', owner);
		} else {
			await this.call('POST', '/login', { emailOrLdapLoginId: owner.email, password: owner.password });
		}
	}

	/** Makes a call below /rest and returns the `data` of the answer. @throws RestError when n8n refuses the call */
	async call<T = unknown>(method: Method, path: string, body?: unknown): Promise<T> {
		const response = await request(`${this.url}/rest${path}`, {
			method,
			dispatcher: this.agent,
			headers: {
				...(this.session && { cookie: this.session }),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		this.keepSession(response.headers['set-cookie']);
		const text = await response.body.text();
		const answer = parse(text);
		if (response.statusCode >= 400) {
			throw new RestError(response.statusCode, messageOf(answer) ?? text.slice(0, 300), `${method} ${path}`);
		}
		return (isRecord(answer) && 'data' in answer ? answer.data : answer) as T;
	}

	async close(): Promise<void> {
		await this.agent.close();
	}

	private keepSession(header: string | string[] | undefined): void {
		const cookies = header === undefined ? [] : [header].flat();
		const session = cookies.find((cookie) => cookie.startsWith('n8n-auth='))?.split(';')[0];
		if (session) this.session = session;
	}
}

function parse(text: string): unknown {
	try {
		return text === '' ? undefined : JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function messageOf(answer: unknown): string | undefined {
	return isRecord(answer) && typeof answer.message === 'string' ? answer.message : undefined;
}
