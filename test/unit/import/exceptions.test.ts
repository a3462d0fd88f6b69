import fc from 'fast-check';
import { sleep } from 'n8n-workflow';

import type { Reply } from '../../../nodes/http/reply';
import type { ImportJob, ImportOptions } from '../../../nodes/import/importJob';
import { importRows } from '../../../nodes/import/importRows';
import type { Outcome } from '../../../nodes/import/outcome';
import { resultInFakeTime } from '../fakeTime';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** What JavaScript lets a bug throw. */
const THROWN: unknown[] = [
	new TypeError("Cannot destructure property 'id' of null"),
	'a text',
	undefined,
	null,
	Symbol('bug'),
	Object.create(null),
	{ message: 7 },
];

/** It throws when its status is looked at. */
const TRAP: unknown = Object.defineProperty({}, 'status', {
	get: () => {
		throw new Error('a trap');
	},
});

/** What a bug may give back instead of one outcome for each row. */
const GARBAGE: unknown[] = [
	undefined,
	null,
	'fine',
	{},
	[],
	[null],
	[{ status: 'notSent' }],
	[TRAP, TRAP],
	new Array(9).fill({ status: 'imported' }),
];

type Call = 'read' | 'duplicateKeys' | 'encode' | 'send' | 'readOutcomes';
/** What one call of the job does: its work, or an exception before or after it. */
interface Fate {
	when: 'never' | 'before' | 'after';
	thrown: unknown;
}

interface Scene {
	itemCount: number;
	fates: Record<Call, Fate[]>;
	/** Instead of what `readOutcomes` says. */
	garbage: unknown[];
	replies: Array<'yes' | 'no' | 'badRows' | 'later' | 'unknown' | 'lost'>;
	options: ImportOptions;
	endOnRefusal: boolean;
	cancelAt: number;
}

const NEVER: Fate = { when: 'never', thrown: undefined };
const NO_FATES = { read: [], duplicateKeys: [], encode: [], send: [], readOutcomes: [] };
const OPTIONS = {
	batchSize: 2,
	batchesAtOnce: 2,
	batchInterval: 0,
	maxTries: 1,
	retryWhenUnknown: false,
	splitRefused: true,
};
const PLAIN: Scene = {
	...{ itemCount: 6, fates: NO_FATES, garbage: [], replies: [] },
	...{ options: OPTIONS, endOnRefusal: false, cancelAt: Infinity },
};

/** A platform that stores what it takes, behind a job whose calls throw as the scene says. */
function platform(scene: Scene) {
	const stored: number[] = [];
	const travelled = new Set<number>();
	const began = { read: 0, duplicateKeys: 0, encode: 0, send: 0, readOutcomes: 0 };

	function wrapped<Given extends unknown[], Made>(call: Call, work: (...given: Given) => Made) {
		return (...given: Given): Made => {
			const { when, thrown } = scene.fates[call][began[call]++] ?? NEVER;
			if (when === 'before') throw thrown;
			const made = work(...given);
			if (when === 'after') throw thrown;
			return made;
		};
	}

	async function answer(body: string): Promise<Reply<number[]>> {
		const ids = JSON.parse(body) as number[];
		for (const id of ids) travelled.add(id);
		const said = scene.replies[began.send - 1] ?? 'yes';
		const { when, thrown } = scene.fates.send[began.send - 1] ?? NEVER;
		if (when === 'before') throw thrown;
		if (said === 'yes' || said === 'lost') stored.push(...ids.filter((id) => id % 7 !== 6));
		await sleep(5);
		if (when === 'after') throw thrown;
		if (said === 'yes') return { kind: 'yes', answer: ids };
		if (said === 'unknown' || said === 'lost')
			return { kind: 'unknown', message: 'no answer', code: 'ETIMEDOUT' };
		return {
			kind: 'no',
			message: 'no',
			code: '1',
			retryable: said === 'later',
			deniesAllCalls: false,
			aboutRows: said === 'badRows',
		};
	}

	const job: ImportJob<number[]> = {
		itemCount: scene.itemCount,
		read: wrapped('read', (item: number) => ({
			row: { id: item, phone: item % 5 },
			faults: item % 11 === 10 ? [{ reason: 'bad', reasonCode: 'bad' }] : [],
		})),
		duplicateKeys: wrapped('duplicateKeys', ({ id, phone }) =>
			Number(id) > 20 ? [['phone', String(phone)] as [string, string]] : [],
		),
		encode: wrapped('encode', (rows) => JSON.stringify(rows.map(({ id }) => id))),
		send: async (body) => {
			began.send++;
			return await answer(body);
		},
		readOutcomes: wrapped('readOutcomes', (ids: number[]) => {
			const instead = scene.garbage[began.readOutcomes - 1];
			if (instead !== undefined) return instead as Outcome[];
			return ids.map((id): Outcome =>
				id % 7 === 6 ? { status: 'failed', reason: 'refused', reasonCode: 'x' } : { status: 'imported' },
			);
		}),
	};
	return { job, stored, travelled, began };
}

