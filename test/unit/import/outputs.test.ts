import fc from 'fast-check';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ImportReport, RowResult } from '../../../nodes/import/importJob';
import type { OutputFields } from '../../../nodes/import/importOptions';
import type { Outcome } from '../../../nodes/import/outcome';
import { OUTCOME_NAMES } from '../../../nodes/import/outcome';
import { rowOutputs } from '../../../nodes/import/outputs';

const report = (results: RowResult[]): ImportReport => ({ results, requests: 1, repetitions: 0 });
const because = { reason: 'why', reasonCode: 'code' };

const SUCCESSES: Outcome[] = [
	{ status: 'imported' },
	{ status: 'imported', details: { customerId: '1214631327620775937' } },
	{ status: 'accepted', details: { uniqueId: 'u' } },
	{ status: 'checked' },
];
const FAILURES: Outcome[] = [
	{ status: 'failed', ...because },
	{ status: 'invalid', ...because, column: 'phone' },
	{ status: 'duplicate', ...because },
	{ status: 'unconfirmed', ...because, details: { uniqueId: 'u' } },
	{ status: 'notSent', ...because },
];

/** Names that the outcome uses, names that they give way to, and names that JavaScript gives a meaning. */
const columnNames = fc.oneof(
	fc.constantFrom(...OUTCOME_NAMES),
	fc.constantFrom(...OUTCOME_NAMES).map((name) => `input_${name}`),
	fc.constantFrom(
		'input_input_status',
		'column',
		'__proto__',
		'constructor',
		'toString',
		'0',
		'',
		'手机号码',
	),
	fc.string({ maxLength: 5 }),
);
const rows = fc
	.array(fc.tuple(columnNames, fc.jsonValue({ maxDepth: 3 })), { maxLength: 8 })
	.map((entries) => Object.fromEntries(entries) as IDataObject);
const outcomes = fc.constantFrom(...SUCCESSES, ...FAILURES);

/** The outcome's part of an item, put together here. */
function outcomeOf({ status, details, ...rest }: Outcome, batch?: number): IDataObject {
	const why = 'reason' in rest ? { reason: rest.reason, reasonCode: rest.reasonCode } : {};
	return { status, ...why, ...details, ...(batch !== undefined && { batch }) };
}

/** Changes everything in a value that can be changed. */
function spoil(value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	Object.values(value).forEach(spoil);
	if (Array.isArray(value)) value.push('spoilt');
	else Object.assign(value, { spoilt: true });
}

const itemsOf = (jsons: IDataObject[]): INodeExecutionData[] => jsons.map((json) => ({ json }));

function itemsByIndex(outputs: INodeExecutionData[][]): INodeExecutionData[] {
	const all = outputs.flat();
	return all.sort((one, other) => indexOf(one) - indexOf(other));
}
const indexOf = ({ pairedItem }: INodeExecutionData): number => (pairedItem as { item: number }).item;

