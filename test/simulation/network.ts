import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Fault, FaultOrder, LoggedRequest } from '../../sandbox';
import { alterAnswer } from '../../sandbox/alterations';
import { preventsEffect } from '../../sandbox/faults';
import type { Call, Endpoint, Reply } from '../../sandbox/http/call';
import { errorReply } from '../../sandbox/http/errorReply';
import { retryHeader } from '../../sandbox/http/send';
import type { World } from '../../sandbox/world';
import { PACKAGE_IMPORTS } from '../campaign/drawnImports';
import type { SimulatedTime } from './time';

/** An address without a server. Imports send no query. */
export const ADDRESS = 'http://simulated.invalid';

/** The answer that n8n's HTTP helper returns for `encoding: 'stream'` and `returnFullResponse`. */
export interface Answer {
	statusCode: number;
	headers: Record<string, string>;
	body: AsyncIterable<Uint8Array> & { destroy(error?: Error): void };
}

/** The longest usual time of a request or an answer on its way, in milliseconds. A slow one takes the time of its fault. */
const LONGEST_WAY_MS = 120;
/** Some take longer than the sender waits. */
const DETOUR_MS = 1_500;
const DETOURS = 0.05;

/** The helper's error for a socket, with the properties that the nodes read. It has no stack, because making one takes most of the time. */
function socketError(code: string, syscall?: string): Error {
	const error = Object.create(Error.prototype) as Error;
	return Object.assign(error, { message: code, code, ...(syscall && { syscall }) });
}

/** Label of a fault in which a host has several addresses and none of them can be reached. */
export const NO_ADDRESS = 'noAddress';

/** The error of Node.js for that fault, wrapped by the helper: it contains the errors of all connections and has the code of the first one. */
function noAddressError(): Error {
	const errors = ['ETIMEDOUT', 'ENETUNREACH'].map((code) => socketError(code, 'connect'));
	const cause = Object.assign(Object.create(AggregateError.prototype) as Error, {
		code: 'ETIMEDOUT',
		errors,
	});
	return Object.assign(socketError('ETIMEDOUT'), { cause });
}

type Ending = 'whole' | 'cut' | 'silent';

const ENDINGS = { cut: 'cut', normally: 'whole', never: 'silent' } as const;

function streamOf(text: string | Buffer, ending: Ending = 'whole'): Answer['body'] {
	return {
		async *[Symbol.asyncIterator]() {
			yield Buffer.from(text);
			if (ending === 'cut') throw socketError('ECONNRESET', 'read');
			if (ending === 'silent') await new Promise(() => {});
		},
		destroy: () => {},
	};
}

/** The code of the sandbox's platforms, without sockets. */
export class Platforms {
	private readonly endpoints: Array<[path: RegExp, endpoint: Endpoint]>;

	constructor(readonly world: World) {
		this.endpoints = PACKAGE_IMPORTS.flatMap(({ endpoint }) =>
			endpoint ? [[endpoint.path, endpoint.of(world)]] : [],
		);
	}

	/** Runs the endpoint of a request and returns its reply. */
	serve({ id, method, path, query, headers, body }: LoggedRequest): Reply {
		for (const [pattern, endpoint] of this.endpoints) {
			const match = pattern.exec(path);
			if (!match) continue;
			const call: Call = { id, method, params: { ...match.groups }, query, headers, body };
			return endpoint(call);
		}
		return { status: 404, body: '{"message":"Not Found"}' };
	}
}

/** A network between a node and the platforms. The faults of a plan happen on it at times that the seed determines. */
export class Network {
	/** The functions that end the requests under way, for the cancel button. */
	private readonly underWay = new Set<(error: Error) => void>();
	/** The requests on their way to the platform, including those that the sender has given up. */
	private readonly arriving = new Set<() => void>();

	constructor(
		private readonly platforms: Platforms,
		private readonly time: SimulatedTime,
		private readonly detours: boolean,
	) {}

