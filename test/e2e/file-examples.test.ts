import type { IDataObject } from 'n8n-workflow';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BROKEN_ROWS, DUPLICATE_ROWS } from '../../scripts/exampleData';
import { copyExampleData } from '../../scripts/playground/examples';
import { byCustomerNumber, CSV_EXAMPLES, readCsv } from './exampleContacts';
import { exampleFor, readXlsx, runToTheEnd, without } from './exampleRun';
import { openStage } from './stage';
import type { Stage } from './stage';

/* The examples that read the contacts of example 01 out of other files: the outcomes are the same, row by row. */

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
	await copyExampleData(stage.filesFolder);
});
afterAll(async () => await stage.close());
beforeEach(() => stage.sandbox.reset());

const IMPORT = 'Import into the public pool';
const [POOL] = CSV_EXAMPLES;
const FILES = {
	'excel-to-public-pool.json': { report: 'pool-failures.xlsx', rows: 'Rows of the sheet' },
	'gb18030-csv-to-public-pool.json': { report: 'pool-failures-gb18030.xlsx', rows: 'Rows of the CSV' },
};

describe.each(Object.entries(FILES))('the example %s', (file, { report, rows }) => {
	it('stores the 983 contacts of example 01 with the same values, and reports the 17 others with reasons', async () => {
		const path = join(stage.filesFolder, report);
		await without(path);
		const execution = await runToTheEnd(stage, await exampleFor(stage, file));
		expect(execution.items(rows)).toHaveLength(1_000);
		expect([execution.items(IMPORT, 0).length, execution.items(IMPORT, 1).length]).toEqual([983, 17]);

		stage.sandbox.finishPending();
		const contacts = await readCsv(join(stage.filesFolder, 'crm-contacts.csv'));
		const faulty = new Set([...BROKEN_ROWS, ...DUPLICATE_ROWS]);
		const sound = contacts.filter((_contact, index) => !faulty.has(index));
		const stored = byCustomerNumber(stage.sandbox.longlonglong.storings.map(({ row }) => row as IDataObject));
		expect(stored.size).toBe(sound.length);
		for (const contact of sound) expect(stored.get(contact['客户编号'])).toEqual(POOL?.sent(contact));

		expect(existsSync(path)).toBe(true);
		const reported = await readXlsx(stage, path);
		const wrong = contacts.filter((_contact, index) => faulty.has(index));
		expect(reported.map((row) => row['客户编号'])).toEqual(wrong.map((contact) => contact['客户编号']));
		for (const [index, row] of reported.entries()) {
			const failed = execution.rows(IMPORT, 1)[index];
			expect(row).toMatchObject({ status: failed?.status, reason: failed?.reason });
			expect(row.reason).not.toBe('');
			expect(Object.keys(row).slice(0, 3)).toEqual(['status', 'reason', 'reasonCode']);
		}
	});
});

it('the example excel-to-public-pool.json warns that day numbers were read as dates, with an example', async () => {
	const execution = await runToTheEnd(stage, await exampleFor(stage, 'excel-to-public-pool.json'));
	const hints = execution.hints(IMPORT).map(({ message }) => message);
	expect(
		hints.filter((hint) => /^Day numbers of Excel .* 45803 as 2025-05-26 in '预约日期'/.test(hint)),
	).toHaveLength(1);
});

it('a CSV in GB18030 that is read as UTF-8 imports nothing, and the import says why', async () => {
	const workflow = await exampleFor(stage, '01-csv-to-public-pool.json', {
		replace: { 'crm-contacts.csv': 'crm-contacts-gb18030.csv' },
	});
	const execution = await runToTheEnd(stage, workflow);
	expect([execution.items(IMPORT, 0).length, execution.items(IMPORT, 1).length]).toEqual([0, 1_000]);
	const hints = execution.hints(IMPORT).map(({ message }) => message);
	expect(hints.filter((hint) => hint.startsWith('The column names look garbled'))).toHaveLength(1);
	expect(stage.sandbox.longlonglong.storings).toEqual([]);
});
