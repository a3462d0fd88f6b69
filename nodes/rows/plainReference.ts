import type { IDataObject } from 'n8n-workflow';

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

const CODE = /\{\{(.*?)\}\}/gs;
const ROOT = /^\s*\$json(?![\p{ID_Continue}$])/u;
const STEP =
	/^(?:(\?)?\.([\p{ID_Start}_$][\p{ID_Continue}$]*)|(\?\.)?\[(?:(\d{1,9})|"([^"\\\n\r]*)"|'([^'\\\n\r]*)')\])/u;
/** Names that n8n's sandbox treats on its own. */
const GUARDED = new Set(['constructor', 'prototype', '__proto__']);

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
		const key = name ?? (index === undefined ? (doubleQuoted ?? singleQuoted) : String(Number(index)));
		if (key === undefined || GUARDED.has(key)) return undefined;
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
	if (text.includes('\\')) return undefined; // escapes are the engine's business
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
