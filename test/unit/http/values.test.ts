import { asError, entriesIn, isBlank, isEmpty, isRecord, wholeNumber } from '../../../nodes/http/values';

it.each<[unknown, boolean, boolean]>([
	[undefined, true, true],
	[null, true, true],
	['', true, true],
	[' \t\n', true, true],
	['x', false, false],
	[0, false, false],
	[false, false, false],
	[[], false, true],
	[{}, false, true],
	[[null], false, false],
	[{ a: undefined }, false, false],
])('%j is blank: %s, is empty: %s', (value, blank, empty) => {
	expect([isBlank(value), isEmpty(value)]).toEqual([blank, empty]);
});

describe('what was thrown', () => {
	it('is an error, also when it was none', () => {
		const error = new TypeError('why');
		expect(asError(error)).toBe(error);
		expect(asError('why').message).toBe('why');
		expect(asError(undefined).message).toBe('undefined');
		expect(asError(Object.create(null)).message).toBe('something that is no error was thrown');
	});
});

it('the entries of a list are read also where it came as an object, and there are none in anything else', () => {
	expect([[1, 2], { 0: 1, 7: 2 }].map(entriesIn)).toEqual([
		[1, 2],
		[1, 2],
	]);
	expect(['ab', 7, null, undefined, true].map(entriesIn)).toEqual([[], [], [], [], []]);
});

it('a function is no record, and no number is read out of one', () => {
	expect(isRecord(() => 1)).toBe(false);
	expect(['1 ', ' 1', '-1', 'a1', '1a', Infinity].map(wholeNumber)).toEqual([NaN, NaN, NaN, NaN, NaN, NaN]);
});
