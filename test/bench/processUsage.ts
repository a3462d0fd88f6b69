import { readFileSync, writeFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const MS_PER_TICK = 10;

export interface Usage {
	/** Processor time of the process, milliseconds. */
	cpuMs: number;
	/** Largest resident memory since {@link startUsage}, megabytes. */
	peakMb: number;
}

function cpuMs(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** Starts to watch a process; the function it gives tells what the process used since. */
export function startUsage(pid: number): () => Usage {
	const before = cpuMs(pid);
	writeFileSync(`/proc/${pid}/clear_refs`, '5'); // forgets the peak so far
	return () => {
		const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
		return { cpuMs: cpuMs(pid) - before, peakMb: Number(peak) / 1024 };
	};
}
