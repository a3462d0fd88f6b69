import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BROKEN_ROWS, crmContactsCsv, DUPLICATE_ROWS } from '../../scripts/exampleData';
import type { WorkflowFile } from '../../scripts/n8nHost/driver';
import { runImport, useSandbox } from './import/importing';
import { CUSTOMER_IMPORT, NUMBER_ADD } from './import/records/longlonglong';
import { CUSTOMER_UPSERT } from './import/records/nxlink';
import type { ImportOperation } from './import/testedImports';
import { rowsOf, warningsOf } from './import/wrongFiles';

// A thousand rows with expressions for n8n's engine take some seconds on a busy machine.
jest.setTimeout(60_000);

const sandbox = useSandbox();

/** The rows as n8n's Extract From File gives them: a cell that is empty is not there. */
const contacts: Array<Record<string, string>> = parse(crmContactsCsv(), { bom: true, columns: true });
const rows: IDataObject[] = contacts.map((contact) =>
	Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== '')),
);

/** The import node of an example, as it is set up there. */
function importOf(file: string, { type }: ImportOperation): IDataObject {
	const text = readFileSync(join(__dirname, '../../examples/workflows', file), 'utf8');
	const { nodes } = JSON.parse(text) as WorkflowFile;
	const node = nodes.find(
		(candidate) =>
			candidate.type.endsWith(`.${type.description.name}`) && candidate.parameters.columns !== undefined,
	);
	return node?.parameters as IDataObject;
}

const at = (places: readonly number[]) => places.map((place) => rows[place] as IDataObject);
const byPlace = (a: number, b: number) => a - b;

describe.each([
	['01-csv-to-public-pool.json', CUSTOMER_IMPORT, { invalid: 12, duplicate: 5 }],
	['02-csv-to-call-task.json', NUMBER_ADD, { invalid: 11, failed: 1, duplicate: 5 }],
	['03-csv-to-nxlink.json', CUSTOMER_UPSERT, { invalid: 11, failed: 1, duplicate: 5 }],
])('the example %s', (file, operation, expected) => {
	it('imports 983 contacts with clean phones; each broken one leaves by Failed with a reason of its own', async () => {
		const { columns, options, ...parameters } = importOf(file, operation);
		const { outputs, success, failed } = await runImport(operation, sandbox.current, {
			rows,
			mapping: columns as IDataObject,
			options: { ...(options as IDataObject), outputFields: 'sent' },
			parameters,
		});

		expect(success).toHaveLength(983);
		const phones = success.map((row) => String(row[operation.phone]));
		expect(phones.filter((phone) => !/^(86)?1\d\d0000\d{4}$/.test(phone))).toEqual([]);

		const places = (outputs[1] ?? []).map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(at(places)).toEqual(at([...BROKEN_ROWS, ...DUPLICATE_ROWS].sort(byPlace)));
		const broken = failed.filter((_row, index) => BROKEN_ROWS.includes(places[index] ?? -1));
		expect(new Set(broken.map(({ reason }) => reason)).size).toBe(12);
		const statuses: Record<string, number> = {};
		for (const { status } of failed) statuses[String(status)] = (statuses[String(status)] ?? 0) + 1;
		expect(statuses).toEqual(expected);
	});
});

it.each([
	['01-csv-to-public-pool.json', CUSTOMER_IMPORT],
	['02-csv-to-call-task.json', NUMBER_ADD],
	['03-csv-to-nxlink.json', CUSTOMER_UPSERT],
	['import-and-follow-up.json', CUSTOMER_IMPORT],
	['safe-repeat.json', CUSTOMER_IMPORT],
])('the example %s gives no warning for the example data', async (file, operation) => {
	const rows = rowsOf(join(__dirname, '../../examples/data/crm-contacts.csv'));
	expect(rows).toHaveLength(1_000);
	const { columns } = importOf(file, operation) as { columns: { value: IDataObject } };
	expect(await warningsOf(operation, sandbox.current, { rows, value: columns.value })).toEqual([]);
});
