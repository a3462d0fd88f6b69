import type { IDataObject } from 'n8n-workflow';

import { parseJson } from '../../http/json';
import { isRecord } from '../../http/values';

/** The content of a callback. The documented callbacks are objects; a list is passed through as it is. */
export type Payload = IDataObject | unknown[];

/** The documented callbacks nest five levels deep; far deeper ones overflow the stack of n8n's own recursive helpers. */
const MAX_DEPTH = 100;

/**
 * Removes `__proto__` keys at every level. JSON.parse makes plain fields of them, but code that copies such a field later would change the
 * prototype of the copy. The function works level by level, because a recursive one would run out of stack on deeply nested input.
 * @returns false when the value is nested deeper than {@link MAX_DEPTH}; the keys below that depth are still there then
 */
function removePrototypeKeys(value: object): boolean {
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

/** Matches text such as `name=value&…`. The first name has no space and no brace, so that broken JSON is not read as a form. */
const FORM_PATTERN = /^[^=&\s{}"]+=/;

/** The value of a form's field: the object or list when the text is JSON of one (PHP's `json_encode` writes it), and otherwise the text. */
function formValue(text: string): unknown {
	if (!/^\s*[[{]/.test(text)) return text;
	return parseJson(text) ?? text;
}

/** Splits a field's name into a path: `data[0][callid]` is `data`, `0`, `callid`. A name of any other form is a path of one step. */
function pathOf(name: string): string[] {
	const [whole, first = '', rest = ''] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? [];
	if (whole === undefined) return [name];
	return [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, step = '']) => step)];
}

/** Sets a value at a path. An empty step takes the next index, as in `a[]=1&a[]=2`. */
function setAtPath(root: Map<string, unknown>, path: string[], value: unknown): void {
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

/** Converts nested maps into objects. A map whose keys are 0, 1, 2 and so on becomes a list. */
function toPlainValue(value: unknown): unknown {
	if (!(value instanceof Map)) return value;
	const entries = [...(value as Map<string, unknown>)].map(
		([name, child]) => [name, toPlainValue(child)] as const,
	);
	if (entries.every(([name], index) => name === String(index))) return entries.map(([, child]) => child);
	return Object.fromEntries(entries);
}

/**
 * Reads the fields of a form or a query string. Nested values have names in brackets, as PHP writes them.
 * @returns undefined when there are no fields, or they are nested too deep
 */
export function readFields(text: string): IDataObject | undefined {
	const fields = new Map<string, unknown>();
	for (const [name, value] of new URLSearchParams(text)) {
		const path = pathOf(name);
		if (path.length > MAX_DEPTH) return undefined;
		setAtPath(fields, path, formValue(value));
	}
	if (fields.size === 0) return undefined;
	const payload = Object.fromEntries([...fields].map(([name, value]) => [name, toPlainValue(value)]));
	return removePrototypeKeys(payload) ? (payload as IDataObject) : undefined;
}

/**
 * Reads a callback's body as JSON in UTF-8 or as the fields of a form, whatever the content type is. Bytes that are not UTF-8 become
 * U+FFFD, and integers beyond 2^53 become strings.
 * @returns undefined when the body is neither a JSON object or list nor a form, or is nested too deep
 */
export function readPayload(body: Buffer | undefined): Payload | undefined {
	const text = body?.toString('utf8').replace(/^\uFEFF/, '') ?? '';
	const payload = parseJson(text);
	if (payload === undefined) return FORM_PATTERN.test(text) ? readFields(text) : undefined;
	if (!isRecord(payload) && !Array.isArray(payload)) return undefined;
	return removePrototypeKeys(payload) ? (payload as Payload) : undefined;
}