async function play(scene: Scene) {
	const { job, ...observed } = platform(scene);
	const start = Date.now();
	const isCancelled = () => Date.now() - start >= scene.cancelAt;
	const running = importRows(job, scene.options, {
		isCancelled,
		endOnRefusal: scene.endOnRefusal,
		keepRows: false,
	});
	return { report: await resultInFakeTime(running), ...observed };
}

type Played = Awaited<ReturnType<typeof play>>;
const statuses = ({ report }: Played) => report.results.map(({ outcome }) => outcome.status);
const reasons = ({ report }: Played) =>
	report.results.map(({ outcome }) => ('reason' in outcome ? outcome.reason : ''));
const fails = (times: number, at: number, thrown: unknown = THROWN[0]): Fate[] => [
	...new Array<Fate>(at).fill(NEVER),
	...new Array<Fate>(times).fill({ when: 'before', thrown }),
];

describe('an exception', () => {
	it.each(['read', 'duplicateKeys'] as const)('of %s makes its row invalid and no other', async (call) => {
		const played = await play({ ...PLAIN, fates: { ...NO_FATES, [call]: fails(1, 3) } });
		expect(statuses(played)).toEqual(['imported', 'imported', 'imported', 'invalid', 'imported', 'imported']);
		expect(played.report.results[3]?.outcome).toEqual({
			status: 'invalid',
			reason: "This row could not be read: Cannot destructure property 'id' of null",
			reasonCode: 'unreadable',
		});
		expect(played.stored).not.toContain(3);
	});

	it('of encode makes the row to blame invalid, and its neighbours travel together', async () => {
		// The batch of the rows 2 and 3 cannot be written, and by itself neither can 3.
		const encode = [NEVER, ...fails(1, 0), NEVER, ...fails(1, 0)];
		const played = await play({ ...PLAIN, itemCount: 5, fates: { ...NO_FATES, encode } });
		expect(statuses(played)).toEqual(['imported', 'imported', 'imported', 'invalid', 'imported']);
		expect(played.travelled).toEqual(new Set([0, 1, 2, 4]));
	});

	it('of encode for rows that can be written alone, but not together, sends none of them', async () => {
		const played = await play({ ...PLAIN, fates: { ...NO_FATES, encode: fails(1, 0) } });
		expect(statuses(played).slice(0, 3)).toEqual(['invalid', 'invalid', 'imported']);
		expect(played.travelled).toEqual(new Set([2, 3, 4, 5]));
		expect(played.report.requests).toBe(2);
	});

	it.each(['before', 'after'] as const)('of send, %s its work, leaves the rows unconfirmed', async (when) => {
		const played = await play({ ...PLAIN, fates: { ...NO_FATES, send: [{ when, thrown: 'a text' }] } });
		expect(statuses(played).slice(0, 2)).toEqual(['unconfirmed', 'unconfirmed']);
		expect(reasons(played)[0]).toBe('Something unexpected happened to the request: a text');
	});

	it('of readOutcomes leaves the rows unconfirmed', async () => {
		const played = await play({
			...PLAIN,
			fates: { ...NO_FATES, readOutcomes: fails(1, 0, Object.create(null)) },
		});
		expect(statuses(played).slice(0, 3)).toEqual(['unconfirmed', 'unconfirmed', 'imported']);
		expect(reasons(played)[0]).toMatch(/^The reply could not be read: /);
	});

	it('of encode for a half of a refused request leaves the rows of this half refused', async () => {
		const options = { ...OPTIONS, batchesAtOnce: 1 };
		const fates = { ...NO_FATES, encode: fails(1, 1) };
		const played = await play({ ...PLAIN, itemCount: 2, options, fates, replies: ['badRows'] });
		expect(statuses(played)).toEqual(['failed', 'imported']);
		expect(reasons(played)[0]).toBe('no');
	});

	it('of an answer while it is recorded leaves the rows unconfirmed', async () => {
		const played = await play({ ...PLAIN, itemCount: 4, garbage: [[TRAP, TRAP]] });
		expect(statuses(played)).toEqual(['unconfirmed', 'unconfirmed', 'imported', 'imported']);
		expect(played.report.results[0]?.outcome).toMatchObject({
			...{ reason: 'The reply could not be recorded: a trap', reasonCode: 'unaccounted' },
		});
	});

	it('never makes a node throw rows away that may have arrived', async () => {
		for (const call of ['send', 'readOutcomes'] as const) {
			const replies: Scene['replies'] = ['yes', 'no'];
			const fates = { ...NO_FATES, [call]: [{ when: 'after' as const, thrown: null }] };
			const played = await play({ ...PLAIN, fates, replies, endOnRefusal: true });
			expect([played.report.refusal, statuses(played)[0]]).toEqual([undefined, 'unconfirmed']);
		}
	});
});

