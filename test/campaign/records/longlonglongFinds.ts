import type { Find } from '../findPlans';
import { answering, plain } from '../findPlans';
import type { Plan } from '../plan';

const CODE_0: Partial<Plan> = {
	options: { batchSize: 1 },
	faults: [
		{ kind: 'answer', takeEffect: true, status: 200, body: '{"code":0,"message":9,"data":null}', times: 1 },
	],
};

export const LONGLONGLONG_FINDS: Find[] = [
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
