import { rowItems } from '../campaign/books';
import type { NodeRun } from './books';
import type { Health } from './health';
import { memoryOf } from './health';
import type { RoundLog } from './round';

function count(map: Map<string, number>, key: string, by = 1): void {
	map.set(key, (map.get(key) ?? 0) + by);
}

function table(map: Map<string, number>): string {
	return [...map]
		.sort(([one], [other]) => one.localeCompare(other))
		.map(([key, times]) => `${key} ${times.toLocaleString('en-US')}`)
		.join(', ');
}

const endOf = ({ status, error }: NodeRun): string => (status === 'success' && error ? 'error' : status);

/** What happened in a run, counted. */
export class Figures {
	private readonly totals = new Map<string, number>();
	private readonly imports = new Map<string, number>();
	private readonly rows = new Map<string, number>();
	private readonly reads = new Map<string, number>();
	private readonly arrivals = new Map<string, number>();
	private readonly deliveries = new Map<string, number>();

	add({ imports, reads, callbacks, requests, faults, store }: RoundLog): void {
		count(this.totals, 'rounds');
		count(this.totals, 'requests', requests);
		count(this.totals, 'faults', faults);
		count(
			this.totals,
			'rows sent in',
			imports.reduce((sum, { plan }) => sum + plan.rows.length, 0),
		);
		count(this.totals, 'phones stored', store.lastStoredAt.size);
		for (const run of imports) {
			count(this.imports, `${run.plan.operation} ${endOf(run)}`);
			for (const { json } of rowItems(run)) count(this.rows, String(json.status));
			if (!run.arrival) continue;
			count(this.arrivals, endOf(run.arrival));
			for (const { json } of run.arrival.outputs.flat()) count(this.arrivals, `${String(json.arrival)} rows`);
		}
		for (const run of reads) count(this.reads, `${run.list} ${endOf(run)}`);
		for (const { outcome } of callbacks.deliveries) count(this.deliveries, outcome);
		count(this.deliveries, 'executions', callbacks.texts.length);
	}

	roundLine(number: number, log: RoundLog, health: Health): string {
		const stopped = log.imports.filter(({ status }) => status === 'canceled').length;
		const handles = Object.values(health.handles).reduce((sum, kind) => sum + kind, 0);
		return [
			`${health.minutes.toFixed(1).padStart(5)} min, round ${number + 1}: ${log.imports.length} imports (${stopped} stopped)`,
			`${log.reads.length} reads, ${log.callbacks.texts.length} callbacks, ${log.faults} faults`,
			`memory ${health.rssMb.toFixed(0)} MB (heap ${health.heapMb.toFixed(0)})`,
			`${handles} handles, ${health.connections} connections`,
		].join('; ');
	}

	lines(moments: readonly Health[], warmUpMinutes: number, peakMb: number): string[] {
		const memory = memoryOf(moments, warmUpMinutes);
		const change = memory && ((memory.end / memory.settled - 1) * 100).toFixed(1);
		return [
			`all: ${table(this.totals)}`,
			`imports: ${table(this.imports)}`,
			`rows: ${table(this.rows)}`,
			`reads: ${table(this.reads)}`,
			`checks of arrival: ${table(this.arrivals)}`,
			`callbacks: ${table(this.deliveries)}`,
			memory
				? `memory: ${memory.settled.toFixed(0)} MB after ${warmUpMinutes} minutes, ${memory.end.toFixed(0)} MB at the end (${change} %), peak ${peakMb.toFixed(0)} MB`
				: `memory: too short a run to be judged; peak ${peakMb.toFixed(0)} MB`,
		];
	}
}
