import type { Delivery } from './callbackSender';
import type { FaultList } from './faults';
import type { RequestLog } from './log';
import type { CallbackOrder } from './longlonglong/callbacks';
import { sendCallback } from './longlonglong/callbacks';
import type { LonglonglongStore } from './longlonglong/data/store';
import type { NxlinkStore } from './nxlink/data/store';
import type { SeedOrder } from './seeds';
import { addSeeds } from './seeds';
import type { GuestPlatform } from './server';
import { listen } from './server';
import type { Settings } from './settings';
import { defaultSettings } from './settings';
import { World } from './world';

export { LONGLONGLONG, NXLINK, SECRETS } from './accounts';
export type { Alteration } from './alterations';
export { ALTERATIONS } from './alterations';
export type { Fault, FaultOrder, RetryHeader } from './faults';
export { neverEnds, RETRY_HEADERS } from './faults';
export { hostile } from './hostile';
export type { LoggedRequest } from './log';
export type { Delivery } from './callbackSender';
export type { CallbackOrder } from './longlonglong/callbacks';
export type * as longlonglongModel from './longlonglong/data/model';
export type * as nxlinkModel from './nxlink/data/model';
export type { RowRule } from './rowRules';
export type { SeedOrder } from './seeds';
export type { GuestPlatform } from './server';
export type { CallbackKind, Settings } from './settings';

export interface SandboxOptions {
	/** The port to listen on. The default 0 takes any free port. */
	port?: number;
	/** The settings that differ from {@link defaultSettings}. A reset restores them. */
	settings?: Partial<Settings>;
	/** Further platforms that are served on the same port. */
	guests?: GuestPlatform[];
}

/** A running sandbox: both platforms on one port of 127.0.0.1, with their data and the log of requests. */
export interface Sandbox {
	/** `http://127.0.0.1:<port>`, the base URL of both platforms and the address of the page. */
	readonly url: string;
	readonly port: number;
	/** The settings, which a test may change at any time. */
	readonly settings: Settings;
	readonly requests: RequestLog;
	readonly faults: FaultList;
	readonly longlonglong: LonglonglongStore;
	readonly nxlink: NxlinkStore;
	/** Callbacks that were sent, oldest first. */
	readonly deliveries: readonly Delivery[];
	/** Sends a callback now; undefined when no address is set for its kind. */
	deliverCallback(order: CallbackOrder): Promise<Delivery | undefined>;
	/** Does all asynchronous work now, without waiting for `finishAfterMs`. */
	finishPending(): void;
	/** Waits until the callbacks under way have their answers. */
	callbacksIdle(): Promise<void>;
	/** Adds data without a request; see {@link SeedOrder}. */
	seed(order: SeedOrder): void;
	/** Restores the initial state: data, log, faults, settings, pending work. */
	reset(): void;
	/** Closes the sandbox at once, with all its sockets and timers, so that nothing keeps the process alive. */
	close(): Promise<void>;
}

/**
 * Starts a sandbox.
 * @throws Error with code EADDRINUSE when the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const initial: Settings = { ...defaultSettings(), ...options.settings };
	const world = new World(structuredClone(initial), initial);
	const { port = 0, guests = [] } = options;
	const server = await listen(world, port, guests);
	return {
		url: world.url,
		port: Number(new URL(world.url).port),
		settings: world.settings,
		requests: world.requests,
		faults: world.faults,
		longlonglong: world.longlonglong,
		nxlink: world.nxlink,
		get deliveries() {
			return world.callbacks.deliveries;
		},
		deliverCallback: async (order) => await sendCallback(world, order),
		finishPending: () => world.clock.finishPending(),
		callbacksIdle: () => world.callbacks.idle(),
		seed: (order) => addSeeds(world, order),
		reset: () => {
			world.reset();
			for (const guest of guests) guest.reset();
		},
		close: async () => {
			world.clock.clear();
			world.delays.clear();
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await Promise.all([closed, world.callbacks.close()]);
		},
	};
}
