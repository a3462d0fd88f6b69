import { isRecord } from '../json';
import { CONTACTS, FIELDS, TEXT_RULES } from './data/fields';
import type { Field } from './data/fields';
import type { TextRule } from './data/fields';
import type { CustomerFields } from './data/model';

/** A row of batch_create that passed the checks. */
export interface CheckedRow {
	row: Record<string, unknown>;
	fields: CustomerFields;
	gender: number | undefined;
	weight: number | undefined;
	tags: string[];
	custom: Record<string, unknown>;
	seat: string | undefined;
}

/** The fields of a row that are not stored as plain text fields. */
const NO_PLAIN_FIELD = new Set(['tagStr', 'customize_field', 'belong_seat_user']);

/**
 * Reads a row of batch_create and checks it against all rules of seed 004.
 * @returns the row, or a message about its fault, as a Java validator would write it [INF]
 */
export function readRow(row: unknown): CheckedRow | string {
	if (!isRecord(row)) return 'must be an object';
	for (const rule of TEXT_RULES) {
		const problem = checkText(row[rule.name], rule);
		if (problem) return `${rule.name} ${problem}`;
	}
	if (!CONTACTS.some((name) => isGiven(row[name]))) return `${CONTACTS.join(', ')} cannot all be empty`;
	if (!isMissingOrWithin(row.gender, 0, 1)) return 'gender must be 0 or 1';
	if (!isMissingOrWithin(row.weight, 1, 5)) return 'weight must be between 1 and 5';
	const custom = readCustomFields(row.customize_field);
	if (typeof custom === 'string') return custom;
	return {
		row,
		fields: plainFields(row),
		gender: row.gender as number | undefined,
		weight: row.weight as number | undefined,
		tags: tagsOf(row.tagStr),
		custom,
		seat: isGiven(row.belong_seat_user) ? String(row.belong_seat_user) : undefined,
	};
}

function checkText(value: unknown, rule: TextRule): string | undefined {
	if (!isGiven(value)) return rule.required ? 'must not be blank' : undefined;
	if (typeof value !== 'string') return 'must be a string';
	if (rule.required && value.trim() === '') return 'must not be blank';
	if (rule.longest !== undefined && value.length > rule.longest)
		return `must have at most ${rule.longest} characters`;
	if (rule.digits && !/^\d+$/.test(value)) return 'must consist of digits';
	if (rule.date && !isDay(value)) return 'must have the format yyyy-MM-dd';
	return undefined;
}

/** Whether an optional value is missing, or is a whole number in a range. */
function isMissingOrWithin(value: unknown, least: number, most: number): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** @returns the custom fields in a row's `customize_field`, which is JSON in a text; or a message about its fault. */
function readCustomFields(text: unknown): Record<string, unknown> | string {
	if (!isGiven(text)) return {};
	let values: unknown;
	try {
		values = JSON.parse(String(text));
	} catch {
		return 'customize_field must be a string of JSON';
	}
	if (!isRecord(values)) return 'customize_field must be a string of a JSON object';
	for (const [name, value] of Object.entries(values)) {
		const field = FIELDS.find((known) => known.name === name && !known.preset);
		if (!field) return `customize_field ${name} does not exist`;
		if (isGiven(value) && !acceptsValue(field, value))
			return `customize_field ${name} has a value of the wrong type`;
	}
	return values;
}

/** Whether a custom field accepts a value. Only texts are documented (`{"customize_1_14": "aa"}`); the forms of the other types are inferred. */
function acceptsValue({ type, options }: Field, value: unknown): boolean {
	const isOption = (part: unknown) =>
		options?.some(({ id, name }) => String(part) === id || part === name) ?? false;
	switch (type) {
		case 2:
			return (
				(typeof value === 'number' || typeof value === 'string') && /^-?\d+(\.\d+)?$/.test(String(value))
			);
		case 3:
			return isOption(value);
		case 4:
			return (Array.isArray(value) ? value : String(value).split(',')).every(isOption);
		case 5:
			return typeof value === 'string' && isDay(value);
		case 6:
			return (
				typeof value === 'string' && /^\d\d:\d\d:\d\d$/.test(value.slice(11)) && isDay(value.slice(0, 10))
			);
		default:
			return typeof value === 'string';
	}
}

function plainFields(row: Record<string, unknown>): CustomerFields {
	const given = TEXT_RULES.filter(({ name }) => !NO_PLAIN_FIELD.has(name) && isGiven(row[name]));
	return Object.fromEntries(given.map(({ name }) => [name, String(row[name])]));
}

function tagsOf(tagStr: unknown): string[] {
	if (!isGiven(tagStr)) return [];
	return String(tagStr)
		.split(',')
		.map((tag) => tag.trim())
		.filter((tag) => tag !== '');
}

function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	const ms = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Whether a value was given. An empty text and null count as left out. */
export function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
