import type { Operation, Plan } from './plan';
import { makeRow } from './plan';

/** An import of so many valid rows in which nothing special happens, to be changed to what a find was about. */
function plain(operation: Operation, rows: number, about: Partial<Plan>): Plan {
	return {
		operation,
		rows: Array.from({ length: rows }, (_unused, index) => makeRow(operation, 'valid', index)),
		options: {},
		mappingMode: 'defineBelow',
		faults: [],
		onError: 'stopWorkflow',
		clockOffsetMs: 0,
		errorStatus: 'always200',
		...about,
	};
}

const CODE_0: Partial<Plan> = {
	options: { batchSize: 1 },
	faults: [
		{ kind: 'answer', takeEffect: true, status: 200, body: '{"code":0,"message":9,"data":null}', times: 1 },
	],
};

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
		plan: plain('addAsync', 41, {
			...CODE_0,
			rows: Array.from({ length: 41 }, (_unused, index) =>
				makeRow('addAsync', index === 1 ? 'dashed' : 'valid', index),
			),
		}),
	},
];
