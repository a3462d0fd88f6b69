import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { numberParameter } from '../../../nodes/import/numberParameter';

const NODE = { name: 'Customers', type: 'customer' } as INode;

/** What a person reads when the parameter is refused. */
function refusal(...given: Parameters<typeof numberParameter> extends [INode, ...infer Rest] ? Rest : never) {
	try {
		numberParameter(NODE, ...given);
	} catch (error) {
		if (!(error instanceof NodeOperationError)) throw error;
		const { message, description, context } = error;
		return { message, description, itemIndex: context.itemIndex as number | undefined };
	}
	throw new Error('It was not refused');
}

describe('a parameter that must be a whole number', () => {
	it.each([
		[7, 7],
		['7', 7],
		[' 7 ', 7],
		['7.0', 7],
		[1, 1],
		[9, 9],
		[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
	])('takes %j', (value, expected) => {
		expect(numberParameter(NODE, { label: 'Limit', value })).toBe(expected);
	});

	it('takes its bounds themselves', () => {
		expect(numberParameter(NODE, { label: 'Wait', value: 0, min: 0, max: 60 })).toBe(0);
		expect(numberParameter(NODE, { label: 'Wait', value: 60, min: 0, max: 60 })).toBe(60);
	});

	it.each([
		[0, '0'],
		[-1, '-1'],
		[1.5, '1.5'],
		['1.5', '"1.5"'],
		['many', '"many"'],
		['', '""'],
		['  ', '"  "'],
		[2 ** 53, '9007199254740992'],
		[NaN, 'null'],
		[null, 'null'],
		[undefined, 'nothing'],
		[true, 'true'],
		[[7], '[7]'],
	])('refuses %j and says what it takes', (value, shown) => {
		expect(refusal({ label: 'Limit', value })).toEqual({
			message: `'Limit' must be a whole number of 1 or more, not ${shown}`,
			description: "Change 'Limit' of this node.",
			itemIndex: undefined,
		});
	});

	it.each(['', '  '])(
		'refuses %j, which is no number, also where 0 is one of those that it takes',
		(value) => {
			expect(refusal({ label: 'Wait', value, min: 0, max: 60 }).message).toBe(
				`'Wait' must be a whole number from 0 to 60, not "${value}"`,
			);
		},
	);

	it.each([-1, 61])('refuses %i outside its bounds, and names both', (value) => {
		expect(refusal({ label: 'Wait', value, min: 0, max: 60 }).message).toBe(
			`'Wait' must be a whole number from 0 to 60, not ${value}`,
		);
	});

	it('says for which item, and what else to do', () => {
		const more = { itemIndex: 3, advice: "Change it under 'Options'." };
		expect(refusal({ label: 'Limit', value: 0 }, more)).toMatchObject({
			description: "Change it under 'Options'.",
			itemIndex: 3,
		});
		expect(refusal({ label: 'Limit', value: 0 }, { itemIndex: 0 })).toMatchObject({
			description: "Change 'Limit' of this node.",
			itemIndex: 0,
		});
	});
});
