import { isRecord } from '../json';
import type { Settings } from '../settings';
import { isSent, WORDS } from './checks';
import { maskNumber } from './data/maskNumber';
import type { Component } from './data/model';
import type { LonglonglongStore } from './data/store';

/** A fault of a row: the field ('' for the row itself) and the message. */
export interface RowComplaint {
	field: string;
	message: string;
}

/** A row of an import request; seeds 000 and 001, longlonglong.md 3.1, 3.3, 3.4. */
export type Row = Record<string, unknown>;

const TEXTS = ['name', 'email', 'company', 'extra', 'sub_user_id', 'control_select_robot'];
const WHOLE_NUMBERS = ['sort', 'source_id', 'industry_id', 'grade_id', 'sex'];

/**
 * Inferred: the manual only says that a number of the wrong format is refused. Digits, of a length that some phone
 * network has, and the suffix that `number_add_suffix` would add: underscore, lower-case letters and digits.
 */
const PHONE = /^\d{5,20}(?:_[a-z0-9]+)?$/;

export interface RowRules {
	store: LonglonglongStore;
	settings: Settings;
	/** `encryption: true`, which has an effect only when the partner has it enabled. */
	encrypted: boolean;
}

/** @returns the faults of a row of an import, in the order of the manual's table; an empty list for a valid row. */
export function checkRow(row: unknown, rules: RowRules): RowComplaint[] {
	if (!isRecord(row)) return [{ field: '', message: WORDS.array }];
	return [
		...checkPhone(row, rules),
		...TEXTS.flatMap((field) => checkType(row, field, 'string')),
		...WHOLE_NUMBERS.flatMap((field) => checkType(row, field, 'integer')),
		...checkRequiredSort(row),
		...checkSex(row),
		...checkSubAccount(row, rules),
		...checkComponents(row, rules),
		...checkCustomVars(row),
	];
}

function checkPhone({ phone }: Row, { encrypted, settings }: RowRules): RowComplaint[] {
	if (!isSent(phone)) return [{ field: 'phone', message: WORDS.required }];
	if (typeof phone !== 'string') return [{ field: 'phone', message: WORDS.string }];
	// The documents do not describe encrypted numbers, so any text is accepted then.
	if (encrypted && settings.encryptionEnabled) return [];
	return PHONE.test(phone) ? [] : [{ field: 'phone', message: WORDS.format }];
}

function checkType(row: Row, field: string, type: 'string' | 'integer'): RowComplaint[] {
	const value = row[field];
	if (value === undefined || value === null) return [];
	const right = type === 'string' ? typeof value === 'string' : Number.isSafeInteger(value);
	return right ? [] : [{ field, message: WORDS[type] }];
}

function checkRequiredSort({ sort }: Row): RowComplaint[] {
	return sort === undefined || sort === null ? [{ field: 'sort', message: WORDS.required }] : [];
}

function checkSex({ sex }: Row): RowComplaint[] {
	return typeof sex === 'number' && ![0, 1, 2].includes(sex) ? [{ field: 'sex', message: WORDS.choice }] : [];
}

function checkSubAccount({ sub_user_id: id }: Row, { store }: RowRules): RowComplaint[] {
	const unknown = typeof id === 'string' && id !== '' && !store.subAccounts.has(id);
	return unknown ? [{ field: 'sub_user_id', message: WORDS.choice }] : [];
}

function checkComponents(row: Row, { store, settings }: RowRules): RowComplaint[] {
	const given = row.components ?? [];
	if (!Array.isArray(given)) return [{ field: 'components', message: WORDS.array }];
	const complaints = given.flatMap((part: unknown, index): RowComplaint[] => {
		const component = isRecord(part) ? store.components.get(String(part.id)) : undefined;
		if (!component?.enabled) return [{ field: `components.${index}.id`, message: WORDS.choice }];
		const message = componentComplaint(component, (part as Row).value);
		return message ? [{ field: `components.${index}.value`, message }] : [];
	});
	const missing = [...store.components.values()].filter(
		(component) =>
			isRequired(component, settings) &&
			!given.some((part: unknown) => isRecord(part) && part.id === component.id),
	);
	return [
		...complaints,
		...missing.map(({ id }) => ({ field: `components.${id}`, message: WORDS.required })),
	];
}

function componentComplaint(component: Component, value: unknown): string | undefined {
	if (!isSent(value)) return component.validate.includes('required') ? WORDS.required : undefined;
	switch (component.type) {
		case 'text':
			return typeof value === 'string' ? undefined : WORDS.string;
		case 'number':
			return /^-?\d+$/.test(String(value)) ? undefined : WORDS.integer;
		case 'date':
			return isDate(value) ? undefined : WORDS.date;
	}
}

/** @returns whether every row must have this component, because of its own `validate` or of the settings. */
export function isRequired(component: Component, settings: Settings): boolean {
	return (
		component.enabled &&
		(component.validate.includes('required') || settings.requiredComponents.includes(component.id))
	);
}

/** Whether a value is a date in one of two plain forms. Laravel's `date` also accepts the other forms of PHP's strtotime. */
function isDate(value: unknown): boolean {
	const match = /^(\d{4}-\d\d-\d\d)(?: \d\d:\d\d(?::\d\d)?)?$/.exec(String(value));
	if (!match) return false;
	const ms = Date.parse(String(value).replace(' ', 'T') + (match[0] === match[1] ? '' : 'Z'));
	return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(match[1] ?? '-');
}

/** `custom_vars`: `[{name, text}]`, the variables of 小模型2.0 scripts (seed 001, second sample). */
function checkCustomVars({ custom_vars: given }: Row): RowComplaint[] {
	if (given === undefined || given === null) return [];
	if (!Array.isArray(given)) return [{ field: 'custom_vars', message: WORDS.array }];
	return given.flatMap((part: unknown, index) =>
		['name', 'text']
			.filter((key) => !isRecord(part) || typeof part[key] !== 'string')
			.map((key) => ({ field: `custom_vars.${index}.${key}`, message: WORDS.string })),
	);
}

/** @returns a phone as lists show it; its middle is hidden if `settings.maskPhonesInLists` is on. */
export function listedPhone(phone: string, { maskPhonesInLists }: Settings): string {
	return maskPhonesInLists ? maskNumber(phone) : phone;
}
