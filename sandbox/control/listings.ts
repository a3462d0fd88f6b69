import { writeJson } from '../json';
import type { LoggedRequest } from '../log';
import { maskHeaders } from '../masking';
import type { World } from '../world';

const DEFAULT_LIMIT = 50;
const MAX_ROWS = 10_000;
const MAX_BODY_BYTES = 500_000;

/** @returns the state of the sandbox: the sizes of its stores, and the short lists in full. */
export function summary(world: World) {
	const { longlonglong, nxlink } = world;
	return {
		url: world.url,
		time: world.clock.text(),
		/** Changes whenever a store changes, so that the page is only updated then. */
		version: [world.changes(), world.clock.pendingCount, world.longlonglong.records.size].join('.'),
		requests: world.requests.count,
		pendingWork: world.clock.pendingCount,
		faults: { ordered: world.faults.list().length, fired: world.faults.fired },
		longlonglong: {
			customers: longlonglong.customers.size,
			storings: longlonglong.storings.length,
			moved: longlonglong.moves.reduce((sum, { customers }) => sum + customers, 0),
			batches: longlonglong.batches.size,
			records: longlonglong.records.size,
			tasks: [...longlonglong.tasks.values()].map(({ numbers, ...task }) => ({
				...task,
				numbers: numbers.size,
			})),
			components: [...longlonglong.components.values()],
			subAccounts: [...longlonglong.subAccounts.values()],
			blacklist: longlonglong.blacklist,
		},
		nxlink: { customers: nxlink.customers.size, storings: nxlink.storings.length, tags: nxlink.tagIds.size },
		callbacks: world.callbacks.deliveries.length,
	};
}

/**
 * Lists the data of the sandbox, newest first: `GET /_sandbox/list/<what>?q=&limit=&offset=`, for requests also
 * `path`, `method`, `status` and `fault`; for numbers and storings `taskId`.
 * @returns `{total, rows}`; `total` is the number of rows that match the filters
 * @throws Error when there is no such list
 */
export function listOf(world: World, what: string, query: URLSearchParams) {
	const all = rowsOf(world, what, query);
	const needle = (query.get('q') ?? '').toLowerCase();
	const found = needle ? all.filter((row) => textOf(row, what).includes(needle)) : all;
	const limit = Math.min(count(query, 'limit', DEFAULT_LIMIT), MAX_ROWS);
	const rows = newest(found, count(query, 'offset', 0), limit);
	return {
		total: found.length,
		rows: what === 'requests' ? (rows as LoggedRequest[]).map(listedRequest) : rows,
	};
}

function rowsOf(world: World, what: string, query: URLSearchParams): unknown[] {
	const { longlonglong, nxlink } = world;
	switch (what) {
		case 'requests':
			return requestsOf(world, query);
		case 'customers':
			return [...longlonglong.customers.values()];
		case 'numbers':
			return numbersOf(world, query);
		case 'batches':
			return [...longlonglong.batches.values()];
		case 'records':
			return [...longlonglong.records.values()];
		case 'storings':
			return longlonglong.storings;
		case 'callbacks':
			return world.callbacks.deliveries;
		case 'nxlink-customers':
			return [...nxlink.customers.values()];
		case 'nxlink-storings':
			return nxlink.storings;
		default:
			throw new Error(`There is no list "${what}".`);
	}
}

function requestsOf(world: World, query: URLSearchParams): LoggedRequest[] {
	const status = query.get('status');
	const fault = query.get('fault');
	return world.requests
		.all(query.get('path') ?? '', query.get('method') ?? undefined)
		.filter((entry) => !status || String(entry.status ?? '-').startsWith(status))
		.filter((entry) => !fault || entry.fault === fault);
}

function numbersOf(world: World, query: URLSearchParams): unknown[] {
	const wanted = query.get('taskId');
	return [...world.longlonglong.tasks.values()]
		.filter((task) => !wanted || task.id === wanted)
		.flatMap((task) =>
			[...task.numbers.values()].map((number) => ({ taskId: task.id, task: task.name, ...number })),
		);
}

function count(query: URLSearchParams, name: string, otherwise: number): number {
	const number = Number(query.get(name) ?? otherwise);
	if (!Number.isInteger(number) || number < 0) throw new Error(`${name} must be a whole number, 0 or more.`);
	return number;
}

function newest<T>(rows: T[], offset: number, limit: number): T[] {
	const end = Math.max(0, rows.length - offset);
	return rows.slice(Math.max(0, end - limit), end).reverse();
}

function textOf(row: unknown, what: string): string {
	if (what === 'requests') {
		const { method, url, body } = row as LoggedRequest;
		return `${method} ${url} ${body.toString()}`.toLowerCase();
	}
	return writeJson(row).toLowerCase();
}

/** A request as lists show it. `code` is the code of the envelope, because the platforms report errors with HTTP 200. */
function listedRequest(entry: LoggedRequest) {
	const { id, at, method, path, query, status, fault, tookEffect, durationMs, abandoned } = entry;
	const code = /^\{"code":"?(-?\d+)/.exec(entry.answer)?.[1];
	const bytes = entry.body.length;
	return { id, at, method, path, query, status, code, fault, tookEffect, durationMs, abandoned, bytes };
}

/** @returns a request with its masked headers and its body; a very long body is cut. */
export function showRequest(entry: LoggedRequest) {
	const body = entry.body.subarray(0, MAX_BODY_BYTES).toString();
	return {
		...listedRequest(entry),
		url: entry.url,
		headers: maskHeaders(entry.headers),
		body,
		answer: entry.answer,
	};
}
