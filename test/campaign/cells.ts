import { isDeepStrictEqual } from 'node:util';

/** What a cell of the input holds, and what may become of it. */
export interface Cell {
	given: unknown;
	/** Column of the request → the values that it may have there; undefined stands for a column that is left out. */
	wire: Record<string, unknown[]>;
	/** Whether the row may, or must, be called invalid for it. */
	invalid: 'never' | 'may' | 'must';
	/** The node cannot know that the platform refuses it, and the whole request with it. */
	refused?: boolean;
}

/** Where a cell stands, so that it can be different in each row. */
export interface Place {
	/** The column's id in the mapping, which is also its name in {@link Cell.wire}. */
	column: string;
	/** 0-based number of the row. */
	index: number;
	/** The workflow's time zone. */
	zone: string;
}

export type CellMaker = (place: Place) => Cell;

/** Sent as one of these values. */
export const sent =
	(given: unknown, ...values: unknown[]): CellMaker =>
	({ column }) => ({ given, wire: { [column]: values }, invalid: 'never' });

/** Sent as one of these values, or refused here. */
export const sentOrInvalid =
	(given: unknown, ...values: unknown[]): CellMaker =>
	(place) => ({ ...sent(given, ...values)(place), invalid: 'may' });

/** Says nothing: the column is left out. */
export const blank = (given: unknown): CellMaker => sent(given, undefined);

/** Refused here. */
export const misfit =
	(given: unknown): CellMaker =>
	() => ({ given, wire: {}, invalid: 'must' });

/** The decimal number that a text or a number writes, in one form only; undefined when it is none. */
function decimal(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined;
	const parts = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(String(value));
	if (!parts) return undefined;
	const [, sign = '', whole = '', rest = ''] = parts;
	return `${sign}${whole}${rest === '' ? '' : `.${rest}`}`;
}

/** Whether a value on the wire is the one that was meant: a number may travel as a number or in digits, but not one digit may differ. */
export function isSame(wire: unknown, meant: unknown): boolean {
	if (typeof meant === 'number' || typeof meant === 'bigint') return decimal(wire) === decimal(meant);
	return isDeepStrictEqual(wire, meant);
}

/** Lists and objects where none belong, with nulls in them. */
export const STRUCTURES: CellMaker[] = [[], {}, [null], { a: null }, [[1]], ['a', { b: 'c' }]].map(
	(given): CellMaker =>
		({ column }) => ({ given, wire: { [column]: [undefined] }, invalid: 'may' }),
);

const BLANKS = [null, undefined, '', '  ', '\uFEFF'].map(blank);

/** Text of every kind; a list or an object is none. */
export const TEXTS: CellMaker[] = [
	sent('  王伟 ', '王伟'),
	sent('O\'Brien "Ltd"\n\\ 😀 </script>', 'O\'Brien "Ltd"\n\\ 😀 </script>'),
	sent(42, '42'),
	sent(0, '0'),
	sent(false, 'false'),
	sent('null', 'null'),
	sent('__proto__', '__proto__'),
	sent('110101199003077735', '110101199003077735'),
	sentOrInvalid(0.1, '0.1'),
	...BLANKS,
	...STRUCTURES,
];

/** Whole numbers, at the edge of what a number can hold and beyond it. */
export const INTEGERS: CellMaker[] = [
	sent('5', 5),
	sent(7, 7),
	sent(' 12 ', 12),
	sent('-3', -3),
	sent(0, 0),
	sent('9007199254740991', 9007199254740991),
	sent(9007199254740991, 9007199254740991),
	sentOrInvalid('9007199254740992', 9007199254740992n),
	misfit('9007199254740993'),
	misfit('110101199003077735'),
	misfit('-110101199003077735'),
	sentOrInvalid('1e3', 1000),
	sentOrInvalid('1,234', 1234),
	misfit('5 or 6'),
	misfit('Infinity'),
	misfit(Infinity),
	misfit(true),
	...BLANKS,
	...STRUCTURES,
];

/** Numbers of which not one digit may be lost. */
export const NUMBERS: CellMaker[] = [
	...INTEGERS,
	sent('12.50', '12.5'),
	sent(0.25, '0.25'),
	sentOrInvalid('0.1234567890123456', '0.1234567890123456'),
	misfit('0.12345678901234567891'),
	misfit('123456789012.123456789'),
].map(
	(make): CellMaker =>
		(place) =>
			asNumbers(make(place)),
);

/** A decimal that a test wrote as text is compared as a number. */
function asNumbers(cell: Cell): Cell {
	const wire = Object.entries(cell.wire).map(([column, values]) => [
		column,
		values.map((value) => (typeof value === 'string' ? Number(value) : value)),
	]);
	return { ...cell, wire: Object.fromEntries(wire) as Cell['wire'] };
}

/** One of a few values, under its names in both languages. @param female the platform's code for it; 1 is male on both */
export const genders = (female: number): CellMaker[] => [
	sent(1, 1),
	sent(String(female), female),
	sent('男', 1),
	sent('female', female),
	misfit('no such gender'),
	misfit(7),
	...BLANKS,
	...STRUCTURES,
];

export const GRADES: CellMaker[] = [
	sent(1, 1),
	sent('5', 5),
	misfit(6),
	misfit('0'),
	misfit(2.5),
	...BLANKS,
	...STRUCTURES,
];

export const TAGS: CellMaker[] = [
	sent('new, old', 'new, old'),
	sent(['new', ' ', null, 7], 'new,7'),
	sent([], undefined),
	({ column }) => ({
		given: [{ a: 1 }, null],
		wire: { [column]: [undefined] },
		invalid: 'may',
	}),
	...BLANKS,
];

/** Addresses that are different in each row, because a platform may recognise customers by them. */
export const EMAILS: CellMaker[] = [
	(place) => sent(` row${place.index}@example.com `, `row${place.index}@example.com`)(place),
	...BLANKS,
	...STRUCTURES,
];
