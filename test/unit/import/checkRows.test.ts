import { checkRows } from '../../../nodes/import/checkRows';
import { DuplicateCheck } from '../../../nodes/import/duplicates';
import type { ImportJob } from '../../../nodes/import/importJob';
import { importSummary } from '../../../nodes/import/summary';

/** Checks rows given as phones: `bad` is invalid, `unwritable` cannot be written as JSON. */
async function check(phones: string[], options: { maxFailedPercent?: number; cancelAt?: number } = {}) {
	let read = 0;
	const job = {
		itemCount: phones.length,
		read: (item: number) => {
			read++;
			const faults =
				phones[item] === 'bad' ? [{ reason: 'bad phone', reasonCode: 'bad', column: 'Phone' }] : [];
			return { row: { phone: phones[item] }, faults };
		},
		duplicateKeys: ({ phone }: { phone?: unknown }): Array<[string, string]> => [['phone', String(phone)]],
		encode: (rows: Array<{ phone?: unknown }>) => {
			if (rows.some(({ phone }) => phone === 'unwritable')) throw new Error('no JSON');
			return JSON.stringify(rows);
		},
	} as unknown as ImportJob<string>;
	const { maxFailedPercent, cancelAt = Infinity } = options;
	const report = await checkRows(
		job,
		{ batchSize: 2, maxFailedPercent },
		{ isCancelled: () => read >= cancelAt, keepRows: false },
	);
	const outcomes = report.results.map(({ outcome, batch }) => (batch === undefined ? outcome.status : batch));
	return { report, outcomes };
}

describe('a check of an import', () => {
	it('gives each row that would be sent the number of its request, and counts these', async () => {
		const { report, outcomes } = await check(['1', '2', 'bad', '1', '3', '4', '5']);
		expect(outcomes).toEqual([0, 0, 'invalid', 'duplicate', 1, 1, 2]);
		expect([report.requests, report.repetitions]).toEqual([3, 0]);
		expect(report.results[0]).toEqual({ outcome: { status: 'checked' }, batch: 0 });
		expect(report.results[3]).toEqual({
			outcome: {
				status: 'duplicate',
				reason: "Item 0 of this import has the same phone; 'Skip Duplicates' keeps the first",
				reasonCode: 'duplicate',
			},
		});
	});

	it('makes no request of rows that cannot be written', async () => {
		const { report, outcomes } = await check(['unwritable', 'bad', '1', '2', '3']);
		expect(outcomes).toEqual(['invalid', 'invalid', 0, 1, 1]);
		expect(report.requests).toBe(2);
		expect((await check(['unwritable'])).report.requests).toBe(0);
		expect(report.results[0]?.outcome).toEqual({
			status: 'invalid',
			reason: 'This row cannot be written as JSON: no JSON',
			reasonCode: 'unreadable',
		});
	});

	it('that is cancelled says so of the rest', async () => {
		const { report, outcomes } = await check(['1', '2', '3'], { cancelAt: 2 });
		expect(outcomes).toEqual([0, 0, 'notSent']);
		expect(report.results[2]?.outcome).toEqual({
			status: 'notSent',
			reason: 'The execution was cancelled before this row was checked',
			reasonCode: 'cancelled',
		});
	});

	it('says when too many rows are invalid', async () => {
		const { outcomes, report } = await check(['1', 'bad', 'bad', '2'], { maxFailedPercent: 49 });
		expect([outcomes, report.requests]).toEqual([['notSent', 'invalid', 'invalid', 'notSent'], 0]);
		expect((await check(['1', 'bad', 'bad', '2'], { maxFailedPercent: 50 })).report.requests).toBe(1);
	});

	it('is summed up as a check', async () => {
		const { report } = await check(['1', '2', 'bad']);
		const facts = { startedAt: 0, finishedAt: 100, operation: 'import', warnings: [], target: {} };
		expect(importSummary(report, { ...facts, checkOnly: true }).text).toBe(
			'2 of 3 rows would be sent in 1 request; 1 invalid; nothing was sent. 0.1\u00A0s.',
		);
	});
});

it('a row is a duplicate by any field that it shares with an earlier one, and is not remembered then', () => {
	const duplicates = new DuplicateCheck();
	const check = (item: number, ...keys: Array<[string, string]>) => duplicates.check(keys, item)?.reason;
	expect(check(0, ['phone', '1'], ['email', 'a'])).toBeUndefined();
	expect(check(1, ['phone', 'a'], ['email', '1'])).toBeUndefined();
	expect(check(2, ['phone', '2'], ['email', 'a'])).toMatch(/^Item 0 of this import has the same email/);
	expect(check(3, ['phone', '2'])).toBeUndefined();
	expect(check(4, ['phone', 'a'])).toMatch(/^Item 1 of this import has the same phone/);
	expect(check(5)).toBeUndefined();
});
