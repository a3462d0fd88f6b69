import { isDeepStrictEqual } from 'node:util';

import type { Alteration } from '../../sandbox';
import type { Operation } from './columns';
import { columnsOf } from './columns';
import type { Plan } from './plan';
import { phoneRules } from './plan';
import type { RowOrder, RowSetting } from './rows';
import { makeRow, PLAIN_ROW } from './rows';

/** What is special about a row: how it is made, or what stands in one of its columns. */
type Special = Partial<RowOrder> & { column?: string; given?: unknown };

/** The cell of a column that holds a value, for {@link RowOrder.cells}. */
function cellWith(setting: RowSetting, key: string, given: unknown): RowOrder['cells'] {
	const column = setting.columns.findIndex((one) => one.key === key);
	const { id = '', cells = [] } = setting.columns[column] ?? {};
	const cell = cells.findIndex((make) => {
		const made = make({ column: id, index: 0, zone: setting.zone });
		return isDeepStrictEqual(made.given, given);
	});
	if (cell === -1) throw new Error(`No cell of the column ${key} holds ${JSON.stringify(given)}`);
	return [[column, cell]];
}

/** An import in which nothing special happens, to be changed to what a find was about. @param specials by number of the row */
function plain(
	operation: Operation,
	rows: number,
	about: Partial<Plan> = {},
	specials: Record<number, Special> = {},
): Plan {
	const { options = {}, zone = 'UTC' } = about;
	const rules = phoneRules(operation, options);
	const columns = columnsOf(operation, rules);
	const setting = { operation, columns, zone, rules, ignoresPool: options.ignoreCrm === true };
	const orderOf = ({ column, given, ...order }: Special = {}): RowOrder => ({
		...PLAIN_ROW,
		...(column !== undefined && { cells: cellWith(setting, column, given) }),
		...order,
	});
	return {
		operation,
		rows: Array.from({ length: rows }, (_unused, index) => makeRow(orderOf(specials[index]), index, setting)),
		columns: columns.map(({ key }) => key),
		options,
		mappingMode: 'defineBelow',
		refusedRows: [],
		rowsRefusedLater: [],
		faults: [],
		onError: 'stopWorkflow',
		clockOffsetMs: 0,
		errorStatus: 'always200',
		zone,
		machineZone: 'UTC',
		...about,
	};
}

const CODE_0: Partial<Plan> = {
	options: { batchSize: 1 },
	faults: [
		{ kind: 'answer', takeEffect: true, status: 200, body: '{"code":0,"message":9,"data":null}', times: 1 },
	],
};

/** Every answer of the platform, altered. */
const answering = (...alterations: Alteration[]): Partial<Plan> => ({
	faults: [{ kind: 'altered', alterations, times: 1_000 }],
});

/**
 * Runs in which the campaign once found a bug, as the plans that it shrank them to; they are run again first each time. Plans and not
 * seeds, since a seed makes another run of every change of plan.ts.
 */
export const FINDS: Array<{ what: string; plan: Plan }> = [
	{
		what: 'an answer with code 0, in a platform that says 200, was taken for a certain no (add)',
		plan: plain('add', 41, CODE_0),
	},
	{
		what: 'the same in an asynchronous call, with a phone to be cleaned',
		plan: plain('addAsync', 41, CODE_0, { 1: { writing: 1 } }),
	},
	{
		what: 'a row that threw while it was read ended the node after rows had been stored',
		plan: plain('add', 40, { options: { batchSize: 5 } }, { 30: { column: 'components', given: [null] } }),
	},
	{
		what: 'the same with Continue: rows that were stored were called not sent',
		plan: plain(
			'customer',
			40,
			{ options: { batchSize: 5 }, onError: 'continueRegularOutput' },
			{ 30: { column: 'components', given: [null] } },
		),
	},
	{ what: 'a byte order mark left every row in doubt', plan: plain('upsert', 2, answering('byteOrderMark')) },
	{ what: 'a numeric unique_id counted as missing', plan: plain('customer', 2, answering('numericId')) },
	{
		what: 'failures as an object with keys were not seen',
		plan: plain('add', 3, answering('keyedFailures'), { 1: { kind: 'refused' } }),
	},
	{
		what: 'a stored row was called failed although the counts contradicted it',
		plan: plain('add', 2, answering('falseFailure')),
	},
	{
		what: 'code 200 with another status counted as a yes',
		plan: plain('addAsync', 2, {
			faults: [{ kind: 'answer', takeEffect: false, body: '{"code":200,"status":"fail"}' }],
		}),
	},
	{
		what: 'an envelope 429 under HTTP 200 was tried again before its time',
		plan: plain('customer', 2, {
			faults: [{ kind: 'tooMany', retryAfter: 72, errorBody: 'envelope', httpStatus: 200 }],
		}),
	},
	{
		what: 'an envelope 429 of NXLink was not tried again',
		plan: plain('upsert', 2, {
			faults: [{ kind: 'tooMany', errorBody: 'envelope', httpStatus: 200 }],
			onError: 'continueRegularOutput',
		}),
	},
	{
		what: 'an empty envelope under HTTP 429 made an error without a word',
		plan: plain('customer', 2, {
			options: { maxTries: 1 },
			faults: [{ kind: 'tooMany', errorBody: 'wordless' }],
		}),
	},
	{
		what: 'a secret in what the platform says of one row was shown',
		plan: plain('add', 3, answering('secretsInTexts'), { 1: { kind: 'refused' } }),
	},
	{
		what: 'a message showed the phones of the whole request',
		plan: plain('customer', 60, answering('phonesInTexts'), { 1: { kind: 'refused' } }),
	},
	{
		what: 'a day without a zone shifted with the zone of the machine',
		plan: plain(
			'upsert',
			2,
			{ zone: 'America/New_York' },
			{ 0: { column: 'birthday', given: '1990/4/12 0:00' } },
		),
	},
	{
		what: 'a time without a zone was moved into the zone of the workflow',
		plan: plain('upsert', 2, { zone: 'Asia/Shanghai' }, { 0: { column: 'next', given: '1990/4/12 8:30' } }),
	},
	{
		what: 'a number lost its last digit',
		plan: plain('upsert', 2, {}, { 0: { column: 'shops', given: '110101199003077735' } }),
	},
	{
		what: 'an empty customize_field went out as an object and refused its whole request',
		plan: plain('upsert', 3, {}, { 1: { column: 'customize_field', given: {} } }),
	},
	{
		what: 'empty components made a row invalid',
		plan: plain('add', 2, {}, { 0: { column: 'components', given: {} } }),
	},
	{
		what: 'a custom field in the JSON and in a column of its own went out twice',
		plan: plain(
			'customer',
			2,
			{},
			{
				0: {
					cells: [
						[5, 16],
						[6, 0],
					],
				},
			},
		),
	},
	{
		what: 'the float of a spreadsheet became a longer phone',
		plan: plain('add', 2, {}, { 0: { writing: 3 } }),
	},
	{
		what: 'the digits of a suffix at the end of a mask were taken for the end of a phone',
		plan: plain('add', 4, {
			options: { numberAddSuffix: true },
			asksAfter: true,
			maskPhonesInLists: true,
			numberSuffixes: 'digits',
		}),
	},
	{
		what: 'a masked phone that another one shares proved an arrival',
		plan: plain('customer', 1, { asksAfter: true, maskPhonesInLists: true, ignoresFilters: true }),
	},
	{
		what: 'invisible characters stayed in a phone',
		plan: plain('customer', 3, {}, { 0: { writing: 4 }, 1: { writing: 5 }, 2: { writing: 6 } }),
	},
];
