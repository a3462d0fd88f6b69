import type { IDataObject } from 'n8n-workflow';
import { isSafeObjectProperty } from 'n8n-workflow';

/**
 * n8n's expression engine takes about 0.25 ms for each mapped column of each row. Most mappings are constants or plain references such as
 * `{{ $json.phone }}`, `{{ $json["手机"] }}` or `+86{{ $json.a?.b[0] }}`. These are read here directly from the item. Any other expression,
 * and any value that is not plain data, is left to the engine, so that the result is always the same as the engine's.
 */

/** Is returned when n8n's expression engine has to evaluate the expression. */
export const NEEDS_ENGINE = Symbol('needs the expression engine');

interface Step {
	key: string;
	/** Whether the step is written with `?.`, so that a missing value before it gives undefined instead of an error. */
	optional: boolean;
}

/** A constant text, or a path that begins at `$json`. */
type Segment = string | Step[];

/** An expression that consists of plain references and constant text. */
export type PlainTemplate = Segment[];

/** Escapes, and the word `constructor`, which n8n does not allow in any place. */
const NEEDS_ENGINE_PATTERN = /\\|constructor/;
const CODE = /\{\{(.*?)\}\}/gs;
const ROOT = /^\s*\$json(?![\p{ID_Continue}$])/u;
const STEP =
	/^(?:(\?)?\.([\p{ID_Start}_$][\p{ID_Continue}$]*)|(\?\.)?\[(?:(0|[1-9]\d{0,8})|"([^"\\\n\r\u2028\u2029]*)"|'([^'\\\n\r\u2028\u2029]*)')\])/u;
/** Names with a special meaning in the engine. n8n's `isSafeObjectProperty` covers others. */
const RESERVED = new Set(['$', '__sanitize', '___n8n_data']);

function isPlainKey(key: string): boolean {
	return isSafeObjectProperty(key) && !RESERVED.has(key);
}

/** Reads the steps of a path such as `$json.a?.b["c"][0]`; undefined for any other code. */
function parsePath(code: string): Step[] | undefined {
	const root = ROOT.exec(code);
	if (!root) return undefined;
	let rest = code.slice(root[0].length).trimEnd();
	const steps: Step[] = [];
	while (rest !== '') {
		const step = STEP.exec(rest);
		if (!step) return undefined;
		const [text, mark, name, bracketMark, index, doubleQuoted, singleQuoted] = step;
		const key = name ?? index ?? doubleQuoted ?? singleQuoted;
		if (key === undefined || !isPlainKey(key)) return undefined;
		steps.push({ key, optional: (mark ?? bracketMark) !== undefined });
		rest = rest.slice(text.length);
	}
	return steps;
}

/**
 * Reads an n8n expression (`=` included) as a template of plain references.
 * @returns undefined when any part of it needs the engine
 */
export function parsePlainTemplate(expression: string): PlainTemplate | undefined {
	const text = expression.slice(1);
	if (NEEDS_ENGINE_PATTERN.test(text)) return undefined;
	const template: PlainTemplate = [];
	let end = 0;
	for (const match of text.matchAll(CODE)) {
		const path = parsePath(match[1] ?? '');
		if (!path) return undefined;
		template.push(text.slice(end, match.index), path);
		end = match.index + match[0].length;
	}
	template.push(text.slice(end));
	const rest = template.filter((segment) => segment !== '');
	return rest.some((segment) => typeof segment === 'string' && segment.includes('{{')) ? undefined : rest;
}

function isPlainContainer(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}

function follow(path: Step[], json: IDataObject): unknown {
	let value: unknown = json;
	for (const { key, optional } of path) {
		if (value === undefined || value === null) return optional ? undefined : NEEDS_ENGINE;
		if (!isPlainContainer(value)) return NEEDS_ENGINE;
		if (Object.hasOwn(value, key)) value = value[key];
		else if (key in value) return NEEDS_ENGINE;
		else value = undefined;
	}
	return value;
}

function isScalar(value: unknown): boolean {
	return value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
}

/** Converts a value to text as the engine does inside a text: undefined, null and NaN become an empty text. */
function written(value: unknown): string {
	return value || value === 0 || value === false ? String(value as string | number | boolean) : '';
}

/** Evaluates a template for an item; NEEDS_ENGINE when a value of the item is not plain data. */
export function readPlainTemplate(template: PlainTemplate, json: IDataObject): unknown {
	const [only] = template;
	if (template.length === 1 && typeof only === 'object') {
		const value = follow(only, json);
		return isScalar(value) ? value : NEEDS_ENGINE;
	}
	let text = '';
	for (const segment of template) {
		const value = typeof segment === 'string' ? segment : follow(segment, json);
		if (!isScalar(value)) return NEEDS_ENGINE;
		text += written(value);
	}
	return text;
}
