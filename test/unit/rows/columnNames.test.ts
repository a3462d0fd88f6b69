import fc from 'fast-check';

import { NUMBER_FIELDS } from '../../../nodes/longlonglong/fields';
import { CUSTOMER_FIELDS } from '../../../nodes/nxlink/fields';
import { ColumnNames, namesOf, normalName } from '../../../nodes/rows/columnNames';
import type { Field } from '../../../nodes/rows/field';

const PLATFORMS: Array<[string, readonly Field[]]> = [
	['Longlonglong', NUMBER_FIELDS],
	['NXLink', CUSTOMER_FIELDS],
];

/** The fields that each column of an input goes into, by the column's name. */
function placesOf(fields: readonly Field[], keys: string[], custom: Field[] = []): Map<string, string[]> {
	const names = new ColumnNames(fields, custom);
	keys.forEach((key) => names.learn(key));
	const found = [...names.columns].flatMap(([{ id }, columns]) =>
		columns.map(({ key }) => [key, id] as const),
	);
	return new Map(keys.map((key) => [key, found.filter(([column]) => column === key).map(([, id]) => id)]));
}

/** Other ways in which people and programs write the same name. */
const decorated = (name: string): fc.Arbitrary<string> =>
	fc
		.tuple(
			fc.constantFrom('', ' ', '*', '\ufeff', '\u200b', '＊'),
			fc.constantFrom('', ' ', ':', '：', '*', '（必填）', '(required)', '\u202c', '（选填）'),
			fc.constantFrom<(text: string) => string>(
				(text) => text,
				(text) => text.toUpperCase(),
				(text) => text.replace(/ /g, '_'),
				(text) => text.replace(/ /g, ' - '),
				(text) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
			),
		)
		.map(([before, after, write]) => before + write(name) + after);

describe.each(PLATFORMS)('the columns of %s', (_platform, fields) => {
	it('have no name in common: none of any field is one of another', () => {
		const owners = new Map<string, string>();
		for (const field of fields) {
			for (const name of namesOf(field)) {
				expect([name, owners.get(name)]).toEqual([name, undefined]);
				owners.set(name, field.id);
			}
		}
		expect(owners.size).toBeGreaterThan(60);
	});

	it('have no name that says nothing', () => {
		for (const field of fields) for (const name of namesOf(field)) expect(name).not.toBe('');
	});

	it('are found by each of their names, however it is written, beside any other', () => {
		const named = fields.flatMap((field) =>
			[field.id, field.label, ...(field.preferredNames ?? []), ...(field.aliases ?? [])].map((name) => ({
				field,
				name,
			})),
		);
		const one = fc
			.constantFrom(...named)
			.chain(({ field, name }) => decorated(name).map((key) => ({ field, key })));
		fc.assert(
			fc.property(one, one, (first, second) => {
				const places = placesOf(fields, [...new Set([first.key, second.key])]);
				expect(places.get(first.key)).toEqual([first.field.id]);
				expect(places.get(second.key)).toEqual([second.field.id]);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('are not found by other names', () => {
		const known = new Set(fields.flatMap(namesOf));
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (key) => {
				fc.pre(!known.has(normalName(key)));
				expect(placesOf(fields, [key]).get(key)).toEqual([]);
			}),
		);
	});

	it('share their value with a field of the account that has the same name', () => {
		const own: Field = { id: 'own', label: '姓名', type: 'text' };
		expect(placesOf(fields, ['姓名'], [own]).get('姓名')?.at(-1)).toBe('own');
		expect(placesOf(fields, ['姓名'], [own]).get('姓名')).toHaveLength(2);
	});
});

it('a name is the same in any case, width and with any marks', () => {
	for (const name of [
		'E-mail',
		'e_mail',
		'Ｅｍａｉｌ',
		' EMAIL: ',
		'*Email',
		'email（必填）',
		'\ufeffEmail',
		'e\u200bmail',
	]) {
		expect(normalName(name)).toBe('email');
	}
});

describe('the columns of an input', () => {
	const PHONE: Field = {
		...{ id: 'phone', label: 'Phone (号码)', type: 'phone' },
		...{ preferredNames: ['mobile'], aliases: ['tel'] },
	};
	const columnsOf = (names: ColumnNames) =>
		[...names.columns].map(([{ id }, columns]) => [id, columns.map(({ key }) => key)]);

	it('that go into one field are asked in the order of its names, however the input has them', () => {
		const names = new ColumnNames([PHONE], []);
		for (const key of ['tel', '号码', 'Phone', 'mobile', 'Mobile']) names.learn(key);
		expect(columnsOf(names)).toEqual([['phone', ['mobile', 'Mobile', 'Phone', '号码', 'tel']]]);
	});

	it('are learned once, and those without a field are told once, in their order', () => {
		const names = new ColumnNames([PHONE], []);
		for (const key of ['other', 'phone', 'one', 'phone', 'other']) names.learn(key);
		expect(columnsOf(names)).toEqual([['phone', ['phone']]]);
		expect(names.leftOut()).toEqual(['other', 'one']);
	});

	it('go into the first field of the platform that has the name, and into all of the account', () => {
		const second: Field = { id: 'second', label: 'Phone', type: 'phone' };
		const own = ['a', 'b'].map((id): Field => ({ id, label: 'phone', type: 'text' }));
		const names = new ColumnNames([PHONE, second], own);
		names.learn('phone');
		expect(columnsOf(names).map(([id]) => id)).toEqual(['phone', 'a', 'b']);
	});
});

it('a field is found by its ID, its label, the parts of its label and its other names, and by no empty one', () => {
	const field: Field = { id: 'sex', label: 'Sex ( ) (性别)', type: 'text', aliases: ['gender'] };
	expect(namesOf(field)).toEqual(['sex', 'sex性别', '性别', 'gender']);
});
