import type { FieldType } from 'n8n-workflow';
import { LONGLONGLONG } from '../../sandbox';
import type { CellMaker } from './cells';
import { EMAILS, genders, GRADES, INTEGERS, NUMBERS, TAGS, TEXTS } from './cells';
import { DATE_TIMES, DATES } from './dates';
import { otherPhone } from './phones';
import type { PhoneRules } from './phones';
import { COMPONENT, COMPONENTS, CUSTOM_FIELDS, VARIABLES } from './structures';

/** The three imports, one of them in two ways. */
export const OPERATIONS = ['customer', 'add', 'addAsync', 'upsert'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** A column of the input beside phone and name. */
export interface Column {
	/** What the input calls it. */
	key: string;
	/** What the mapping calls it. */
	id: string;
	/** What stands in it, row by row. */
	cells: CellMaker[];
	/** The account's own columns, as the panel has stored them. */
	type?: FieldType;
}

const { text, number, date } = LONGLONGLONG.components;

const LONGLONGLONG_COLUMNS: Column[] = [
	{ key: 'company', id: 'company', cells: TEXTS },
	{ key: 'email', id: 'email', cells: EMAILS },
	{ key: 'extra', id: 'extra', cells: TEXTS },
	{ key: 'sex', id: 'sex', cells: genders(2) },
	{ key: 'source_id', id: 'source_id', cells: INTEGERS },
	{ key: 'components', id: 'components', cells: COMPONENTS },
	{ key: 'product', id: COMPONENT + text, cells: TEXTS, type: 'string' },
	{ key: 'shops', id: COMPONENT + number, cells: INTEGERS, type: 'number' },
	{ key: 'visit', id: COMPONENT + date, cells: DATES, type: 'dateTime' },
];

const TASK_COLUMNS: Column[] = [
	...LONGLONGLONG_COLUMNS,
	{ key: 'custom_vars', id: 'custom_vars', cells: VARIABLES },
	{ key: 'control_select_robot', id: 'control_select_robot', cells: TEXTS },
];

function nxlinkColumns(rules: PhoneRules): Column[] {
	return [
		{ key: 'whatsapp', id: 'whats_app_phone', cells: otherPhone(rules) },
		{ key: 'email', id: 'email', cells: EMAILS },
		{ key: 'remark', id: 'remark', cells: TEXTS },
		{ key: 'tags', id: 'tagStr', cells: TAGS },
		{ key: 'gender', id: 'gender', cells: genders(0) },
		{ key: 'birthday', id: 'birthday', cells: DATES },
		{ key: 'weight', id: 'weight', cells: GRADES },
		{ key: 'customize_field', id: 'customize_field', cells: CUSTOM_FIELDS },
		{ key: 'number', id: 'customize_1_13', cells: TEXTS, type: 'string' },
		{ key: 'shops', id: 'customize_2_16', cells: NUMBERS, type: 'number' },
		{ key: 'signed', id: 'customize_5_19', cells: DATES, type: 'dateTime' },
		{ key: 'next', id: 'customize_6_20', cells: DATE_TIMES, type: 'dateTime' },
	];
}

/** All columns that an operation's rows may have, beside phone and name. */
export function columnsOf(operation: Operation, rules: PhoneRules): Column[] {
	if (operation === 'upsert') return nxlinkColumns(rules);
	return operation === 'customer' ? LONGLONGLONG_COLUMNS : TASK_COLUMNS;
}

/** Where phone, name and seat go; the name of a column in the input → its id in the mapping. */
export const BASE_COLUMNS: Record<Operation, Record<string, string>> = {
	customer: { phone: 'phone', name: 'name' },
	add: { phone: 'phone', name: 'name' },
	addAsync: { phone: 'phone', name: 'name' },
	upsert: { phone: 'sms_phone', name: 'full_name', seat: 'belong_seat_user' },
};
