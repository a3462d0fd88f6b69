import type { IncomingHttpHeaders } from 'node:http';
import type { Settings } from './settings';

/** One request as it came over the wire, and what became of it. Raw: only the control API masks it. */
export interface LoggedRequest {
	id: number;
	/** Milliseconds of real time. */
	at: number;
	method: string;
	/** As sent: path and query, not decoded. */
	url: string;
	path: string;
	/** Without the question mark. */
	query: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** Undefined as long as nothing was answered: no answer, a cut connection. */
	status: number | undefined;
	/** Beginning of the JSON that was answered, or would have been without its fault. */
	answer: string;
	/** The fault that fired, by kind. */
	fault: string | undefined;
	/** Whether a store changed, or work was taken on. */
	tookEffect: boolean;
	/** Milliseconds until the answer was out or the connection gone. */
	durationMs: number | undefined;
	/** The client went away before the whole answer was out. */
	abandoned: boolean;
}

/** The requests to either platform, oldest first; bounded, the newest are kept. */
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
		// Dropped in portions, so that a full log does not shift its whole array for each request.
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

	/** @returns the newest request that fits, see {@link all}. */
	last(path: string | RegExp = '', method?: string): LoggedRequest | undefined {
		return this.all(path, method).at(-1);
	}

	get(id: number): LoggedRequest | undefined {
		return this.entries.find((entry) => entry.id === id);
	}

	/** How many requests came in since the start or the last reset, kept or not. */
	get count(): number {
		return this.lastId - this.clearedAt;
	}

	/** Forgets the requests; ids go on, so that no two requests of a sandbox ever share one. */
	clear(): void {
		this.entries = [];
		this.clearedAt = this.lastId;
	}
}