describe('instead of one outcome for each row', () => {
	it.each(GARBAGE.slice(1))('%j leaves the rows unconfirmed', async (garbage) => {
		const played = await play({ ...PLAIN, itemCount: 4, garbage: [garbage] });
		expect(statuses(played)).toEqual(['unconfirmed', 'unconfirmed', 'imported', 'imported']);
	});
});

describe('whatever the calls of a job throw', () => {
	const fate = fc.record({
		when: fc.oneof(
			{ weight: 4, arbitrary: fc.constant('never' as const) },
			fc.constantFrom('before' as const, 'after' as const),
		),
		thrown: fc.constantFrom(...THROWN),
	});
	const list = fc.array(fate, { maxLength: 40 });
	const scene: fc.Arbitrary<Scene> = fc.record({
		itemCount: fc.nat(40),
		fates: fc.record({ read: list, duplicateKeys: list, encode: list, send: list, readOutcomes: list }),
		garbage: fc.array(
			fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.constantFrom(...GARBAGE)),
		),
		replies: fc.array(
			fc.oneof(
				{ weight: 3, arbitrary: fc.constant('yes' as const) },
				fc.constantFrom(
					'no' as const,
					'badRows' as const,
					'later' as const,
					'unknown' as const,
					'lost' as const,
				),
			),
		),
		options: fc.record({
			batchSize: fc.integer({ min: 1, max: 6 }),
			batchesAtOnce: fc.integer({ min: 1, max: 4 }),
			batchInterval: fc.constantFrom(0, 30),
			maxTries: fc.integer({ min: 1, max: 3 }),
			retryWhenUnknown: fc.boolean(),
			splitRefused: fc.boolean(),
		}),
		endOnRefusal: fc.boolean(),
		cancelAt: fc.oneof({ weight: 3, arbitrary: fc.constant(Infinity) }, fc.nat(2_000)),
	});

	it('every row has exactly one outcome, and it is true', async () => {
		const check = async (given: Scene) => {
			const { report, stored, travelled, began } = await play(given);
			expect(report.requests).toBe(began.send);
			if (report.refusal) {
				expect([given.endOnRefusal, stored]).toEqual([true, []]);
				return;
			}
			expect(Object.keys(report.results)).toHaveLength(given.itemCount);
			if (!given.options.retryWhenUnknown) expect(new Set(stored).size).toBe(stored.length);
			report.results.forEach(({ outcome, batch }, item) => {
				const { status } = outcome;
				if (status === 'imported') expect(stored).toContain(item);
				else if (status !== 'unconfirmed') expect(stored).not.toContain(item);
				const sent = ['imported', 'failed', 'unconfirmed'].includes(status);
				expect([item, status, travelled.has(item), batch !== undefined]).toEqual([item, status, sent, sent]);
			});
		};
		const numRuns = Number(process.env.IMPORT_RUNS ?? 400);
		await fc.assert(fc.asyncProperty(scene, check), { numRuns });
	}, 120_000);
});