	/** Sends a request, and returns or throws the same as n8n's helper. @param signal signal of n8n's cancel button */
	async request(options: IHttpRequestOptions, signal: AbortSignal): Promise<Answer> {
		if (signal.aborted) throw socketError('ERR_CANCELED');
		const entry = this.log(options);
		return await new Promise<Answer>((resolve, fail) => {
			const reject = (error: Error) => {
				this.underWay.delete(reject);
				fail(error);
			};
			this.underWay.add(reject);
			this.time.after(options.timeout ?? 60_000, () => {
				entry.abandoned = this.underWay.has(reject);
				reject(socketError('ECONNABORTED'));
			});
			const arrive = () => {
				if (!this.arriving.delete(arrive)) return;
				// A request that was cancelled on its way may still arrive.
				if (signal.aborted && this.time.random() < 0.5) return;
				const come = (answer: Answer) => {
					this.underWay.delete(reject);
					resolve(answer);
				};
				this.answer(entry, come, reject);
			};
			this.arriving.add(arrive);
			this.time.after(this.way(), arrive);
		});
	}

	/** Ends the requests under way, as n8n's cancel button does. */
	cutOff(): void {
		for (const reject of this.underWay) reject(socketError('ERR_CANCELED'));
	}

	/** Lets all requests arrive that are still on their way after the sender has ended. */
	settle(): void {
		for (const arrive of [...this.arriving]) arrive();
	}

	private way(): number {
		const { random } = this.time;
		return Math.floor(random() * (this.detours && random() < DETOURS ? DETOUR_MS : LONGEST_WAY_MS));
	}

	private log({ method = 'GET', url, headers, body }: IHttpRequestOptions): LoggedRequest {
		const path = url.slice(ADDRESS.length);
		const lower = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
		const entry = this.platforms.world.requests.add({
			method,
			url: path,
			path,
			query: '',
			headers: Object.fromEntries(lower) as LoggedRequest['headers'],
		});
		entry.body = Buffer.from(String(body ?? ''));
		return entry;
	}

	private answer(
		entry: LoggedRequest,
		resolve: (answer: Answer) => void,
		reject: (error: Error) => void,
	): void {
		const { world } = this.platforms;
		const fault: Fault | undefined = world.faults.matchRequest(entry);
		const order = fault?.order;
		entry.fault = order?.kind;
		const before = world.changes();
		const reply = order && preventsEffect(order) ? undefined : this.platforms.serve(entry);
		entry.tookEffect = world.changes() !== before;
		const delay = order?.kind === 'slow' ? order.delayMs : 0;
		const come = (act: () => void) => this.time.after(this.way() + delay, act);
		const failure = order && failureOf(order);
		if (failure) come(() => reject(failure));
		else if (order?.kind !== 'noAnswer') {
			const answer = answerOf(world, entry, reply, order);
			come(() => resolve(answer));
		}
	}
}

/** The error of a connection that fails; undefined when there is an answer. The label of a fault may be the code of a failure before sending. */
function failureOf({ kind, label }: FaultOrder): Error | undefined {
	if (kind === 'cutBefore' && label === NO_ADDRESS) return noAddressError();
	if (kind === 'cutBefore' && label !== undefined) return socketError(label, 'connect');
	return kind === 'cutBefore' || kind === 'cutAfter' ? socketError('ECONNRESET', 'read') : undefined;
}

function answerOf(
	world: World,
	entry: LoggedRequest,
	reply: Reply | undefined,
	order: FaultOrder | undefined,
): Answer {
	const headers: Record<string, string> = { date: new Date(world.clock.now()).toUTCString() };
	const text = reply?.body ?? '';
	const whole = { statusCode: reply?.status ?? 200, headers, body: streamOf(text) };
	switch (order?.kind) {
		case 'altered':
			return { ...whole, body: streamOf(alterAnswer(text, order.alterations, entry.body)) };
		case 'halfJson': {
			const half = Buffer.from(text).subarray(0, text.length / 2);
			return { ...whole, body: streamOf(half, ENDINGS[order.ends ?? 'cut']) };
		}
		case 'tooMany':
		case 'unavailable':
		case 'errorBefore':
		case 'errorAfter': {
			const { status, body } = errorReply(order, entry.path);
			const header = retryHeader(order, world.clock.now());
			if (header) headers[header[0].toLowerCase()] = header[1];
			return { statusCode: status, headers, body: streamOf(body) };
		}
		case 'answer': {
			for (const [name, value] of Object.entries(order.headers ?? {}))
				headers[name.toLowerCase()] = String(value);
			const { body = '' } = order;
			if (typeof body === 'function') throw new Error('Answers without end are not simulated');
			return { statusCode: order.status ?? 200, headers, body: streamOf(body) };
		}
		default:
			return whole;
	}
}
