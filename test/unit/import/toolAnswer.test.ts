import fc from 'fast-check';

import type { RowResult } from '../../../nodes/import/importJob';
import type { Failed, FailedStatus, Outcome } from '../../../nodes/import/outcome';
import type { ImportFacts } from '../../../nodes/import/summary';
import { importSummary } from '../../../nodes/import/summary';
import { toolAnswer } from '../../../nodes/import/toolAnswer';

const FACTS: ImportFacts = {
	...{ startedAt: 0, finishedAt: 4_100, operation: 'import', checkOnly: false, warnings: [], target: {} },
};

function answerTo(results: RowResult[], facts: Partial<ImportFacts> = {}) {
	const report = { results, requests: 1, repetitions: 0 };
	return toolAnswer(report, importSummary(report, { ...FACTS, ...facts }));
}

const failed = (status: FailedStatus, reason = 'why', reasonCode = 'code'): Failed => ({
	...{ status, reason, reasonCode },
});
const results = (count: number, outcome: Outcome): RowResult[] =>
	Array.from({ length: count }, (_unused, index) => ({ row: { phone: `1380013${8000 + index}` }, outcome }));

describe('what an agent’s model is told of an import', () => {
	it('is what became of the rows, and nothing about failures when there are none', () => {
		expect(answerTo(results(2, { status: 'imported' }))).toEqual({
			text: '2 of 2 rows imported in 1 request. 4.1\u00A0s.',
			...{ rows: 2, success: 2, failed: 0, counts: { imported: 2 } },
			...{ advice: [], failedRows: [] },
		});
	});

	it('has the target, the batch numbers and the warnings of the import', () => {
		const accepted: RowResult[] = ['u', 'v', 'u'].map((uniqueId) => ({
			outcome: { status: 'accepted', details: { uniqueId } },
		}));
		const facts = { warnings: ['Look.'], target: { taskId: 'task', userId: 'user' } };
		expect(answerTo(accepted, facts)).toMatchObject({
			...{ taskId: 'task', userId: 'user', uniqueIds: ['u', 'v'], warnings: ['Look.'] },
			advice: ['The accepted rows are with the platform, which works on them later. Do not send them again.'],
		});
	});

	it('names each failed row by its first text, its place in the input and its reason', () => {
		const outcome = failed('failed', '空号');
		const { failedRows } = answerTo([
			{ row: { phone: '13800138000' }, outcome: { status: 'imported' } },
			{ row: { sort: 0, name: '', phone: '13800138001', email: 'a@b.c' }, outcome },
			{ row: { sort: 0 }, outcome },
			{ outcome },
		]);
		expect(failedRows).toEqual([
			{ item: 1, row: { phone: '13800138001' }, status: 'failed', reason: '空号' },
			{ item: 2, status: 'failed', reason: '空号' },
			{ item: 3, status: 'failed', reason: '空号' },
		]);
	});

	it.each<[FailedStatus, string]>([
		['invalid', 'Nothing was sent of the invalid rows. Correct these rows and send only them.'],
		['failed', 'The platform refused the failed rows. Correct these rows and send only them.'],
		['duplicate', 'Duplicates are other rows of this list with the same phone or contact. Leave them out.'],
		[
			'unconfirmed',
			'It is not known whether the unconfirmed rows arrived. Do not send them again; say so, and have them looked up first.',
		],
		[
			'notSent',
			'The import stopped before the rows that were not sent. Solve the reason, then send only them.',
		],
	])('says what to do about rows that are %s', (status, advice) => {
		expect(answerTo(results(1, failed(status)))).toMatchObject({ advice: [advice] });
	});

	it('says that a check has sent nothing', () => {
		expect(answerTo(results(1, { status: 'checked' }), { checkOnly: true })).toMatchObject({
			advice: ['This was only a check: nothing was sent.'],
		});
	});

	it('has 20 failed rows at most, and the reasons of all when there are more', () => {
		const all = answerTo(results(20, failed('failed', '空号')));
		expect(all.failedRows).toHaveLength(20);
		expect(all).not.toHaveProperty('reasons');
		const some = answerTo(results(21, failed('failed', '空号')));
		expect(some.failedRows).toHaveLength(20);
		expect(some.reasons).toEqual([{ status: 'failed', rows: 21, reason: '空号' }]);
	});

	it('has the five most frequent reasons, the first five batch numbers and the first three warnings', () => {
		const rows = Array.from({ length: 30 }, (_unused, index) => ({
			outcome: {
				...failed('failed', `reason ${index % 6}`, `code ${index % 6}`),
				details: { uniqueId: `u${index}` },
			},
		}));
		const answer = answerTo(rows, { warnings: ['One.', 'Two.', 'Three.', 'Four.'] });
		expect(answer.reasons).toHaveLength(5);
		expect(answer.uniqueIds).toEqual(['u0', 'u1', 'u2', 'u3', 'u4']);
		expect(answer.warnings).toEqual(['One.', 'Two.', 'Three.']);
	});

	it('cuts what is long, and shows that it did', () => {
		const long = 'x'.repeat(1_000);
		const answer = answerTo(
			[{ row: { phone: long }, outcome: { ...failed('failed', long), details: { uniqueId: long } } }],
			{ warnings: [long], target: { taskId: long, userId: long } },
		);
		const cut = (length: number) => `${'x'.repeat(length - 1)}…`;
		expect(answer).toMatchObject({
			...{ taskId: cut(100), userId: cut(100), uniqueIds: [cut(100)], warnings: [cut(320)] },
			failedRows: [{ item: 0, row: { phone: cut(40) }, reason: cut(160) }],
		});
		const whole = answerTo([{ row: { phone: 'x'.repeat(40) }, outcome: failed('failed', 'x'.repeat(160)) }]);
		expect(whole.failedRows).toMatchObject([{ row: { phone: 'x'.repeat(40) }, reason: 'x'.repeat(160) }]);
	});

	it('has all 20 failed rows where JSON needs six characters for one, because their reasons are cut', () => {
		const given = Array.from({ length: 20 }, () => ({ outcome: failed('failed', '\u0000'.repeat(160)) }));
		const answer = answerTo(given);
		expect(answer.failedRows).toHaveLength(20);
		expect(JSON.stringify(answer).length).toBeLessThanOrEqual(5_500);
	});

	it('keeps its length where warnings, advice and causes have characters that JSON writes in a longer form', () => {
		const long = '\u0000'.repeat(400);
		const given = Array.from({ length: 40 }, (_unused, index) => ({
			row: { phone: long },
			outcome: {
				...failed('failed', long, `code ${index}`),
				...{ advice: `${index}${long}`, details: { uniqueId: `${index}${long}` } },
			},
		}));
		const warnings = [long, '"'.repeat(400), '\ud800'.repeat(400)];
		const answer = answerTo(given, { warnings, target: { taskId: long, userId: long } });
		expect(JSON.stringify(answer).length).toBeLessThanOrEqual(5_500);
		expect(answer.warnings).toHaveLength(3);
	});

	it('says first what can be done about a refusal, once, and of two at most', () => {
		const refused = (advice: string): RowResult => ({ outcome: { ...failed('failed'), advice } });
		const advised = answerTo([
			refused('Pause the task.'),
			refused('Pause the task.'),
			refused('x'.repeat(400)),
		]);
		expect(advised.advice).toEqual([
			'Pause the task.',
			`${'x'.repeat(319)}…`,
			'The platform refused the failed rows. Correct these rows and send only them.',
		]);
		const many = answerTo(Array.from({ length: 9 }, (_unused, index) => refused(`Advice ${index}.`)));
		expect(many.advice).toHaveLength(3);
	});

	it('has at most 5,500 characters as JSON, whatever the rows hold, and as many rows as fit', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 400 }),
			fc.nat(400).map((length) => '\u0000'.repeat(length)),
			fc.nat(400).map((length) => '王'.repeat(length)),
		);
		const row = fc.record({ name: text, reason: text });
		fc.assert(
			fc.property(fc.array(row, { maxLength: 30 }), fc.array(text, { maxLength: 5 }), (rows, warnings) => {
				const given = rows.map(({ name, reason }) => ({
					row: { name },
					outcome: failed('failed', reason),
				}));
				const answer = answerTo(given, { warnings });
				expect(JSON.stringify(answer).length).toBeLessThanOrEqual(5_500);
				const shown = answer.failedRows as unknown[];
				if (JSON.stringify(answer).length < 4_000) expect(shown).toHaveLength(Math.min(20, rows.length));
			}),
		);
	});
});
