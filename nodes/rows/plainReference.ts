import type { IDataObject } from 'n8n-workflow';
import { isSafeObjectProperty } from 'n8n-workflow';

/**
 * n8n's expression engine costs about 0.25 ms for each mapped column of each row. Most mappings are constants or plain
 * references such as `{{ $json.phone }}`, `{{ $json["手机"] }}`, `+86{{ $json.a?.b[0] }}`: these are read here straight from the
 * item. Whatever is not plain, in the text or in the data, is left to the engine, so that the result is the engine's in every case.
 */

/** Stands for "this one is for n8n's expression engine". */
export const NEEDS_ENGINE = Symbol('needs the expression engine');

interface Step {
	key: string;
	/** Written with `?.`: a missing value here ends the chain. */
	optional: boolean;
}

/** Text to write out, or a path from `$json` down. */
type Segment = string | Step[];

/** An expression of plain references and the text around them. */
export type PlainTemplate = Segment[];

/** Escapes, and a word that n8n refuses wherever it stands. */
const NEEDS_ENGINE_PATTERN = /\\|constructor/;
const CODE = /\{\{(.*?)\}\}/gs;
const ROOT = /^\s*\$json(?![\p{ID_Continue}$])/u;
const STEP =
	/^(?:(\?)?\.([\p{ID_Start}_$][\p{ID_Continue}$]*)|(\?\.)?\[(?:(0|[1-9]\d{0,8})|"([^"\\\n\r\u2028\u2029]*)"|'([^'\\\n\r\u2028\u2029]*)')\])/u;
/** Names with a meaning of their own inside the engine, beside those that n8n keeps expressions from. */
const RESERVED = new Set(['$', '__sanitize', '___n8n_data']);

function isPlainKey(key: string): boolean {
	return isSafeObjectProperty(key) && !RESERVED.has(key);
}

/** `$json.a?.b["c"][0]` → its steps; undefined when it is anything else. */
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

/** Text around a reference makes text of it: nothing for what is missing, null or not a number. */
function written(value: unknown): string {
	return value || value === 0 || value === false ? String(value as string | number | boolean) : '';
}

/** The template's value for one item, or NEEDS_ENGINE where the data itself is not plain. */
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
