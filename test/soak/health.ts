import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

import type { Inspector } from '../bench/inspector';

/** What a process holds at a quiet moment. */
export interface Health {
	/** Since the start of the run. */
	minutes: number;
	/** Resident memory after a forced garbage collection, megabytes. */
	rssMb: number;
	/** What V8 uses of it for objects. */
	heapMb: number;
	/** Kind of open file descriptor → how many: `socket`, `pipe`, or the file's path. */
	handles: Record<string, number>;
	/** Open connections to the sandbox. */
	connections: number;
}

/** The end may differ from the time after the warm-up by this part. */
const MEMORY_TOLERANCE = 0.15;
/** One quiet moment says little: the middle one of this many counts. */
const MOMENTS = 3;

export function rssMb(pid: number): number {
	const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return Number(kilobytes) / 1024;
}

/** A descriptor may be closed while it is looked at. */
function targetOf(link: string): string[] {
	try {
		return [readlinkSync(link)];
	} catch {
		return [];
	}
}

/** Where the descriptors of a process point to. */
function targetsOf(pid: number): string[] {
	const folder = `/proc/${pid}/fd`;
	return readdirSync(folder).flatMap((fd) => targetOf(`${folder}/${fd}`));
}

/** `socket:[123]` → `socket`; a file stays as it is. */
export function countHandles(targets: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const target of targets) {
		const kind = /^(socket|pipe):\[/.exec(target)?.[1] ?? target;
		counts[kind] = (counts[kind] ?? 0) + 1;
	}
	return counts;
}

/** How many of the sockets are connections to a port, by the text of /proc/<pid>/net/tcp. */
export function connectionsTo(port: number, table: string, targets: readonly string[]): number {
	const own = new Set(targets);
	const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
	return table
		.split('\n')
		.slice(1)
		.map((line) => line.trim().split(/\s+/))
		.filter(([, , remote = '', ...rest]) => remote.endsWith(`:${hexPort}`) && own.has(`socket:[${rest[6]}]`))
		.length;
}

/** Collects the garbage of a process, and tells what it holds then. */
export async function takeHealth(
	{ pid, inspector, sandboxPort }: { pid: number; inspector: Inspector; sandboxPort: number },
	minutes: number,
): Promise<Health> {
	await inspector.call('HeapProfiler.collectGarbage');
	const { usedSize } = await inspector.call<{ usedSize: number }>('Runtime.getHeapUsage');
	const targets = targetsOf(pid);
	const connections = connectionsTo(sandboxPort, readFileSync(`/proc/${pid}/net/tcp`, 'utf8'), targets);
	return {
		minutes,
		rssMb: rssMb(pid),
		heapMb: usedSize / 2 ** 20,
		handles: countHandles(targets),
		connections,
	};
}

function middle(values: number[]): number {
	return values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/** The memory after the warm-up and at the end; undefined when the run is too short to tell them apart. */
export function memoryOf(
	moments: readonly Health[],
	warmUpMinutes: number,
): { settled: number; end: number } | undefined {
	const settled = moments.filter(({ minutes }) => minutes >= warmUpMinutes);
	if (settled.length < 2 * MOMENTS) return undefined;
	return {
		settled: middle(settled.slice(0, MOMENTS).map((moment) => moment.rssMb)),
		end: middle(settled.slice(-MOMENTS).map((moment) => moment.rssMb)),
	};
}

/** What is wrong with the process at the end of a run; `moments`: the quiet ones, oldest first. */
export function* healthViolations(moments: readonly Health[], warmUpMinutes: number): Generator<string> {
	const memory = memoryOf(moments, warmUpMinutes);
	if (memory && Math.abs(memory.end / memory.settled - 1) > MEMORY_TOLERANCE)
		yield `memory went from ${memory.settled.toFixed(0)} MB to ${memory.end.toFixed(0)} MB`;
	const [first] = moments;
	const last = moments.at(-1);
	if (!first || !last) return yield 'the run had no quiet moment';
	if (last.connections > 0) yield `${last.connections} connections to the sandbox are still open`;
	for (const [kind, count] of Object.entries(last.handles)) {
		const before = first.handles[kind] ?? 0;
		if (count > before) yield `${count} handles instead of ${before}: ${kind}`;
	}
}
