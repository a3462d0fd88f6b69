import { LONGLONGLONG } from '../../sandbox';
import type { Cell, CellMaker } from './cells';
import { blank, misfit } from './cells';

/*
 * Columns that take a list or an object, also as JSON text. What they hold is compared entry by entry: each entry is a column of its own
 * in Cell.wire, named by one of the prefixes below.
 */
export const COMPONENT = 'component:';
export const VARIABLE = 'variable:';

const { text, number, date } = LONGLONGLONG.components;

/** A structure, and the entries that it comes to. */
function entries(
	prefix: string,
	given: unknown,
	values: Record<string, unknown[]>,
	more: Partial<Cell> = {},
): CellMaker {
	const wire = Object.entries(values).map(([name, allowed]) => [prefix + name, allowed]);
	return () => ({ given, wire: Object.fromEntries(wire) as Cell['wire'], invalid: 'never', ...more });
}

/** Left out, or a reason to call the row invalid: both are true to what was given. */
const unclear = (given: unknown): CellMaker => entries('', given, {}, { invalid: 'may' });

const NOTHING: CellMaker[] = [null, undefined, '', ' ', {}, [], '{}', '[]'].map((given) =>
	entries('', given, {}),
);
const HOLLOW: CellMaker[] = [[null], [[]], [undefined], [{}], '[null]', [null, null]].map(unclear);
const NO_STRUCTURES: CellMaker[] = ['text', '[1', '{"a":', 5, true, ['a'], [1], '["a"]'].map((given) =>
	misfit(given),
);

const may = { invalid: 'may' } as const;
const refused = { refused: true } as const;

/** `[{ id, value }]`, or `{ id: value }`. */
export const COMPONENTS: CellMaker[] = [
	...NOTHING,
	...HOLLOW,
	...NO_STRUCTURES,
	entries(COMPONENT, [{ id: text, value: '云服务' }], { [text]: ['云服务'] }),
	entries(COMPONENT, { [text]: '短信', [number]: 4 }, { [text]: ['短信'], [number]: [4] }),
	entries(COMPONENT, JSON.stringify([{ id: number, value: 9 }]), { [number]: [9] }),
	entries(COMPONENT, { id: date, value: '2025-01-31' }, { [date]: ['2025-01-31'] }),
	entries(COMPONENT, [{ id: text, value: null }], { [text]: [null, undefined] }, may),
	entries(COMPONENT, { [text]: null }, { [text]: [null, undefined] }, may),
	entries(COMPONENT, [null, { id: text, value: 'a' }], { [text]: ['a', undefined] }, may),
	entries(COMPONENT, `[{"id":"${text}","value":"a"},null]`, { [text]: ['a', undefined] }, may),
	entries(COMPONENT, [{ id: text }], { [text]: [undefined, null] }, may),
	entries(COMPONENT, [{ value: 'a' }], {}, may),
	entries(COMPONENT, [{ id: null, value: 'a' }], {}, may),
	entries(
		COMPONENT,
		`[{"id":"${number}","value":110101199003077735}]`,
		{ [number]: [110101199003077735n] },
		may,
	),
	entries(COMPONENT, [{ id: text, value: { a: null } }], { [text]: [{ a: null }] }, { ...may, ...refused }),
];

/** `[{ name, text }]`, or `{ name: text }`. */
export const VARIABLES: CellMaker[] = [
	...NOTHING,
	...HOLLOW,
	...NO_STRUCTURES,
	entries(VARIABLE, [{ name: '称呼', text: '王先生' }], { 称呼: ['王先生'] }),
	entries(VARIABLE, { 称呼: '李女士', 金额: '5' }, { 称呼: ['李女士'], 金额: ['5'] }),
	entries(VARIABLE, '{"称呼":"张总"}', { 称呼: ['张总'] }),
	entries(VARIABLE, [{ name: '金额', text: 5 }], { 金额: ['5'] }),
	entries(VARIABLE, { 金额: null }, { 金额: [undefined, ''] }, may),
	entries(VARIABLE, [{ name: '金额', text: null }], { 金额: [undefined, ''] }, may),
	entries(VARIABLE, [null, { name: '称呼', text: 'a' }], { 称呼: ['a', undefined] }, may),
	entries(VARIABLE, [{ text: 'a' }], {}, may),
	entries(VARIABLE, [{ name: '称呼', text: { a: 1 } }], {}, may),
];

/** `{ customize_1_13: value }`; goes out as text that contains JSON. */
export const CUSTOM_FIELDS: CellMaker[] = [
	...[null, undefined, '', ' ', {}, '{}'].map(blank),
	...[[], '[]', [null], '[null]', [[]]].map(unclear),
	...NO_STRUCTURES,
	entries('', { customize_1_13: 'C1' }, { customize_1_13: ['C1'] }),
	entries('', '{"customize_1_13":"C2","customize_2_16":3}', { customize_1_13: ['C2'], customize_2_16: [3] }),
	entries('', { customize_1_13: null }, { customize_1_13: [null, undefined] }, may),
	entries('', '{"customize_1_13":null}', { customize_1_13: [null, undefined] }, may),
	entries('', '{"customize_2_16":110101199003077735}', { customize_2_16: [110101199003077735n] }, may),
	entries('', { customize_1_13: { a: [null] } }, { customize_1_13: [{ a: [null] }] }, { ...may, ...refused }),
];
