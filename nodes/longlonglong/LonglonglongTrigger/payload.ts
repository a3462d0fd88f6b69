import type { IDataObject } from 'n8n-workflow';

import { parseJson } from '../../http/json';
import { isRecord } from '../../http/values';

/** The content of a callback. The documented ones are objects; a list is passed through whole. */
export type Payload = IDataObject | unknown[];

/** The documented callbacks nest five levels deep; far deeper ones overflow the stack of n8n's own recursive helpers. */
const MAX_DEPTH = 100;

/**
 * Removes `__proto__` keys at every level: JSON.parse makes plain fields of them, but whatever copies such a field later changes the
 * copy's prototype. The walk goes level by level, because a recursive one would run out of stack on deeply nested input.
 * @returns whether the value is no deeper than {@link MAX_DEPTH}
 */
function makeHarmless(value: object): boolean {
	let level: object[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth === MAX_DEPTH) return false;
		const next: object[] = [];
		for (const container of level) {
			if (Object.hasOwn(container, '__proto__')) Reflect.deleteProperty(container, '__proto__');
			for (const child of Object.values(container) as unknown[]) {
				if (typeof child === 'object' && child !== null) next.push(child);
			}
		}
		level = next;
	}
	return true;
}

/** Text of the form `name=value&…`. The first name has neither spaces nor a brace, as broken JSON would. */
const FORM = /^[^=&\s{}"]+=/;

/** A field may hold an object or a list as JSON text, as PHP's `json_encode` writes it. */
function fieldValue(text: string): unknown {
	if (!/^\s*[[{]/.test(text)) return text;
	return parseJson(text) ?? text;
}

/** `data[0][callid]` is the path `data`, `0`, `callid`; an unusual name is a path of one step. */
function pathOf(name: string): string[] {
	const [whole, first = '', rest = ''] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? [];
	if (whole === undefined) return [name];
	return [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, step = '']) => step)];
}

/** Enters a value at a path; `a[]=1&a[]=2` counts up. */
function enter(root: Map<string, unknown>, path: string[], value: unknown): void {
	let level = root;
	path.forEach((given, depth) => {
		const step = given === '' ? String(level.size) : given;
		if (depth === path.length - 1) {
			level.set(step, value);
			return;
		}
		const known = level.get(step);
		const next = known instanceof Map ? (known as Map<string, unknown>) : new Map<string, unknown>();
		level.set(step, next);
		level = next;
	});
}

/** An object of a level's entries, or a list when the names are 0, 1, 2 and so on. */
function built(value: unknown): unknown {
	if (!(value instanceof Map)) return value;
	const entries = [...(value as Map<string, unknown>)].map(([name, child]) => [name, built(child)] as const);
	if (entries.every(([name], index) => name === String(index))) return entries.map(([, child]) => child);
	return Object.fromEntries(entries);
}

/**
 * The fields of a form or a query string, in bracket form as PHP writes nested values.
 * @returns undefined when there are none, or they are nested too deep
 */
export function readFields(text: string): IDataObject | undefined {
	const fields = new Map<string, unknown>();
	for (const [name, value] of new URLSearchParams(text)) {
		const path = pathOf(name);
		if (path.length > MAX_DEPTH) return undefined;
		enter(fields, path, fieldValue(value));
	}
	if (fields.size === 0) return undefined;
	const payload = Object.fromEntries([...fields].map(([name, value]) => [name, built(value)]));
	return makeHarmless(payload) ? (payload as IDataObject) : undefined;
}

/**
 * Reads a callback's body, whatever its content type says: JSON in UTF-8 or the fields of a form. Bytes that are not UTF-8 become U+FFFD,
 * and integers beyond 2^53 become strings.
 * @returns undefined when it is neither a JSON object or list nor a form, or nested too deep
 */
export function readPayload(body: Buffer | undefined): Payload | undefined {
	const text = body?.toString('utf8').replace(/^\uFEFF/, '') ?? '';
	const payload = parseJson(text);
	if (payload === undefined) return FORM.test(text) ? readFields(text) : undefined;
	if (!isRecord(payload) && !Array.isArray(payload)) return undefined;
	return makeHarmless(payload) ? (payload as Payload) : undefined;
}
