import type { Alteration } from './alterations';
import type { LoggedRequest } from './log';

/**
 * What goes wrong. "before" kinds never reach the platform's code, so no store changes;
 * "after" kinds do their work first and then spoil the answer.
 */
export type FaultEffect =
	/** 429, with a header that says when to come back if `retryAfter` is given. Not executed. */
	| ({ kind: 'tooMany' } & RetryAfter & ErrorBody)
	/** 503, likewise. Not executed. */
	| ({ kind: 'unavailable' } & RetryAfter & ErrorBody)
	/** 500 (or `status`) before or after taking effect, likewise. */
	| ({ kind: 'errorBefore' | 'errorAfter'; status?: number } & RetryAfter & ErrorBody)
	/** The connection is destroyed before or after taking effect. */
	| { kind: 'cutBefore' | 'cutAfter' }
	/** The connection stays open and nothing comes, until the client gives up. */
	| { kind: 'noAnswer'; takeEffect?: boolean }
	/** Takes effect; half of the JSON, then the connection is cut, ends as if all were well, or stays open and nothing more comes. */
	| { kind: 'halfJson'; ends?: HalfEnding }
	/** Takes effect at once; the usual answer comes `delayMs` later. */
	| { kind: 'slow'; delayMs: number }
	/** Takes effect; the platform's own answer comes, changed in these ways (alterations.ts). */
	| { kind: 'altered'; alterations: Alteration[] }
	/** Any answer at all, see {@link HostileAnswer}. */
	| ({ kind: 'answer'; takeEffect?: boolean } & HostileAnswer);

export type HalfEnding = 'cut' | 'normally' | 'never';

export interface RetryAfter {
	/** Seconds from now, or a text that is sent as it is. */
	retryAfter?: number | string;
	/** How the seconds are written; an HTTP date and a Unix timestamp (in seconds) are reckoned by the server's clock. */
	retryAfterAs?: 'seconds' | 'date' | 'timestamp';
	/** The header that says so; `Retry-After` by default. Which one either platform uses is not documented. */
	retryAfterIn?: RetryHeader;
}

export const RETRY_HEADERS = ['Retry-After', 'RateLimit-Reset', 'X-RateLimit-Retry-After'] as const;
export type RetryHeader = (typeof RETRY_HEADERS)[number];

/** What stands in the body of an error that the platform's code did not make. */
export interface ErrorBody {
	/** The web server's `{"message": …}` (default), the platform's own envelope, or that envelope without words. */
	errorBody?: 'plain' | 'envelope' | 'wordless';
	/** HTTP status beside the envelope instead of the error's own, such as 200. */
	httpStatus?: number;
}

export interface HostileAnswer {
	status?: number;
	headers?: Record<string, string | string[]>;
	/** A function makes a body too large to hold; it is asked for chunks as the client reads. */
	body?: string | Buffer | (() => Iterable<string | Buffer> | AsyncIterable<string | Buffer>);
}

export interface FaultScope {
	/** Part of the path, or a pattern for it; without it every path. */
	path?: string | RegExp;
	method?: string;
	/** Lets so many matching requests pass first; 0 by default. */
	after?: number;
	/** How often it fires; once by default, `Infinity` for ever. */
	times?: number;
	/** What the page calls it. */
	label?: string;
}

export type FaultOrder = FaultScope & FaultEffect;

export interface Fault {
	id: number;
	order: FaultOrder;
	/** Requests that matched, those let pass included. */
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

/** @returns whether the platform's code must not run for a request that meets this fault. */
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

/** The faults on order. One request meets at most one: of those that are due, the one ordered first. */
export class FaultList {
	private faults: Fault[] = [];
	private lastId = 0;

	/** Orders a fault; the answer counts its firings as they happen. */
	add(order: FaultOrder): Fault {
		const fault: Fault = { id: ++this.lastId, order, seen: 0, firings: [] };
		this.faults.push(fault);
		return fault;
	}

	/** @returns the fault that this request meets, having counted it. */
	meet(request: LoggedRequest): Fault | undefined {
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

	/** How often faults fired altogether. */
	get fired(): number {
		return this.faults.reduce((sum, fault) => sum + fault.firings.length, 0);
	}

	/** Takes back one fault, or all of them. */
	clear(id?: number): void {
		this.faults = id === undefined ? [] : this.faults.filter((fault) => fault.id !== id);
	}
}

function matches({ path, method }: FaultScope, request: LoggedRequest): boolean {
	if (method !== undefined && method.toUpperCase() !== request.method) return false;
	if (path === undefined) return true;
	return typeof path === 'string' ? request.path.includes(path) : new RegExp(path).test(request.path);
}