describe('with the columns of the input', () => {
	it('every row leaves as it came in, bit by bit, with its outcome beside it', () => {
		const cases = fc.array(fc.tuple(rows, outcomes, fc.option(fc.nat(9), { nil: undefined })));
		fc.assert(
			fc.property(cases, (drawn) => {
				const input = itemsOf(drawn.map(([json]) => json));
				const before = JSON.stringify(input);
				const results = drawn.map(([, outcome, batch]) => ({ row: { never: 'shown' }, outcome, batch }));
				const left = itemsByIndex(rowOutputs(report(results), input, 'input'));
				expect(left.map(indexOf)).toEqual(drawn.map((_case, index) => index));
				drawn.forEach(([json, outcome, batch], index) => {
					const item = new Map(Object.entries(left[index]?.json ?? {}));
					const expected = outcomeOf(outcome, batch);
					for (const [name, value] of Object.entries(expected)) {
						expect(item.get(name)).toBe(value);
						item.delete(name);
					}
					// What is left are the row's columns, in their order, under their names or names that were free.
					expect(item.size).toBe(Object.keys(json).length);
					const pairs = [...item].map((entry, place) => [entry, Object.entries(json)[place]] as const);
					for (const [[name, value], [inputName, inputValue] = ['', undefined]] of pairs) {
						expect(JSON.stringify(value)).toBe(JSON.stringify(inputValue));
						expect(OUTCOME_NAMES.has(name)).toBe(false);
						if (!OUTCOME_NAMES.has(inputName)) expect(name).toBe(inputName);
						else {
							expect(name).toMatch(new RegExp(`^(input_)+${inputName}$`));
							expect(Object.keys(json)).not.toContain(name);
						}
					}
				});
				left.forEach(({ json }) => spoil(json));
				expect(JSON.stringify(input)).toBe(before);
			}),
			{ numRuns: 500 },
		);
	});

	it('a column with the name of a part of the outcome gets input_ in front, again until the name is free', () => {
		const json = { status: 'lead', input_status: 'old', error: 'x', 姓名: '王' };
		const [, [item]] = rowOutputs(
			report([{ row: {}, outcome: { status: 'failed', ...because }, batch: 2 }]),
			itemsOf([json]),
			'input',
		);
		expect(Object.entries(item?.json ?? {})).toEqual([
			['status', 'failed'],
			['reason', 'why'],
			['reasonCode', 'code'],
			['input_input_status', 'lead'],
			['input_status', 'old'],
			['input_error', 'x'],
			['姓名', '王'],
			['batch', 2],
		]);
	});

	it('binary data passes', () => {
		const binary = { file: { data: 'eA==', mimeType: 'text/plain' } };
		const results: RowResult[] = [SUCCESSES, FAILURES].map(([outcome]) => ({
			...{ row: {}, outcome: outcome ?? { status: 'imported' } },
		}));
		const input = [0, 1].map(() => ({ json: {}, binary }));
		const outputs = rowOutputs(report(results), input, 'input');
		expect(outputs.flat().map((item) => item.binary)).toEqual([binary, binary]);
	});

	it('what is no plain value is passed on: a date stays a date, and what contains itself ends nothing', () => {
		const loop: IDataObject = {};
		loop.itself = loop;
		const json = { when: new Date(0), loop } as unknown as IDataObject;
		const [[item]] = rowOutputs(
			report([{ row: {}, outcome: { status: 'imported' } }]),
			itemsOf([json]),
			'input',
		);
		expect(item?.json).toMatchObject({ when: new Date(0), status: 'imported' });
		expect(item?.json.loop).toBe(loop);
	});
});

describe('the other fields', () => {
	const [outcome] = FAILURES;
	const result: RowResult = {
		...{
			row: { phone: '1', status: 'of the platform' },
			outcome: outcome ?? { status: 'imported' },
			batch: 0,
		},
	};
	const input = [{ json: { 手机: '+86 1' }, binary: { file: { data: '', mimeType: 'text/plain' } } }];
	const itemWith = (fields: OutputFields) => rowOutputs(report([result]), input, fields)[1][0];

	it('sent: the row under the platform’s names', () => {
		expect(itemWith('sent')).toEqual({
			json: { status: 'failed', ...because, phone: '1', input_status: 'of the platform', batch: 0 },
			pairedItem: { item: 0 },
		});
	});

	it('outcome: nothing else', () => {
		expect(itemWith('outcome')).toEqual({
			json: { status: 'failed', ...because, batch: 0 },
			pairedItem: { item: 0 },
		});
	});
});

it('the two outputs hold every item exactly once, in the order of the input', () => {
	fc.assert(
		fc.property(
			fc.array(outcomes, { maxLength: 50 }),
			fc.constantFrom<OutputFields>('input', 'sent', 'outcome'),
			(drawn, fields) => {
				const results = drawn.map((outcome) => ({ row: {}, outcome }));
				const [success, failed] = rowOutputs(report(results), itemsOf(drawn.map(() => ({}))), fields);
				for (const list of [success, failed].map((items) => items.map(indexOf)))
					expect(list).toEqual([...list].sort((one, other) => one - other));
				const indexes = [...success, ...failed].map(indexOf).sort((one, other) => one - other);
				expect(indexes).toEqual(drawn.map((_outcome, index) => index));
				expect(success.every(({ json }) => !('reason' in json) && !('error' in json))).toBe(true);
				expect(failed.every(({ json }) => json.reason === 'why' && !('error' in json))).toBe(true);
			},
		),
	);
});
