import { Agent, request } from 'undici';
import type { Clock } from './clock';
import type { LonglonglongStore } from './longlonglong/data/store';
import type { CallbackKind, Settings } from './settings';

/** An attempt to send a callback. The documents mention no second attempt. */
export interface Delivery {
	id: number;
	/** Milliseconds of real time. */
	at: number;
	kind: CallbackKind;
	url: string;
	/** JSON text, as sent. */
	payload: string;
	outcome: 'underWay' | 'delivered' | 'refused' | 'tooSlow' | 'unreachable' | 'blacklisted';
	/** HTTP status of the answer, if one came. */
	status: number | undefined;
	durationMs: number | undefined;
}

/** A callback that is to be sent. */
export interface Callback {
	kind: CallbackKind;
	/** Replaces the address in the settings. */
	url?: string;
	/** Makes the payload when an address is set; a string is sent as it is. */
	payload(): unknown;
	/** Replaces `application/json`; an empty text sends no content type. */
	contentType?: string;
}

/** The parts of the sandbox that the sender uses. */
interface SenderContext {
	settings: Settings;
	clock: Clock;
	/** Holds the blacklist. */
	longlonglong: LonglonglongStore;
}

/**
 * Sends callbacks as POST with a JSON body [INF]. An address that is too slow or does not answer with 200
 * is put on the blacklist and gets no callbacks as long as it is there (longlonglong.md 4.8, 5.1).
 */
export class CallbackSender {
	deliveries: Delivery[] = [];
	private lastId = 0;
	private agent = new Agent({ connections: 64 });
	private closing = new AbortController();
	private underWay = new Set<Promise<unknown>>();

	constructor(private readonly world: SenderContext) {}

	/**
	 * Sends a callback now.
	 * @returns the finished delivery, or undefined when no address is set for this kind
	 */
	async deliver({
		kind,
		contentType = 'application/json',
		...order
	}: Callback): Promise<Delivery | undefined> {
		const { callbackUrls } = this.world.settings;
		const url = order.url ?? callbackUrls[kind] ?? callbackUrls.default;
		if (!url) return undefined;
		const payload = order.payload();
		const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
		const delivery = this.note(kind, url, text);
		const attempt = this.attempt(delivery, contentType);
		this.underWay.add(attempt);
		await attempt;
		this.underWay.delete(attempt);
		return delivery;
	}

	/** Waits until every callback that is under way has its answer. */
	async idle(): Promise<void> {
		while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
	}

	/** Cancels the callbacks under way, and deletes the deliveries. */
	reset(): void {
		this.deliveries = [];
		if (this.underWay.size === 0) return;
		this.closing.abort();
		this.closing = new AbortController();
	}

	async close(): Promise<void> {
		this.closing.abort();
		await this.agent.destroy();
	}

	private note(kind: CallbackKind, url: string, payload: string): Delivery {
		const delivery: Delivery = {
			id: ++this.lastId,
			at: Date.now(),
			kind,
			url,
			payload,
			outcome: 'underWay',
			status: undefined,
			durationMs: undefined,
		};
		this.deliveries.push(delivery);
		return delivery;
	}

	private async attempt(delivery: Delivery, contentType: string): Promise<void> {
		if (this.isBlacklisted(delivery.url)) {
			delivery.outcome = 'blacklisted';
			return;
		}
		const closing = this.closing.signal;
		const tooSlow = AbortSignal.timeout(this.world.settings.callbackTimeoutMs);
		const started = performance.now();
		try {
			const answer = await request(delivery.url, {
				method: 'POST',
				body: delivery.payload,
				headers: contentType ? { 'content-type': contentType } : {},
				dispatcher: this.agent,
				signal: AbortSignal.any([tooSlow, closing]),
			});
			await answer.body.dump();
			delivery.status = answer.statusCode;
			delivery.outcome = answer.statusCode === 200 ? 'delivered' : 'refused';
		} catch {
			delivery.outcome = tooSlow.aborted ? 'tooSlow' : 'unreachable';
		}
		delivery.durationMs = Math.round(performance.now() - started);
		if (delivery.outcome !== 'delivered' && !closing.aborted) this.blacklist(delivery.url);
	}

	private isBlacklisted(url: string): boolean {
		const now = this.world.clock.now();
		return this.world.longlonglong.blacklist.some((entry) => entry.url === url && entry.releaseAt > now);
	}

	private blacklist(url: string): void {
		if (this.isBlacklisted(url)) return;
		const { blacklist } = this.world.longlonglong;
		const now = this.world.clock.now();
		blacklist.push({
			id: blacklist.length + 1,
			url,
			blackoutAt: now,
			releaseAt: now + this.world.settings.callbackBlacklistMs,
		});
	}
}
