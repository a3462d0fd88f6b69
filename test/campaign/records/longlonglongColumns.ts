import { LONGLONGLONG } from '../../../sandbox';
import type { CellMaker } from '../cells';
import { EMAILS, genders, INTEGERS, TEXTS } from '../cells';
import type { Column } from '../columns';
import { DATES } from '../dates';
import { entries, HOLLOW, mayBeInvalid, NO_STRUCTURES, NOTHING, refused } from '../structures';
import type { Json } from './drawnImport';

/** What the entries of `components` and `custom_vars` are called as columns of their own. */
export const COMPONENT = 'component:';
export const VARIABLE = 'variable:';

const { text, number, date } = LONGLONGLONG.components;

/** `[{ id, value }]`, or `{ id: value }`. */
const COMPONENTS: CellMaker[] = [
	...NOTHING,
	...HOLLOW,
	...NO_STRUCTURES,
	entries(COMPONENT, [{ id: text, value: '云服务' }], { [text]: ['云服务'] }),
	entries(COMPONENT, { [text]: '短信', [number]: 4 }, { [text]: ['短信'], [number]: [4] }),
	entries(COMPONENT, JSON.stringify([{ id: number, value: 9 }]), { [number]: [9] }),
	entries(COMPONENT, { id: date, value: '2025-01-31' }, { [date]: ['2025-01-31'] }),
	entries(COMPONENT, [{ id: text, value: null }], { [text]: [null, undefined] }, mayBeInvalid),
	entries(COMPONENT, { [text]: null }, { [text]: [null, undefined] }, mayBeInvalid),
	entries(COMPONENT, [null, { id: text, value: 'a' }], { [text]: ['a', undefined] }, mayBeInvalid),
	entries(COMPONENT, `[{"id":"${text}","value":"a"},null]`, { [text]: ['a', undefined] }, mayBeInvalid),
	entries(COMPONENT, [{ id: text }], { [text]: [undefined, null] }, mayBeInvalid),
	entries(COMPONENT, [{ value: 'a' }], {}, mayBeInvalid),
	entries(COMPONENT, [{ id: null, value: 'a' }], {}, mayBeInvalid),
	entries(
		COMPONENT,
		`[{"id":"${number}","value":110101199003077735}]`,
		{ [number]: [110101199003077735n] },
		mayBeInvalid,
	),
	entries(
		COMPONENT,
		[{ id: text, value: { a: null } }],
		{ [text]: [{ a: null }] },
		{ ...mayBeInvalid, ...refused },
	),
];

/** `[{ name, text }]`, or `{ name: text }`. */
const VARIABLES: CellMaker[] = [
	...NOTHING,
	...HOLLOW,
	...NO_STRUCTURES,
	entries(VARIABLE, [{ name: '称呼', text: '王先生' }], { 称呼: ['王先生'] }),
	entries(VARIABLE, { 称呼: '李女士', 金额: '5' }, { 称呼: ['李女士'], 金额: ['5'] }),
	entries(VARIABLE, '{"称呼":"张总"}', { 称呼: ['张总'] }),
	entries(VARIABLE, [{ name: '金额', text: 5 }], { 金额: ['5'] }),
	entries(VARIABLE, { 金额: null }, { 金额: [undefined, ''] }, mayBeInvalid),
	entries(VARIABLE, [{ name: '金额', text: null }], { 金额: [undefined, ''] }, mayBeInvalid),
	entries(VARIABLE, [null, { name: '称呼', text: 'a' }], { 称呼: ['a', undefined] }, mayBeInvalid),
	entries(VARIABLE, [{ text: 'a' }], {}, mayBeInvalid),
	entries(VARIABLE, [{ name: '称呼', text: { a: 1 } }], {}, mayBeInvalid),
];

export const CUSTOMER_COLUMNS: Column[] = [
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

export const TASK_COLUMNS: Column[] = [
	...CUSTOMER_COLUMNS,
	{ key: 'custom_vars', id: 'custom_vars', cells: VARIABLES },
	{ key: 'control_select_robot', id: 'control_select_robot', cells: TEXTS },
];

/** Lists whose entries are columns of their own, and what the node adds to every row. */
const NO_COLUMNS = ['components', 'custom_vars', 'sort', 'sub_user_id', 'encryption'];

/** A row on the wire without these. */
export function plainColumns(row: Json): Json {
	return Object.fromEntries(Object.entries(row).filter(([name]) => !NO_COLUMNS.includes(name)));
}
