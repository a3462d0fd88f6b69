import type { Alteration } from './alterations';
import type { LoggedRequest } from './log';

/**
 * The kinds of faults. "Before" kinds do not reach the platform's code, so no store changes.
 * "After" kinds let the request take effect and then change or drop the answer.
 */
export type FaultEffect =
	/** Answers 429 without executing the request, with a header for the time to wait if `retryAfter` is given. */
	| ({ kind: 'tooMany' } & RetryAfter & ErrorBody)
	/** Answers 503 in the same way. */
	| ({ kind: 'unavailable' } & RetryAfter & ErrorBody)
	/** Answers 500 (or `status`) before or after the request takes effect. */
	| ({ kind: 'errorBefore' | 'errorAfter'; status?: number } & RetryAfter & ErrorBody)
	/** Destroys the connection before or after the request takes effect. */
	| { kind: 'cutBefore' | 'cutAfter' }
	/** Keeps the connection open without an answer until the client gives up. */
	| { kind: 'noAnswer'; takeEffect?: boolean }
	/** Lets the request take effect and sends half of the JSON. Then the connection is cut, ends normally, or stays open without further data. */
	| { kind: 'halfJson'; ends?: HalfEnding }
	/** Lets the request take effect at once, and sends the usual answer `delayMs` later. */
	| { kind: 'slow'; delayMs: number }
	/** Lets the request take effect, and sends the platform's answer with these changes (alterations.ts). */
	| { kind: 'altered'; alterations: Alteration[] }
	/** Sends any answer; see {@link HostileAnswer}. */
	| ({ kind: 'answer'; takeEffect?: boolean } & HostileAnswer);

export type HalfEnding = 'cut' | 'normally' | 'never';

export interface RetryAfter {
	/** Seconds from now, or a text that is sent as it is. */
	retryAfter?: number | string;
	/** The form of the value. An HTTP date and a Unix timestamp (in seconds) use the server's clock. */
	retryAfterAs?: 'seconds' | 'date' | 'timestamp';
	/** The header with the time; the default is `Retry-After`. The documents do not say which one a platform uses. */
	retryAfterIn?: RetryHeader;
}

export const RETRY_HEADERS = ['Retry-After', 'RateLimit-Reset', 'X-RateLimit-Retry-After'] as const;
export type RetryHeader = (typeof RETRY_HEADERS)[number];

/** The body of an error that does not come from the platform's code. */
export interface ErrorBody {
	/** The web server's `{"message": …}` (default), the platform's own envelope, or that envelope without words. */
	errorBody?: 'plain' | 'envelope' | 'wordless';
	/** HTTP status that is sent with the envelope instead of the error's own, such as 200. */
	httpStatus?: number;
}

export interface HostileAnswer {
	status?: number;
	headers?: Record<string, string | string[]>;
	/** A function yields the chunks of a body that is too large for memory, while the client reads. */
	body?: string | Buffer | (() => Iterable<string | Buffer> | AsyncIterable<string | Buffer>);
}

export interface FaultScope {
	/** A part of the path, or a pattern for it. Without it, every path matches. */
	path?: string | RegExp;
	method?: string;
	/** Number of matching requests before the fault fires; the default is 0. */
	after?: number;
	/** How often the fault fires: once by default, always for `Infinity`. */
	times?: number;
	/** The fault's name on the page. */
	label?: string;
}

export type FaultOrder = FaultScope & FaultEffect;

export interface Fault {
	id: number;
	order: FaultOrder;
	/** Number of requests that matched, including those before the fault fires. */
	seen: number;
	firings: Array<{ requestId: number; at: number }>;
}

export const FAULT_KINDS: ReadonlyArray<FaultEffect['kind']> = [
	'tooMany',
	'unavailable',
	'errorBefore',
	'errorAfter',
	'cutBefore',
	'cutAfter',
	'noAnswer',
	'halfJson',
	'slow',
	'altered',
	'answer',
];

/** @returns whether the platform's code must not run for a request with this fault. */
export function preventsEffect(order: FaultOrder): boolean {
	switch (order.kind) {
		case 'tooMany':
		case 'unavailable':
		case 'errorBefore':
		case 'cutBefore':
			return true;
		case 'noAnswer':
		case 'answer':
			return !order.takeEffect;
		default:
			return false;
	}
}

/** @returns whether the answer never ends, so that the client has to give up. */
export function neverEnds(order: FaultOrder): boolean {
	return order.kind === 'noAnswer' || (order.kind === 'halfJson' && order.ends === 'never');
}

/** The ordered faults. At most one fault fires for a request: of those that are due, the one that was ordered first. */
export class FaultList {
	private faults: Fault[] = [];
	private lastId = 0;

	/** Orders a fault. The returned object counts its firings. */
	add(order: FaultOrder): Fault {
		const fault: Fault = { id: ++this.lastId, order, seen: 0, firings: [] };
		this.faults.push(fault);
		return fault;
	}

	/** Counts a request for all matching faults. @returns the fault that fires for it */
	matchRequest(request: LoggedRequest): Fault | undefined {
		let met: Fault | undefined;
		for (const fault of this.faults) {
			if (!matches(fault.order, request)) continue;
			fault.seen++;
			const due = fault.seen > (fault.order.after ?? 0) && fault.firings.length < (fault.order.times ?? 1);
			if (due && !met) met = fault;
		}
		met?.firings.push({ requestId: request.id, at: Date.now() });
		return met;
	}

	list(): readonly Fault[] {
		return this.faults;
	}

	/** Number of firings of all faults. */
	get fired(): number {
		return this.faults.reduce((sum, fault) => sum + fault.firings.length, 0);
	}

	/** Removes one fault, or all of them. */
	clear(id?: number): void {
		this.faults = id === undefined ? [] : this.faults.filter((fault) => fault.id !== id);
	}
}

function matches({ path, method }: FaultScope, request: LoggedRequest): boolean {
	if (method !== undefined && method.toUpperCase() !== request.method) return false;
	if (path === undefined) return true;
	return typeof path === 'string' ? request.path.includes(path) : new RegExp(path).test(request.path);
}
