import type { ILoadOptionsFunctions } from 'n8n-workflow';

import type { Field, FieldType } from '../../../nodes/rows/field';
import { hasCredential, mapperFields } from '../../../nodes/rows/mapperFields';

const field = (type: FieldType, more: Partial<Field> = {}): Field => ({
	id: type,
	label: `The ${type}`,
	type,
	...more,
});

describe('a column in the mapper', () => {
	it('has its name, its label and what the platform demands', () => {
		expect(mapperFields([field('phone', { required: true }), field('text')])).toEqual([
			{
				...{ id: 'phone', displayName: 'The phone', type: 'string', required: true },
				...{ defaultMatch: false, canBeUsedToMatch: false, display: true, removed: false },
			},
			{
				...{ id: 'text', displayName: 'The text', type: 'string', required: false },
				...{ defaultMatch: false, canBeUsedToMatch: false, display: true, removed: false },
			},
		]);
	});

	it.each<[FieldType, string]>([
		['text', 'string'],
		['phone', 'string'],
		['integer', 'number'],
		['number', 'number'],
		['date', 'dateTime'],
		['dateTime', 'dateTime'],
		['choice', 'options'],
		['commaList', 'string'],
		['json', 'array'],
		['object', 'object'],
	])('of type %s is shown as %s', (type, shown) => {
		expect(mapperFields([field(type)])).toMatchObject([{ type: shown }]);
	});

	it('offers its choices', () => {
		const choices = [{ name: 'Male (男)', value: 1 }];
		expect(mapperFields([field('choice', { choices })])).toMatchObject([{ options: choices }]);
		expect(mapperFields([field('text')])[0]).not.toHaveProperty('options');
	});

	it('waits under "Add column" beyond the first ones, unless it is required', () => {
		const fields = [field('text'), field('phone'), field('integer', { required: true }), field('date')];
		expect(mapperFields(fields, 1).map(({ removed }) => removed)).toEqual([false, true, false, true]);
	});
});

it.each([
	[undefined, false],
	[{}, false],
	[{ longlonglongApi: { id: '1', name: 'Account' } }, true],
])('with the credentials %j the account can be asked for its own fields: %s', (credentials, expected) => {
	expect(hasCredential({ getNode: () => ({ credentials }) } as unknown as ILoadOptionsFunctions)).toBe(
		expected,
	);
});
