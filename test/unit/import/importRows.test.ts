import fc from 'fast-check';
import { sleep } from 'n8n-workflow';

import type { Reply } from '../../../nodes/http/reply';
import type { ImportControl, ImportJob, ImportOptions, ImportReport } from '../../../nodes/import/importJob';
import { importRows } from '../../../nodes/import/importRows';
import type { Outcome } from '../../../nodes/import/outcome';
import { resultInFakeTime } from '../fakeTime';

/** Time is the test's own here: an hour of pauses passes at once, and every moment is exact. */
beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** What the platform says to one request, and how long it thinks about it. */
interface Said {
	kind: 'yes' | 'no' | 'badRows' | 'later' | 'never' | 'unknown' | 'throws';
	ms: number;
}

interface Sent {
	ids: number[];
	startedAt: number;
	/** Others under way when it started. */
	others: number;
	/** Replies that had come before it started. */
	after: number;
	said: Said['kind'];
	endedAt: number;
	/** Rows that had been read when it ended. */
	read: number;
}

const refusal = {
	kind: 'no',
	...{ message: 'no', code: '1', retryable: false, deniesAllCalls: false, aboutRows: false },
} as const;
const REPLIES: Record<Exclude<Said['kind'], 'throws'>, Reply<string>> = {
	yes: { kind: 'yes', answer: 'fine' },
	no: refusal,
	badRows: { ...refusal, message: 'bad rows', code: '422', aboutRows: true },
	later: { ...refusal, message: 'later', code: '429', retryable: true },
	never: { ...refusal, message: 'wrong token', code: '401', deniesAllCalls: true },
	unknown: { kind: 'unknown', message: 'no answer', code: 'ETIMEDOUT' },
};

const OPTIONS: ImportOptions = {
	batchSize: 2,
	batchesAtOnce: 3,
	batchInterval: 0,
	maxTries: 1,
	retryWhenUnknown: false,
	splitRefused: true,
};

interface Scene {
	/** What is wrong with an item: it is bad, or the same customer as another. */
	items: Array<'good' | 'bad' | 'twin'>;
	/** What the requests are told, in the order in which they start; fine when the list is over. */
	script: Said[];
	options?: Partial<ImportOptions>;
	endOnRefusal?: boolean;
	/** The cancel button, in milliseconds from the start. */
	cancelAt?: number;
}

/** Plays an import to its end. */
async function play({ items, script, options, endOnRefusal = false, cancelAt = Infinity }: Scene) {
	const sent: Sent[] = [];
	let underWay = 0;
	let replies = 0;
	let read = 0;
	const began = Date.now();
	const job: ImportJob<string> = {
		itemCount: items.length,
		read: (item) => {
			read++;
			return {
				row: { id: item },
				faults: items[item] === 'bad' ? [{ reason: 'bad', reasonCode: 'bad' }] : [],
			};
		},
		duplicateKeys: (row) => (items[Number(row.id)] === 'twin' ? [['phone', '1']] : []),
		encode: (rows) => JSON.stringify(rows.map(({ id }) => id)),
		send: async (body) => {
			const { kind, ms } = script[sent.length] ?? { kind: 'yes', ms: 5 };
			const request: Sent = {
				ids: JSON.parse(body) as number[],
				startedAt: Date.now() - began,
				others: underWay,
				after: replies,
				said: kind,
				endedAt: 0,
				read: 0,
			};
			sent.push(request);
			underWay++;
			await sleep(ms);
			underWay--;
			replies++;
			request.endedAt = Date.now() - began;
			request.read = read;
			if (kind === 'throws') throw new Error('a bug');
			return REPLIES[kind];
		},
		readOutcomes: (_, rows) =>
			rows.map(({ id }): Outcome => ({ status: 'accepted', details: { uniqueId: `u${id as number}` } })),
	};
	const isCancelled = () => Date.now() - began >= cancelAt;
	const control: ImportControl = { isCancelled, endOnRefusal, keepRows: true };
	const running = importRows(job, { ...OPTIONS, ...options }, control);
	return { report: await resultInFakeTime(running), sent, read };
}

