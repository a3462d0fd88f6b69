import type { IncomingHttpHeaders } from 'node:http';
import type { Settings } from './settings';

/** A request as it came over the wire, with its result. It is not masked; the control API masks it. */
export interface LoggedRequest {
	id: number;
	/** Milliseconds of real time. */
	at: number;
	method: string;
	/** Path and query as sent, not decoded. */
	url: string;
	path: string;
	/** The query without the question mark. */
	query: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** HTTP status of the answer; undefined when there was none, as after a cut connection. */
	status: number | undefined;
	/** The beginning of the platform's answer as JSON, before a fault changed or replaced it. */
	answer: string;
	/** The kind of the fault that fired. */
	fault: string | undefined;
	/** Whether the request changed a store or started asynchronous work. */
	tookEffect: boolean;
	/** Milliseconds until the answer was sent or the connection closed. */
	durationMs: number | undefined;
	/** Whether the client closed the connection before it had the whole answer. */
	abandoned: boolean;
}

/** The newest requests to either platform, oldest first. */
export class RequestLog {
	private entries: LoggedRequest[] = [];
	private lastId = 0;
	private clearedAt = 0;

	constructor(private readonly settings: Settings) {}

	add(request: Pick<LoggedRequest, 'method' | 'url' | 'path' | 'query' | 'headers'>): LoggedRequest {
		const entry: LoggedRequest = {
			...request,
			id: ++this.lastId,
			at: Date.now(),
			body: Buffer.alloc(0),
			status: undefined,
			answer: '',
			fault: undefined,
			tookEffect: false,
			durationMs: undefined,
			abandoned: false,
		};
		this.entries.push(entry);
		// Old entries are removed in portions, so that a full log does not copy its array for each request.
		if (this.entries.length > this.settings.logLength * 1.1) {
			this.entries = this.entries.slice(-this.settings.logLength);
		}
		return entry;
	}

	/** @returns the kept requests whose path contains `path` (or matches it) and whose method is `method`. */
	all(path: string | RegExp = '', method?: string): LoggedRequest[] {
		const kept = this.entries.slice(-this.settings.logLength);
		return kept.filter(
			(entry) =>
				(typeof path === 'string' ? entry.path.includes(path) : path.test(entry.path)) &&
				(method === undefined || entry.method === method),
		);
	}

	/** @returns the newest matching request; see {@link all}. */
	last(path: string | RegExp = '', method?: string): LoggedRequest | undefined {
		return this.all(path, method).at(-1);
	}

	get(id: number): LoggedRequest | undefined {
		return this.entries.find((entry) => entry.id === id);
	}

	/** Number of requests since the start or the last reset, including those that are no longer kept. */
	get count(): number {
		return this.lastId - this.clearedAt;
	}

	/** Deletes the requests. Ids continue, so that two requests of a sandbox never have the same one. */
	clear(): void {
		this.entries = [];
		this.clearedAt = this.lastId;
	}
}
