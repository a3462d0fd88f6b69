import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { FaultOrder, Settings } from '../../sandbox';
import { LONGLONGLONG } from '../../sandbox';
import { faults } from './faults';

/** The three imports, one of them in two ways. */
export const OPERATIONS = ['customer', 'add', 'addAsync', 'upsert'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What a row of the input is like; `refused` passes the node's checks and not the platform's. */
type RowKind = 'valid' | 'dashed' | 'duplicate' | 'letters' | 'empty' | 'refused';

export interface Plan {
	operation: Operation;
	rows: IDataObject[];
	options: IDataObject;
	/** Each column by an expression, or all of them by their names. */
	mappingMode: 'defineBelow' | 'autoMapInputData';
	/** NXLink only: what becomes of a customer that is there, and what is said of one that is kept. */
	whenExists?: 'keep' | 'merge' | 'replace';
	keptRows?: Settings['keptRows'];
	faults: FaultOrder[];
	/** Whether the node stops on errors or sends everything out by its outputs. */
	onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** How wrong this machine's clock is for NXLink. */
	clockOffsetMs: number;
	errorStatus: 'always200' | 'matching';
}

/** The columns of the input, and what they are called at the platform. By name, each is found too. */
export const COLUMNS: Record<Operation, Record<string, string>> = {
	customer: { phone: '={{ $json.phone }}', name: '={{ $json.name }}' },
	add: { phone: '={{ $json.phone }}', name: '={{ $json.name }}' },
	addAsync: { phone: '={{ $json.phone }}', name: '={{ $json.name }}' },
	upsert: {
		sms_phone: '={{ $json.phone }}',
		full_name: '={{ $json.name }}',
		belong_seat_user: '={{ $json.seat }}',
	},
};

const LIMITS: Record<Operation, number> = { customer: 200, add: 100, addAsync: 200, upsert: 100 };

const kinds = fc.oneof(
	{ weight: 20, arbitrary: fc.constant<RowKind>('valid') },
	{ weight: 3, arbitrary: fc.constantFrom<RowKind>('dashed', 'duplicate', 'letters', 'empty') },
	{ weight: 1, arbitrary: fc.constant<RowKind>('refused') },
);

/** One row of the input; `earlier` is the row that a duplicate repeats. */
export function makeRow(operation: Operation, kind: RowKind, index: number, earlier = 0): IDataObject {
	const digits = `138${String(index).padStart(8, '0')}`;
	const row: IDataObject = { phone: digits, name: `张三 ${index}` };
	if (kind === 'dashed')
		row.phone = operation === 'upsert' ? `+${digits}` : `+86 ${digits.slice(0, 3)}-${digits.slice(3)}`;
	if (kind === 'duplicate') row.phone = `138${String(earlier).padStart(8, '0')}`;
	if (kind === 'letters') row.phone = `call me ${index}`;
	if (kind === 'empty') row.phone = index % 2 === 0 ? '' : null;
	if (kind === 'refused' && operation === 'upsert') row.seat = 'nobody@example.com';
	if (kind === 'refused' && operation !== 'upsert') row.phone = String(1000 + (index % 9000));
	return row;
}

/** Mostly a handful of rows, now and then up to 2,000, and each kind of neighbourhood. */
function rowsOf(operation: Operation): fc.Arbitrary<IDataObject[]> {
	const lengths = fc.oneof(
		{ weight: 6, arbitrary: fc.integer({ min: 1, max: 40 }) },
		{ weight: 3, arbitrary: fc.integer({ min: 41, max: 400 }) },
		{ weight: 1, arbitrary: fc.integer({ min: 401, max: 2000 }) },
	);
	const spoiled = fc.oneof(kinds, fc.constant<RowKind>('valid'));
	return lengths.chain((length) =>
		fc
			.tuple(fc.array(spoiled, { minLength: length, maxLength: length }), fc.infiniteStream(fc.nat()))
			.map(([list, picks]) =>
				list.map((kind, index) => {
					const pick = Number(picks.next().value ?? 0);
					return makeRow(
						operation,
						index === 0 && kind === 'duplicate' ? 'valid' : kind,
						index,
						index === 0 ? 0 : pick % index,
					);
				}),
			),
	);
}

/** Mostly what leaves the other options something to do. */
function mostly<T>(usual: T, ...others: T[]): fc.Arbitrary<T> {
	return fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
}

const longlonglongOptions = {
	encryption: fc.boolean(),
	subUserId: fc.oneof(
		{ weight: 12, arbitrary: fc.constantFrom<string>(...LONGLONGLONG.subUserIds) },
		{ weight: 1, arbitrary: fc.constantFrom('', ' ', 'nobody') },
	),
};

const taskOptions = { ignoreCrm: fc.boolean(), numberAddSuffix: fc.boolean() };

function optionsOf(operation: Operation): fc.Arbitrary<IDataObject> {
	return fc.record(
		{
			batchSize: fc.oneof(fc.integer({ min: 1, max: LIMITS[operation] }), fc.integer({ min: 5, max: 30 })),
			batchesAtOnce: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 8 })),
			batchInterval: fc.constantFrom(0, 10, 500),
			cleanPhones: mostly(true, false),
			maxTries: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 6, max: 9 })),
			skipDuplicates: fc.boolean(),
			retryWhenUnknown: mostly(false, true),
			...(operation === 'upsert' && { strictBinding: fc.boolean() }),
			...(operation !== 'upsert' && longlonglongOptions),
			...((operation === 'add' || operation === 'addAsync') && taskOptions),
			...(operation === 'add' && { skipError: mostly(true, false) }),
		},
		{ requiredKeys: [] },
	);
}

/**
 * An asynchronous call that is answered "code 200" is taken to have worked, since nothing more is documented; where the platform would
 * have refused a row, such an answer is a lie that no check can see through.
 */
function isLie(operation: Operation, fault: FaultOrder): boolean {
	return operation === 'addAsync' && fault.kind === 'answer' && String(fault.body).includes('"code":200');
}

/** Everything a run depends on, so that a seed brings it back. */
export const plans: fc.Arbitrary<Plan> = fc.constantFrom(...OPERATIONS).chain((operation) =>
	fc.record({
		operation: fc.constant(operation),
		rows: rowsOf(operation),
		options: optionsOf(operation),
		mappingMode: fc.constantFrom('defineBelow', 'autoMapInputData'),
		...(operation === 'upsert' && {
			whenExists: fc.constantFrom('keep' as const, 'merge' as const, 'replace' as const),
			keptRows: fc.constantFrom('success' as const, 'failItem' as const),
		}),
		faults: faults.map((list) => list.filter((fault) => !isLie(operation, fault))),
		onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
		clockOffsetMs: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.constantFrom(-600_000, 600_000)),
		errorStatus: fc.constantFrom('always200', 'matching'),
	}),
);
