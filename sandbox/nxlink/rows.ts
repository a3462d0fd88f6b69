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

/** Names under which a row's parts are not kept as plain text fields. */
const NO_PLAIN_FIELD = new Set(['tagStr', 'customize_field', 'belong_seat_user']);

/**
 * Reads a row of batch_create and checks all that seed 004 says about it.
 * @returns the row, or what is wrong with it in words like those of a Java validator [INF]
 */
export function readRow(row: unknown): CheckedRow | string {
	if (!isRecord(row)) return 'must be an object';
	for (const rule of TEXT_RULES) {
		const problem = checkText(row[rule.name], rule);
		if (problem) return `${rule.name} ${problem}`;
	}
	if (!CONTACTS.some((name) => isGiven(row[name]))) return `${CONTACTS.join(', ')} cannot all be empty`;
	if (!isOneOf(row.gender, 0, 1)) return 'gender must be 0 or 1';
	if (!isOneOf(row.weight, 1, 5)) return 'weight must be between 1 and 5';
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

/** Whole numbers; leaving them out is fine. */
function isOneOf(value: unknown, least: number, most: number): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** @returns the custom fields in a row's `customize_field`, which is a text that contains a JSON object; or a complaint. */
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
		if (isGiven(value) && !fits(field, value)) return `customize_field ${name} has a value of the wrong type`;
	}
	return values;
}

/** Only texts are documented (`{"customize_1_14": "aa"}`); what the other types want is inferred from their names. */
function fits({ type, options }: Field, value: unknown): boolean {
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

/** Empty texts and nulls count as left out. */
export function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
