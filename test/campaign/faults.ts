import fc from 'fast-check';

import type { Alteration, FaultOrder } from '../../sandbox';
import { ALTERATIONS, hostile, neverEnds, RETRY_HEADERS } from '../../sandbox';

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
	fc.boolean().map((takeEffect): FaultOrder => ({
		kind: 'answer',
		takeEffect,
		...hostile.json({ code: 200, status: 'fail', message: '处理失败', data: { unique_id: 'x' } }),
	})),
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
		retryAfterAs: fc.constantFrom('seconds' as const, 'date' as const, 'timestamp' as const),
		retryAfterIn: fc.constantFrom(...RETRY_HEADERS),
	},
	{ requiredKeys: [] },
);

/** An error in the web server's words, or in the platform's envelope, with words or without, under its own HTTP status or 200. */
const errorBody = fc.oneof(
	{ weight: 2, arbitrary: fc.constant({}) },
	{
		weight: 1,
		arbitrary: fc.constantFrom('envelope' as const, 'wordless' as const).map((body) => ({ errorBody: body })),
	},
	{ weight: 1, arbitrary: fc.constant({ errorBody: 'envelope' as const, httpStatus: 200 }) },
);

const asked = fc.tuple(retryAfter, errorBody).map(([when, body]) => ({ ...when, ...body }));

/** A row that is called a failure and is not counted as stored: no check can see that it was. */
const isCoveredUp = (alterations: Alteration[]): boolean =>
	alterations.includes('falseFailure') && alterations.includes('countTooLow');

function altered(from: Alteration[]): fc.Arbitrary<FaultOrder> {
	return fc
		.subarray(from, { minLength: 1, maxLength: 3 })
		.filter((alterations) => !isCoveredUp(alterations))
		.map((alterations): FaultOrder => ({ kind: 'altered', alterations }));
}

export const effects: fc.Arbitrary<FaultOrder> = fc.oneof(
	{ weight: 16, arbitrary: asked.map((how): FaultOrder => ({ kind: 'tooMany', ...how })) },
	{ weight: 8, arbitrary: asked.map((how): FaultOrder => ({ kind: 'unavailable', ...how })) },
	{
		weight: 8,
		arbitrary: fc
			.tuple(fc.constantFrom('errorBefore' as const, 'errorAfter' as const), errorBody)
			.map(([kind, body]): FaultOrder => ({ kind, ...body })),
	},
	{ weight: 20, arbitrary: altered([...ALTERATIONS]) },
	{ weight: 12, arbitrary: fc.constantFrom<FaultOrder>({ kind: 'cutBefore' }, { kind: 'cutAfter' }) },
	{ weight: 4, arbitrary: fc.boolean().map((takeEffect): FaultOrder => ({ kind: 'noAnswer', takeEffect })) },
	{
		weight: 8,
		arbitrary: fc.constantFrom<FaultOrder>(
			{ kind: 'halfJson', ends: 'cut' },
			{ kind: 'halfJson', ends: 'normally' },
			{ kind: 'halfJson', ends: 'never' },
		),
	},
	{ weight: 4, arbitrary: fc.constant<FaultOrder>({ kind: 'slow', delayMs: 20 }) },
	{ weight: 16, arbitrary: answers },
);

/** What takes long happens once only. */
const isCostly = (order: FaultOrder): boolean => neverEnds(order) || order.label !== undefined;

/** Mostly a few times; the last ones let a pause reach its cap. */
const times = fc.oneof(
	{ weight: 7, arbitrary: fc.integer({ min: 1, max: 6 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 7, max: 9 }) },
);

const mixed: fc.Arbitrary<FaultOrder[]> = fc.array(
	fc
		.tuple(
			fc.oneof({ weight: 30, arbitrary: effects }, { weight: 1, arbitrary: monsters }),
			fc.nat({ max: 12 }),
			times,
		)
		.map(([effect, after, often]): FaultOrder => ({
			...effect,
			after,
			times: isCostly(effect) ? 1 : often,
		})),
	{ maxLength: 4 },
);

/** Alterations after which every row fares as if nothing had happened. */
const HARMLESS: Alteration[] = [
	'byteOrderMark',
	'keyedFailures',
	'numericId',
	'secretsInTexts',
	'phonesInTexts',
	'noWords',
];

export function isHarmless(fault: FaultOrder): boolean {
	if (fault.kind === 'altered') return fault.alterations.every((alteration) => HARMLESS.includes(alteration));
	return fault.kind === 'slow';
}

/** Nothing at all, answers that are odd throughout, or whatever may go wrong. */
export const faults: fc.Arbitrary<FaultOrder[]> = fc.oneof(
	fc.constant<FaultOrder[]>([]),
	altered(HARMLESS).map((fault) => [{ ...fault, times: 1_000 }]),
	mixed,
	mixed,
);