const statuses = ({ results }: ImportReport) => results.map(({ outcome }) => outcome.status);
const good = (count: number) => new Array<'good'>(count).fill('good');
const say = (...kinds: Array<Said['kind']>): Said[] => kinds.map((kind) => ({ kind, ms: 5 }));

describe('an import', () => {
	it('sends the rows in their order, so many in a request, and numbers the requests', async () => {
		const { report, sent } = await play({ items: good(5), script: [] });
		expect(sent.map(({ ids }) => ids)).toEqual([[0, 1], [2, 3], [4]]);
		expect(report.results.map(({ row, batch }) => [row?.id, batch])).toEqual([
			[0, 0],
			[1, 0],
			[2, 1],
			[3, 1],
			[4, 2],
		]);
		expect(statuses(report)).toEqual(new Array<string>(5).fill('accepted'));
		expect([report.requests, report.repetitions, report.refusal]).toEqual([3, 0, undefined]);
	});

	it('leaves bad rows and twins out without spoiling their neighbours', async () => {
		const { report, sent } = await play({
			items: ['bad', 'good', 'twin', 'bad', 'twin', 'good'],
			script: [],
		});
		expect(sent.map(({ ids }) => ids)).toEqual([[1, 2], [5]]);
		expect(statuses(report)).toEqual(['invalid', 'accepted', 'accepted', 'invalid', 'duplicate', 'accepted']);
	});

	it('sends nothing for nothing, and nothing for bad rows alone', async () => {
		expect((await play({ items: [], script: [] })).report.results).toEqual([]);
		const { report, sent } = await play({ items: ['bad'], script: [] });
		expect([statuses(report), sent]).toEqual([['invalid'], []]);
	});

	it('uses all request slots from the start, and never more', async () => {
		const { sent } = await play({
			items: good(20),
			script: [{ kind: 'yes', ms: 1_000 }],
			options: { batchesAtOnce: 4 },
		});
		expect(sent.slice(0, 4).map(({ startedAt }) => startedAt)).toEqual([0, 0, 0, 0]);
		expect(Math.max(...sent.map(({ others }) => others))).toBe(3);
		expect(Math.max(...sent.map(({ startedAt }) => startedAt))).toBeLessThan(1_000);
	});

	it.each([
		[1, 3],
		[3, 7],
		[50, 71],
	])(
		'with %i requests at once has read %i rows at the first answer: beside the next one as many are kept ready, but 20 at most',
		async (batchesAtOnce, read) => {
			const script = new Array<Said>(200).fill({ kind: 'yes', ms: 10_000 });
			const { sent } = await play({ items: good(200), script, options: { batchSize: 1, batchesAtOnce } });
			expect(sent[0]?.read).toBe(read);
		},
	);

	it.each([1, 3])(
		'sends %i requests at most when all are refused and the node shall stop',
		async (atOnce) => {
			for (const [kind, code] of [
				['no', '1'],
				['never', '401'],
			] as const) {
				const { report, sent } = await play({
					items: good(40),
					script: say(...new Array<Said['kind']>(20).fill(kind)),
					options: { batchesAtOnce: atOnce },
					endOnRefusal: true,
				});
				expect([report.refusal?.code, sent.length]).toEqual([code, atOnce]);
			}
		},
	);

	it('waits after a refusal for the requests under way, and goes on when one of them was accepted', async () => {
		const script: Said[] = [
			{ kind: 'no', ms: 5 },
			{ kind: 'yes', ms: 500 },
			{ kind: 'no', ms: 100 },
		];
		const { report, sent } = await play({ items: good(10), script, endOnRefusal: true });
		expect(sent.map(({ startedAt }) => startedAt)).toEqual([0, 0, 0, 500, 500]);
		expect(report.refusal).toBeUndefined();
		expect(statuses(report)).toEqual([
			...['failed', 'failed', 'accepted', 'accepted', 'failed', 'failed'],
			...['accepted', 'accepted', 'accepted', 'accepted'],
		]);
	});

	it('reads no further rows once the node is going to stop', async () => {
		const { report, read } = await play({
			items: good(200),
			script: say('no', 'no', 'no'),
			endOnRefusal: true,
		});
		expect(report.refusal).toBeDefined();
		expect(read).toBeLessThan(20);
	});

	it('does not throw a wrong token away with rows that were accepted beside it', async () => {
		const script: Said[] = [
			{ kind: 'never', ms: 5 },
			{ kind: 'yes', ms: 500 },
			{ kind: 'never', ms: 100 },
		];
		const { report, sent } = await play({ items: good(8), script, endOnRefusal: true });
		expect([report.refusal, sent.length]).toEqual([undefined, 3]);
		expect(statuses(report)).toEqual([
			...['failed', 'failed', 'accepted', 'accepted', 'failed', 'failed', 'notSent', 'notSent'],
		]);
		expect(report.results[7]?.outcome).toMatchObject({ reasonCode: '401' });
	});

	it('names the wrong token when requests were refused for different reasons', async () => {
		const { report } = await play({ items: good(6), script: say('no', 'never', 'no'), endOnRefusal: true });
		expect(report.refusal).toMatchObject({ message: 'wrong token' });
	});

	it('goes on after a refusal of one request when the node shall go on', async () => {
		const { report } = await play({ items: good(6), script: say('no') });
		expect(statuses(report)).toEqual(['failed', 'failed', 'accepted', 'accepted', 'accepted', 'accepted']);
		expect(report.refusal).toBeUndefined();
	});

	it.each(['yes', 'unknown', 'throws'] as const)(
		'never throws rows away once some were taken, or may have been (%s), whichever answer comes first',
		async (kind) => {
			for (const ms of [1, 5, 10]) {
				const script: Said[] = [
					{ kind, ms },
					{ kind: 'no', ms: 5 },
				];
				const { report } = await play({ items: good(4), script, endOnRefusal: true });
				expect(report.refusal).toBeUndefined();
				expect(statuses(report).slice(2)).toEqual(['failed', 'failed']);
			}
		},
	);

	it('stops when every further request would be refused', async () => {
		const options = { batchesAtOnce: 1 };
		const { report, sent } = await play({ items: good(8), script: say('yes', 'never'), options });
		expect(sent).toHaveLength(2);
		expect(statuses(report)).toEqual([
			'accepted',
			'accepted',
			'failed',
			'failed',
			'notSent',
			'notSent',
			'notSent',
			'notSent',
		]);
		expect(report.results[7]?.outcome).toMatchObject({
			reason: expect.stringContaining('wrong token') as string,
			reasonCode: '401',
		});
		expect(report.results[7]).not.toHaveProperty('batch');
	});

	it('still tells invalid rows, and the values of the others, of what it did not send after it stopped', async () => {
		const { report } = await play({
			items: [...good(9), 'bad'],
			script: say('never'),
			options: { batchesAtOnce: 1 },
		});
		expect(statuses(report).slice(8)).toEqual(['notSent', 'invalid']);
		expect(report.results[8]?.row).toEqual({ id: 8 });
	});

	it.each(['unknown', 'later', 'throws'] as const)(
		'stops after three requests in a row that were no use (%s)',
		async (kind) => {
			const options = { batchesAtOnce: 1 };
			const { report, sent } = await play({ items: good(12), script: say('yes', kind, kind, kind), options });
			expect(sent).toHaveLength(4);
			expect(statuses(report).slice(8)).toEqual(['notSent', 'notSent', 'notSent', 'notSent']);
		},
	);

	it('does not stop when one of three is of use', async () => {
		const script = say('yes', 'unknown', 'unknown', 'yes', 'unknown', 'unknown', 'no', 'unknown');
		const { report, sent } = await play({ items: good(20), script, options: { batchesAtOnce: 1 } });
		expect(sent).toHaveLength(10);
		expect(statuses(report).filter((status) => status === 'notSent')).toEqual([]);
	});

	it('sends again what certainly was not taken, as often as allowed, and what may have been only when told to', async () => {
		const later = await play({ items: good(2), script: say('later', 'later'), options: { maxTries: 3 } });
		expect([later.sent.length, statuses(later.report)]).toEqual([3, ['accepted', 'accepted']]);
		expect([later.report.requests, later.report.repetitions]).toEqual([3, 2]);
		const often = await play({
			items: good(2),
			script: say('later', 'later', 'later'),
			options: { maxTries: 3 },
		});
		expect([often.sent.length, statuses(often.report)]).toEqual([3, ['failed', 'failed']]);
		const unknown = await play({ items: good(2), script: say('unknown'), options: { maxTries: 3 } });
		expect([unknown.sent.length, statuses(unknown.report)]).toEqual([1, ['unconfirmed', 'unconfirmed']]);
		const told = await play({
			items: good(2),
			script: say('unknown'),
			options: { maxTries: 3, retryWhenUnknown: true },
		});
		expect([told.sent.length, statuses(told.report)]).toEqual([2, ['accepted', 'accepted']]);
	});

	it('does not call rows failed when an earlier try of theirs may have been taken', async () => {
		const options = { maxTries: 3, retryWhenUnknown: true };
		const { report } = await play({
			items: good(2),
			script: say('unknown', 'no'),
			options,
			endOnRefusal: true,
		});
		expect([report.refusal, statuses(report)]).toEqual([undefined, ['unconfirmed', 'unconfirmed']]);
		expect(report.results[0]?.outcome).toMatchObject({ reason: expect.stringContaining('no') as string });
	});

	it('does not call a row failed that a repeated request refuses, because the first try may have taken it', async () => {
		let tries = 0;
		const job: ImportJob<string> = {
			...{
				itemCount: 2,
				read: (id) => ({ row: { id }, faults: [] }),
				duplicateKeys: () => [],
				encode: String,
			},
			send: async () => await Promise.resolve(++tries === 1 ? REPLIES.unknown : REPLIES.yes),
			readOutcomes: () => [
				{ status: 'imported' },
				{ status: 'failed', reason: 'exists already', reasonCode: 'x' },
			],
		};
		const options = { ...OPTIONS, maxTries: 2, retryWhenUnknown: true };
		const control = { isCancelled: () => false, endOnRefusal: false, keepRows: false };
		const report = await resultInFakeTime(importRows(job, options, control));
		expect(report.results.map(({ outcome }) => outcome)).toEqual([
			{ status: 'imported' },
			{
				...{ status: 'unconfirmed', reasonCode: 'x' },
				reason: 'exists already (an earlier try may have taken effect)',
			},
		]);
	});

	it('sends nothing more once it is cancelled, reads nothing more, and says so of the rest', async () => {
		const script = new Array<Said>(10).fill({ kind: 'yes', ms: 100 });
		const { report, sent, read } = await play({
			items: good(20),
			script,
			options: { batchesAtOnce: 1 },
			cancelAt: 250,
		});
		expect([sent.length, read]).toEqual([3, 10]);
		expect(statuses(report)).toEqual([
			...new Array<string>(6).fill('accepted'),
			...new Array<string>(14).fill('notSent'),
		]);
		expect(report.results[19]?.outcome).toMatchObject({ reasonCode: 'cancelled' });
	});

	it('does not wait for a long pause to end when it is cancelled', async () => {
		const began = Date.now();
		const { report } = await play({
			items: good(4),
			script: say('later'),
			options: { maxTries: 9, batchInterval: 3_600_000 },
			cancelAt: 300,
		});
		expect(Date.now() - began).toBeLessThan(1_000);
		expect(statuses(report)).toEqual(['failed', 'failed', 'notSent', 'notSent']);
		expect([report.requests, report.repetitions]).toEqual([1, 0]);
	});
});

