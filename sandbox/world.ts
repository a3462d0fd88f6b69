import { CallbackSender } from './callbackSender';
import { Clock } from './clock';
import { FaultList } from './faults';
import { RequestLog } from './log';
import { LonglonglongStore } from './longlonglong/data/store';
import { NxlinkStore } from './nxlink/data/store';
import type { Settings } from './settings';

/** All parts of a sandbox except its HTTP server. {@link World.reset} restores the initial state of each. */
export class World {
	readonly requests: RequestLog;
	readonly faults = new FaultList();
	/** The server's time, and the platforms' asynchronous work. */
	readonly clock: Clock;
	/** The answers that a fault delays. */
	readonly delays: Clock;
	readonly longlonglong: LonglonglongStore;
	readonly nxlink: NxlinkStore;
	readonly callbacks: CallbackSender;
	/** Address of the server, known once it listens. */
	url = '';

	constructor(
		readonly settings: Settings,
		private readonly initialSettings: Settings,
	) {
		this.requests = new RequestLog(settings);
		this.clock = new Clock(settings);
		this.delays = new Clock(settings);
		this.longlonglong = new LonglonglongStore();
		this.nxlink = new NxlinkStore();
		this.callbacks = new CallbackSender(this);
	}

	/** A number that grows with every change of either platform's data. */
	changes(): number {
		return this.longlonglong.changes + this.nxlink.changes;
	}

	/** Whether lists already show a row that was stored at a time; see `settings.listedAfterMs`. */
	isListed(storedAt: number): boolean {
		return this.settings.listedAfterMs === 0 || this.clock.now() - storedAt >= this.settings.listedAfterMs;
	}

	/** Restores the initial state: data, log, faults, settings, pending work, callbacks. */
	reset(): void {
		this.clock.clear();
		this.faults.clear();
		this.requests.clear();
		this.longlonglong.reset();
		this.nxlink.reset();
		this.callbacks.reset();
		Object.assign(this.settings, structuredClone(this.initialSettings));
	}
}
