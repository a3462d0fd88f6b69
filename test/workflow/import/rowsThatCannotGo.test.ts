import { useSandbox } from './importing';
import { outcomesOf } from './outcomesOf';
import { OPERATIONS } from './testedImports';

/** Rule 5, seen from the data: a value goes out as it is meant, or its row says why not; its neighbours go out. */
const sandbox = useSandbox();

describe.each(OPERATIONS)('$name: a phone', (operation) => {
	it('comes out of spreadsheets and contacts as it was, or says that it is lost', async () => {
		const given = [
			'13800138001.0',
			1.3800138002e10,
			'1.3800138003E10',
			'\u202a＋８６ 138\u200b0013\u00a08004\u202c',
			'1.38E+10',
			'13800138005.5',
			138.5,
		];
		const outcomes = await outcomesOf(operation, sandbox.current, operation.phone, given);
		expect(outcomes.slice(0, 4)).toEqual([
			'13800138001',
			'13800138002',
			'13800138003',
			`${operation.countryCode}13800138004`,
		]);
		expect(outcomes.slice(4)).toEqual([
			expect.stringMatching(/^notAPhone: .*1\.38E\+10.*format the column as text/),
			expect.stringMatching(/^notAPhone: .*decimals/),
			expect.stringMatching(/^notAPhone: .*decimals/),
		]);
	});
});

const jsonColumns = OPERATIONS.flatMap((operation) =>
	operation.json.columns.map((column) => ({ name: operation.name, operation, column })),
);

describe.each(jsonColumns)('$name: $column', ({ operation, column }) => {
	it('that is empty is left out, like any empty cell', async () => {
		const outcomes = await outcomesOf(operation, sandbox.current, column, [{}, [], '{}', ' [] ', null, '']);
		expect(outcomes).toEqual(Array(6).fill(undefined));
	});

	it('that has nothing where something belongs says where', async () => {
		const outcomes = await outcomesOf(operation, sandbox.current, column, [
			[null],
			{ x: null },
			'[{"id":"a"},null]',
			{ x: { y: [null] } },
		]);
		const places = ['\\[0\\]', 'x', '\\[1\\]', 'x\\.y\\[0\\]'];
		expect(outcomes).toEqual(
			places.map((place) =>
				expect.stringMatching(
					new RegExp(`^wrongType: '[^']* as JSON \\(.*\\)' has nothing \\(null\\) at ${place}:`),
				),
			),
		);
	});

	it('with a number that has lost digits says where', async () => {
		const [lost] = await outcomesOf(operation, sandbox.current, column, [
			{ x: Number('110101199003077735') },
		]);
		expect(lost).toMatch(/^inexact: '.*' has a number at x that cannot be exact: give it as text/);
	});
});
