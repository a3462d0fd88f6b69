import type { Call } from '../http/call';
import { isRecord } from '../json';
import type { Settings } from '../settings';

/** The parameters of a request by name, from its body and its query. */
export type Input = Record<string, unknown>;

/**
 * Reads a request's parameters as Laravel does [INF]: the JSON body and the query string together, the body first.
 * A body that is no JSON object, or whose Content-Type does not say JSON, counts as empty; the validation then
 * misses what it requires. `settings.filtersFrom` narrows where a GET is read (longlonglong.md 3.6).
 */
export function readInput(call: Call, settings: Settings): Input {
	const isGet = call.method === 'GET';
	const isBodyRead = !isGet || settings.filtersFrom === 'both' || settings.filtersFrom === 'body';
	const body = isBodyRead ? jsonBody(call) : {};
	const query = phpQuery(call.query);
	if (isGet && (settings.filtersFrom === 'body' || settings.filtersFrom === 'none')) {
		// Every sample has the other scalars in the query, so these are always read.
		for (const [name, value] of Object.entries(query)) {
			if (typeof value === 'object' || POOL_FILTERS.has(name)) delete query[name];
		}
	}
	const input = { ...query, ...body };
	for (const name of settings.ignoredFilters) delete input[name];
	return input;
}

/** The filters of the public pool. The documents do not say where they are read. */
const POOL_FILTERS = new Set(['phone', 'email', 'company', 'sex', 'is_follow', 'ai_call']);

function jsonBody(call: Call): Input {
	if (!/[/+]json\b/i.test(call.headers['content-type'] ?? '')) return {};
	try {
		const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(call.body));
		return isRecord(parsed) ? parsed : {};
	} catch {
		return {};
	}
}

/** @returns a query string as PHP reads it: `a[]=1&a[]=2` and `a[0][id]=x` are lists, `a[x]=1` is an object. */
export function phpQuery(query: string): Input {
	const root: Input = {};
	for (const [name, value] of new URLSearchParams(query)) {
		const [first, ...keys] = pathOf(name);
		if (first !== undefined) put(root, [first, ...keys], value);
	}
	return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, asList(value)]));
}

function pathOf(name: string): string[] {
	const bracket = name.indexOf('[');
	if (bracket <= 0) return [name];
	return [
		name.slice(0, bracket),
		...[...name.slice(bracket).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? ''),
	];
}

function put(into: Input, path: string[], value: string): void {
	let target = into;
	path.forEach((part, depth) => {
		const key = part === '' ? String(Object.keys(target).length) : part;
		if (depth === path.length - 1) {
			define(target, key, value);
		} else {
			if (!isRecord(target[key]) || !Object.hasOwn(target, key)) define(target, key, {});
			target = target[key] as Input;
		}
	});
}

/** Sets a key even when it is called `__proto__`. */
function define(target: Input, key: string, value: unknown): void {
	Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

function asList(value: unknown): unknown {
	if (!isRecord(value)) return value;
	const entries = Object.entries(value).map(([key, part]) => [key, asList(part)] as const);
	const isList = entries.every(([key]) => /^\d+$/.test(key));
	return isList ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}
