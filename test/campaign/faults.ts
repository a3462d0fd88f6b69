import fc from 'fast-check';

import type { FaultOrder } from '../../sandbox';
import { hostile } from '../../sandbox';

/** Successes that say nothing usable; they always took effect, since no check can see through a lie. */
const EMPTY_SUCCESSES = [null, '', [], {}, { taskNumberCount: 'many' }, { fail_datas: {} }, 7];

const answers: fc.Arbitrary<FaultOrder> = fc.oneof(
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

/** Answers too large or too deep to hold; they cost more time than all others, so they are few. */
const monsters: fc.Arbitrary<FaultOrder> = fc
	.tuple(fc.boolean(), fc.constantFrom('hugeHtml' as const, 'gzipBomb' as const, 'deepJson' as const))
	.map(([takeEffect, kind]): FaultOrder => ({
		kind: 'answer',
		label: kind,
		takeEffect,
		...hostile[kind](),
	}));

const retryAfter = fc.record(
	{
		retryAfter: fc.integer({ min: 0, max: 120 }),
		retryAfterAs: fc.constantFrom('seconds' as const, 'date' as const),
	},
	{ requiredKeys: [] },
);

const effects: fc.Arbitrary<FaultOrder> = fc.oneof(
	{ weight: 16, arbitrary: retryAfter.map((when): FaultOrder => ({ kind: 'tooMany', ...when })) },
	{ weight: 8, arbitrary: retryAfter.map((when): FaultOrder => ({ kind: 'unavailable', ...when })) },
	{ weight: 8, arbitrary: fc.constantFrom<FaultOrder>({ kind: 'errorBefore' }, { kind: 'errorAfter' }) },
	{ weight: 12, arbitrary: fc.constantFrom<FaultOrder>({ kind: 'cutBefore' }, { kind: 'cutAfter' }) },
	{ weight: 4, arbitrary: fc.boolean().map((takeEffect): FaultOrder => ({ kind: 'noAnswer', takeEffect })) },
	{
		weight: 8,
		arbitrary: fc.constantFrom<FaultOrder>(
			{ kind: 'halfJson', ends: 'cut' },
			{ kind: 'halfJson', ends: 'normally' },
		),
	},
	{ weight: 4, arbitrary: fc.constant<FaultOrder>({ kind: 'slow', delayMs: 20 }) },
	{ weight: 16, arbitrary: answers },
	{ weight: 3, arbitrary: monsters },
);

/** What takes long happens once only. */
const isCostly = ({ kind, label }: FaultOrder): boolean => kind === 'noAnswer' || label !== undefined;

/** Mostly a few times; the last ones let a pause reach its cap. */
const times = fc.oneof(
	{ weight: 7, arbitrary: fc.integer({ min: 1, max: 6 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 7, max: 9 }) },
);

export const faults: fc.Arbitrary<FaultOrder[]> = fc.array(
	fc.tuple(effects, fc.nat({ max: 12 }), times).map(([effect, after, often]): FaultOrder => ({
		...effect,
		after,
		times: isCostly(effect) ? 1 : often,
	})),
	{ maxLength: 4 },
);
