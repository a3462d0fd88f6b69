import type { Clock } from '../clock';
import { isRecord } from '../json';
import type { Messages } from './envelope';
import { Refusal } from './envelope';
import type { Input } from './input';

/*
 * Checks single parameters, with the messages of Laravel's Chinese language pack. Only `格式不正确。` is documented
 * (seed 001); the others are inferred.
 */
export const WORDS = {
	required: '不能为空。',
	format: '格式不正确。',
	integer: '必须是整数。',
	string: '必须是字符串。',
	boolean: '必须为布尔值。',
	array: '必须是一个数组。',
	date: '不是一个有效的日期。',
	choice: '已选的属性无效。',
	duplicate: '已经存在。',
	atMost: (most: number) => `最多只有 ${most} 个单元。`,
} as const;

/** Collects the faults of a request. {@link stop} refuses the request if there are any. */
export class Complaints {
	readonly messages: Messages = {};

	add(field: string, message: string): void {
		(this.messages[field] ??= []).push(message);
	}

	/** @throws Refusal with the messages by field, if there are any */
	stop(code: number): void {
		if (Object.keys(this.messages).length > 0) throw new Refusal(code, this.messages);
	}
}

/** @returns whether a parameter was sent; Laravel turns empty strings into null, and null counts as not sent. */
export function isSent(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

/** @returns a whole number from a JSON number or from a query's digits, else undefined. */
export function wholeNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** @returns the flag in any form that a JSON body or a query may have; false when not sent. */
export function flag(input: Input, name: string, complaints: Complaints): boolean {
	const value = input[name];
	if (!isSent(value)) return false;
	if (value === true || value === 1 || value === '1' || value === 'true') return true;
	if (value === false || value === 0 || value === '0' || value === 'false') return false;
	complaints.add(name, WORDS.boolean);
	return false;
}

/** @returns the text, or undefined when not sent. */
export function text(input: Input, name: string, complaints: Complaints): string | undefined {
	const value = input[name];
	if (!isSent(value)) return undefined;
	if (typeof value === 'string') return value;
	complaints.add(name, WORDS.string);
	return undefined;
}

/** @returns a list of whole numbers, each one of `choices` if given; undefined when not sent. A single one is a list of one. */
export function numbers(
	input: Input,
	name: string,
	complaints: Complaints,
	choices?: readonly number[],
): number[] | undefined {
	const value = input[name];
	if (!isSent(value)) return undefined;
	return [value].flat().map((part, index) => {
		const number = wholeNumber(part);
		if (number === undefined) complaints.add(`${name}.${index}`, WORDS.integer);
		else if (choices && !choices.includes(number)) complaints.add(`${name}.${index}`, WORDS.choice);
		return number ?? Number.NaN;
	});
}

/** @returns a list of texts; undefined when not sent. */
export function texts(input: Input, name: string, complaints: Complaints): string[] | undefined {
	const value = input[name];
	if (!isSent(value)) return undefined;
	if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value as string[];
	complaints.add(name, WORDS.array);
	return undefined;
}

/** A span of time in milliseconds that includes both ends. */
export interface Span {
	from: number;
	to: number;
}

/** @returns `["YYYY-MM-DD HH:mm:ss", "YYYY-MM-DD HH:mm:ss"]` as a span; undefined when not sent or empty. */
export function span(input: Input, name: string, complaints: Complaints, clock: Clock): Span | undefined {
	const value = input[name];
	if (!isSent(value) || (Array.isArray(value) && value.length === 0)) return undefined;
	const [from, to] = Array.isArray(value) && value.length === 2 ? value.map((end) => clock.parse(end)) : [];
	if (from !== undefined && to !== undefined) return { from, to: to + 999 };
	complaints.add(name, WORDS.date);
	return undefined;
}

/** @returns the span between two parameters that must be given together (D-num-reset: `start_at`, `end_at`). */
export function spanOfTwo(
	input: Input,
	start: string,
	end: string,
	complaints: Complaints,
	clock: Clock,
): Span | undefined {
	if (!isSent(input[start]) && !isSent(input[end])) return undefined;
	const ends = [start, end].map((name) => {
		const ms = clock.parse(input[name]);
		if (ms === undefined) complaints.add(name, isSent(input[name]) ? WORDS.date : WORDS.required);
		return ms;
	});
	const [from, to] = ends;
	return from === undefined || to === undefined ? undefined : { from, to: to + 999 };
}

/** @returns pairs of component id and value to filter by; undefined when not sent. */
export function componentFilters(
	input: Input,
	complaints: Complaints,
): Array<{ id: string; value: string }> | undefined {
	const value = input.components;
	if (!isSent(value)) return undefined;
	if (!Array.isArray(value)) {
		complaints.add('components', WORDS.array);
		return undefined;
	}
	return value.map((part: unknown, index) => {
		const id = isRecord(part) && typeof part.id === 'string' ? part.id : '';
		if (!id || !isRecord(part)) complaints.add(`components.${index}.id`, WORDS.required);
		return { id, value: String(isRecord(part) ? part.value : '') };
	});
}