describe('any import at all', () => {
	const said = fc.record({
		kind: fc.oneof(
			{ weight: 6, arbitrary: fc.constant('yes' as const) },
			fc.constantFrom(
				'no' as const,
				'badRows' as const,
				'badRows' as const,
				'later' as const,
				'never' as const,
				'unknown' as const,
				'throws' as const,
			),
		),
		ms: fc.nat(400),
	});
	const scene = fc.record({
		items: fc.array(
			fc.oneof(
				{ weight: 6, arbitrary: fc.constant('good' as const) },
				fc.constantFrom('bad' as const, 'twin' as const),
			),
			{ maxLength: 40 },
		),
		script: fc.array(said, { maxLength: 30 }),
		options: fc.record({
			batchSize: fc.integer({ min: 1, max: 5 }),
			batchesAtOnce: fc.integer({ min: 1, max: 6 }),
			batchInterval: fc.constantFrom(0, 0, 50, 300),
			maxTries: fc.integer({ min: 1, max: 4 }),
			retryWhenUnknown: fc.boolean(),
			splitRefused: fc.boolean(),
		}),
		endOnRefusal: fc.boolean(),
		cancelAt: fc.oneof({ weight: 3, arbitrary: fc.constant(Infinity) }, fc.nat(3_000)),
	});

	/** A no to the second try says nothing of the first, if nobody knows what became of that. */
	const outcomeOf = (requests: Sent[]): string => {
		const last = requests.at(-1)?.said ?? 'throws';
		if (last === 'yes') return 'accepted';
		return requests.every(({ said: kind }) => ['no', 'badRows', 'later', 'never'].includes(kind))
			? 'failed'
			: 'unconfirmed';
	};

	const check = (
		{
			items,
			options,
			endOnRefusal,
			cancelAt = Infinity,
		}: Omit<Scene, 'options'> & { options: ImportOptions },
		{ report, sent }: Awaited<ReturnType<typeof play>>,
	) => {
		// Requests: how many, how large, when.
		expect([report.requests, sent.every(({ ids }) => ids.length <= options.batchSize)]).toEqual([
			sent.length,
			true,
		]);
		for (const [index, request] of sent.entries()) {
			expect(request.others).toBeLessThan(options.batchesAtOnce);
			if (request.after === 0) expect(index).toBeLessThan(options.batchesAtOnce);
			expect(request.startedAt).toBeLessThan(cancelAt);
			const before = sent[index - 1];
			if (before) expect(request.startedAt - before.startedAt).toBeGreaterThanOrEqual(options.batchInterval);
		}
		// What was sent again, and what never was.
		const tries = new Map<string, number>();
		for (const { ids } of sent) tries.set(String(ids), (tries.get(String(ids)) ?? 0) + 1);
		expect(report.repetitions).toBe(sent.length - tries.size);
		expect(Math.max(0, ...tries.values())).toBeLessThanOrEqual(options.maxTries);
		const sendable = new Set(['later']);
		if (options.retryWhenUnknown) sendable.add('unknown');
		if (options.splitRefused) sendable.add('badRows');
		const requestsOf = (item: number) => sent.filter(({ ids }) => ids.includes(item));
		for (const item of items.keys()) {
			requestsOf(item).forEach((request, index, all) => {
				const next = all[index + 1];
				if (!next) return;
				expect(sendable).toContain(request.said);
				if (next.ids.length === request.ids.length) return;
				// A part of the request: only after a certain no about its rows, and as one of two halves.
				expect([request.said, next.ids.length]).toEqual(['badRows', expect.any(Number)]);
				expect([Math.floor(request.ids.length / 2), Math.ceil(request.ids.length / 2)]).toContain(
					next.ids.length,
				);
				expect(all.slice(0, index + 1).map(({ said: kind }) => kind)).not.toContain('unknown');
			});
		}
		// Every item exactly once, with the outcome that its request's last reply gives.
		if (report.refusal) {
			expect([
				endOnRefusal,
				sent.every(({ said: kind }) => kind !== 'yes' && kind !== 'unknown' && kind !== 'throws'),
			]).toEqual([true, true]);
			return;
		}
		expect(Object.keys(report.results)).toHaveLength(items.length);
		report.results.forEach(({ row, outcome, batch }, item) => {
			const requests = requestsOf(item);
			if (requests.length > 0)
				expect([row?.id, outcome.status, batch !== undefined]).toEqual([item, outcomeOf(requests), true]);
			else {
				expect(batch).toBeUndefined();
				const twin = items[item] === 'twin';
				const expected =
					items[item] === 'bad' ? ['invalid', 'notSent'] : twin ? ['duplicate', 'notSent'] : ['notSent'];
				expect(expected).toContain(outcome.status);
			}
		});
	};

	it('settles every item once, keeps its limits, and sends nothing twice that may have been taken', async () => {
		await fc.assert(
			fc.asyncProperty(scene, async (given) => check(given, await play(given))),
			{ numRuns: Number(process.env.IMPORT_RUNS ?? 400) },
		);
	}, 120_000);
});
