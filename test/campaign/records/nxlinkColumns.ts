import type { CellMaker } from '../cells';
import { blank, EMAILS, genders, GRADES, NUMBERS, TAGS, TEXTS } from '../cells';
import type { Column } from '../columns';
import { DATES, dateTimesIn } from '../dates';
import type { PhoneRules } from '../phones';
import { otherPhone } from '../phones';
import { entries, mayBeInvalid, NO_STRUCTURES, refused, unclear } from '../structures';

/** `{ customize_1_13: value }`; goes out as text that contains JSON. */
const CUSTOM_FIELDS: CellMaker[] = [
	...[null, undefined, '', ' ', {}, '{}'].map(blank),
	...[[], '[]', [null], '[null]', [[]]].map(unclear),
	...NO_STRUCTURES,
	entries('', { customize_1_13: 'C1' }, { customize_1_13: ['C1'] }),
	entries('', '{"customize_1_13":"C2","customize_2_16":3}', { customize_1_13: ['C2'], customize_2_16: [3] }),
	entries('', { customize_1_13: null }, { customize_1_13: [null, undefined] }, mayBeInvalid),
	entries('', '{"customize_1_13":null}', { customize_1_13: [null, undefined] }, mayBeInvalid),
	entries(
		'',
		'{"customize_2_16":110101199003077735}',
		{ customize_2_16: [110101199003077735n] },
		mayBeInvalid,
	),
	entries(
		'',
		{ customize_1_13: { a: [null] } },
		{ customize_1_13: [{ a: [null] }] },
		{ ...mayBeInvalid, ...refused },
	),
];

/** Zone of the platform's own times. */
const DATE_TIMES = dateTimesIn('Asia/Shanghai');

export function customerColumns(rules: PhoneRules): Column[] {
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
