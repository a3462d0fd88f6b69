import fc from 'fast-check';

import type { FaultOrder } from '../../sandbox';
import { effects } from '../campaign/faults';
import type { Plan } from '../campaign/plan';
import { plansOf } from '../campaign/plan';
import type { RowKind, RowOrder } from '../campaign/rows';
import { NO_ADDRESS } from './network';

/** A plan with the seed that determines the order of its events. */
export interface SimulatedPlan extends Plan {
	/** Seed of the time that each request takes, and of the order of events at the same time. */
	seed: number;
	/** n8n's cancel button is pressed before the event with this 0-based number. */
	cancelAtEvent?: number;
}

const kinds = fc.oneof(
	{ weight: 12, arbitrary: fc.constant<RowKind>('valid') },
	{
		weight: 3,
		arbitrary: fc.constantFrom<RowKind>(
			'duplicate',
			'letters',
			'empty',
			'refused',
			'disliked',
			'refusedLater',
		),
	},
);

const rows: fc.Arbitrary<RowOrder[]> = fc.array(
	fc.record({
		kind: kinds,
		writing: fc.constant(0),
		earlier: fc.nat({ max: 8 }),
		cells: fc.constant<RowOrder['cells']>([]),
	}),
	{ minLength: 1, maxLength: 9 },
);

/** A request that was never sent, because the host was unknown, did not listen, or could not be reached at any of its addresses. */
const unreachable = fc
	.constantFrom('ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', NO_ADDRESS)
	.map((label): FaultOrder => ({ kind: 'cutBefore', label }));

/** Nodes wait in slices of 250 ms, and each is an event. So shorter waits leave time for more imports. */
const LONGEST_RETRY_AFTER_S = 8;

function impatient(order: FaultOrder): FaultOrder {
	if (!('retryAfter' in order) || typeof order.retryAfter !== 'number') return order;
	return { ...order, retryAfter: order.retryAfter % (LONGEST_RETRY_AFTER_S + 1) };
}

const fault = fc
	.tuple(
		fc.oneof({ weight: 8, arbitrary: effects }, { weight: 1, arbitrary: unreachable }),
		fc.nat({ max: 6 }),
		fc.integer({ min: 1, max: 5 }),
	)
	.map(([effect, after, times]): FaultOrder => ({ ...impatient(effect), after, times }));

const plans = plansOf({
	rows,
	faults: fc.array(fault, { maxLength: 5 }),
	columns: () => fc.constant([]),
	options: fc.record({
		batchSize: fc.integer({ min: 1, max: 4 }),
		maxTries: fc.integer({ min: 1, max: 4 }),
		retryWhenUnknown: fc.boolean(),
	}),
});

/** Plans with few rows in many small requests, because the order of events is tested here. */
export const simulatedPlans: fc.Arbitrary<SimulatedPlan> = fc
	.tuple(plans, fc.nat(), fc.boolean(), fc.option(fc.nat({ max: 60 }), { freq: 3, nil: undefined }))
	.map(([plan, seed, detours, cancelAtEvent]) => ({
		...plan,
		cancelAfter: cancelAtEvent,
		cancelAtEvent,
		detours,
		seed,
	}));
