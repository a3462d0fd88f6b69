import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { FaultOrder } from '../../sandbox';
import { hostile } from '../../sandbox';

/** The three imports, one of them in two ways. */
export const OPERATIONS = ['customer', 'add', 'addAsync', 'upsert'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What a row of the input is like; `refused` passes the node's checks and not the platform's. */
type RowKind = 'valid' | 'dashed' | 'duplicate' | 'letters' | 'empty' | 'refused';

export interface Plan {
	operation: Operation;
	rows: IDataObject[];
	options: IDataObject;
	faults: FaultOrder[];
	/** Whether the node stops on errors or sends everything out by its outputs. */
	onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** How wrong this machine's clock is for NXLink. */
	clockOffsetMs: number;
	errorStatus: 'always200' | 'matching';
}

/** The columns of the input, and what they are called at the platform. */
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

function makeRow(operation: Operation, kind: RowKind, index: number, earlier: number): IDataObject {
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

function optionsOf(operation: Operation): fc.Arbitrary<IDataObject> {
	return fc.record(
		{
			batchSize: fc.oneof(fc.integer({ min: 1, max: LIMITS[operation] }), fc.integer({ min: 5, max: 30 })),
			batchesAtOnce: fc.integer({ min: 1, max: 8 }),
			batchInterval: fc.constantFrom(0, 10, 500),
			maxTries: fc.integer({ min: 1, max: 5 }),
			skipDuplicates: fc.boolean(),
			retryWhenUnknown: fc.oneof(
				{ weight: 5, arbitrary: fc.constant(false) },
				{ weight: 1, arbitrary: fc.constant(true) },
			),
			...(operation === 'upsert' && { strictBinding: fc.boolean() }),
			...(operation === 'add' && {
				skipError: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
			}),
		},
		{ requiredKeys: [] },
	);
}

/** Successes that say nothing usable; they always took effect, since no check can see through a lie. */
const EMPTY_SUCCESSES = [null, '', [], {}, { taskNumberCount: 'many' }, { fail_datas: {} }, 7];

const wrongAnswers: fc.Arbitrary<FaultOrder> = fc.oneof(
	fc.constantFrom(...EMPTY_SUCCESSES).map((data): FaultOrder => ({
		kind: 'answer',
		takeEffect: true,
		...hostile.json({ code: 200, status: 'success', data }),
	})),
	fc.constantFrom(...EMPTY_SUCCESSES).map((data): FaultOrder => ({
		kind: 'answer',
		takeEffect: true,
		...hostile.json({ code: 0, message: 9, data }),
	})),
	fc
		.tuple(fc.boolean(), fc.constantFrom(500, 502, 504))
		.map(([takeEffect, status]): FaultOrder => ({ kind: 'answer', takeEffect, ...hostile.html(status) })),
	fc.boolean().map((takeEffect): FaultOrder => ({ kind: 'answer', takeEffect, ...hostile.empty(200) })),
	fc.boolean().map((takeEffect): FaultOrder => ({ kind: 'answer', takeEffect, ...hostile.html(200) })),
	fc
		.boolean()
		.map((takeEffect): FaultOrder => ({ kind: 'answer', takeEffect, ...hostile.redirect('/login', 302) })),
	fc
		.constantFrom(400, 403, 404, 413)
		.map((status): FaultOrder => ({ kind: 'answer', takeEffect: false, ...hostile.html(status) })),
	fc
		.constantFrom<unknown>([], 'text', 7, null, { code: {} }, { code: 'x' }, { code: 500, message: {} })
		.map((value): FaultOrder => ({ kind: 'answer', takeEffect: true, ...hostile.json(value) })),
);

const retryAfter = fc.record(
	{
		retryAfter: fc.integer({ min: 0, max: 120 }),
		retryAfterAs: fc.constantFrom('seconds' as const, 'date' as const),
	},
	{ requiredKeys: [] },
);

const effects: fc.Arbitrary<FaultOrder> = fc.oneof(
	{ weight: 4, arbitrary: retryAfter.map((when): FaultOrder => ({ kind: 'tooMany', ...when })) },
	{ weight: 2, arbitrary: retryAfter.map((when): FaultOrder => ({ kind: 'unavailable', ...when })) },
	{ weight: 2, arbitrary: fc.constantFrom<FaultOrder>({ kind: 'errorBefore' }, { kind: 'errorAfter' }) },
	{ weight: 3, arbitrary: fc.constantFrom<FaultOrder>({ kind: 'cutBefore' }, { kind: 'cutAfter' }) },
	{ weight: 1, arbitrary: fc.boolean().map((takeEffect): FaultOrder => ({ kind: 'noAnswer', takeEffect })) },
	{
		weight: 2,
		arbitrary: fc.constantFrom<FaultOrder>(
			{ kind: 'halfJson', ends: 'cut' },
			{ kind: 'halfJson', ends: 'normally' },
		),
	},
	{ weight: 1, arbitrary: fc.constant<FaultOrder>({ kind: 'slow', delayMs: 20 }) },
	{ weight: 4, arbitrary: wrongAnswers },
);

const faults: fc.Arbitrary<FaultOrder[]> = fc.array(
	fc
		.tuple(effects, fc.nat({ max: 12 }), fc.integer({ min: 1, max: 6 }))
		.map(([effect, after, times]): FaultOrder => ({
			...effect,
			after,
			times: effect.kind === 'noAnswer' ? 1 : times,
		})),
	{ maxLength: 4 },
);

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
		faults: faults.map((list) => list.filter((fault) => !isLie(operation, fault))),
		onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
		clockOffsetMs: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.constantFrom(-600_000, 600_000)),
		errorStatus: fc.constantFrom('always200', 'matching'),
	}),
);
