import { readBatches } from '../../../nodes/import/batching';
import type { ImportJob } from '../../../nodes/import/importJob';
import { OutcomeRecord } from '../../../nodes/import/outcomes';
import type { Fault } from '../../../nodes/rows/field';

/** Reads rows with these faults and gives what is said of each; nothing of those that may be sent. */
function outcomesOf(...faults: Fault[][]): unknown[] {
	const job = {
		itemCount: faults.length,
		read: (item: number) => ({ row: { id: item }, faults: faults[item] ?? [] }),
		duplicateKeys: () => [],
	} as unknown as ImportJob<never>;
	const record = new OutcomeRecord(faults.length, false);
	for (const { items } of readBatches(job, 10, record, () => false)) expect(items).not.toHaveLength(0);
	return faults.map((_faults, item) => record.results[item]?.outcome);
}

describe('a row that is invalid', () => {
	const phone: Fault = { reason: "'Phone' may hold digits only", reasonCode: 'notDigits', column: 'Phone' };
	const name: Fault = { reason: "'Name' is required", reasonCode: 'required', column: 'Name' };

	it('is told everything that is wrong with it, with the code and the column of the first fault', () => {
		expect(outcomesOf([phone, name], [])).toStrictEqual([
			{
				...{ status: 'invalid', reasonCode: 'notDigits', column: 'Phone' },
				reason: "'Phone' may hold digits only; 'Name' is required",
			},
			undefined,
		]);
	});

	it('names no column when no single one is to blame', () => {
		expect(outcomesOf([{ reason: 'The item is empty', reasonCode: 'empty' }])).toStrictEqual([
			{ status: 'invalid', reason: 'The item is empty', reasonCode: 'empty' },
		]);
	});
});
