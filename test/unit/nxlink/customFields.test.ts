import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { customField, foldCustomFields } from '../../../nodes/nxlink/api/customFields';

describe('a custom field', () => {
	it.each([
		['customize_1_13', 'text'],
		['customize_2_16', 'number'],
		['customize_3_17', 'text'],
		['customize_4_18', 'text'],
		['customize_5_19', 'date'],
		['customize_6_20', 'dateTime'],
		['customize_99_1', 'text'],
	])('%s has the type %s, by the number in its middle', (id, type) => {
		expect(customField(id, undefined)).toEqual({ id, label: id, type });
	});

	it.each([
		'',
		'customize',
		'customize_1',
		'customize_a_1',
		'customize_1_13 ',
		'xcustomize_1_13',
		'__proto__',
		'full_name',
	])('%j is none', (id) => {
		expect(customField(id, undefined)).toBeUndefined();
	});
});

describe('the custom columns of a row', () => {
	it('go into customize_field as one text of JSON, and the rest stays', () => {
		const row = { full_name: 'n', customize_1_13: '引号"\n', email: 'e', customize_2_16: 3 };
		expect(foldCustomFields(row)).toEqual({
			full_name: 'n',
			email: 'e',
			customize_field: '{"customize_1_13":"引号\\"\\n","customize_2_16":3}',
		});
		expect(row).toHaveProperty('customize_1_13');
	});

	it('win over the same ones of the column Custom Fields as JSON', () => {
		const row = { customize_field: { customize_1_13: 'old', customize_1_14: 'kept' }, customize_1_13: 'new' };
		expect(foldCustomFields(row)).toEqual({
			customize_field: '{"customize_1_13":"new","customize_1_14":"kept"}',
		});
	});

	it('are left out when there are none', () => {
		expect(foldCustomFields({ full_name: 'n' })).toEqual({ full_name: 'n' });
		expect(foldCustomFields({})).toEqual({});
	});

	it('lose nothing and invent nothing, whatever the row', () => {
		const id = fc.oneof(
			fc.constantFrom('full_name', 'email', 'x'),
			fc.nat(99).map((n) => `customize_${n % 7}_${n}`),
		);
		fc.assert(
			fc.property(
				fc.dictionary(id, fc.oneof(fc.string(), fc.integer(), fc.boolean()), { noNullPrototype: true }),
				(row) => {
					const { customize_field: folded, ...rest } = foldCustomFields(row as IDataObject);
					const custom = (typeof folded === 'string' ? JSON.parse(folded) : {}) as IDataObject;
					expect(new Map(Object.entries({ ...rest, ...custom }))).toEqual(new Map(Object.entries(row)));
					expect(Object.keys(rest).some((key) => key.startsWith('customize_'))).toBe(false);
				},
			),
		);
	});
});
