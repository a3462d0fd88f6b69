import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Operation } from '../../campaign/columns';
import { BASE_COLUMNS } from '../../campaign/columns';
import { phoneRules } from '../../campaign/plan';
import { makeRow, PLAIN_ROW } from '../../campaign/rows';
import { runImport, useSandbox } from './importing';
import type { ImportOperation } from './testedImports';
import { CUSTOMER_IMPORT, CUSTOMER_UPSERT, NUMBER_ADD, NUMBER_ADD_ASYNC, OPERATIONS } from './testedImports';

/** The import says what is suspicious about a mapping or a file, and goes on: files that are wrong in one way each, and sound ones. */
const sandbox = useSandbox();
const ROOT = resolve(__dirname, '../../..');
const FOLDER = resolve(ROOT, 'test/fixtures/wrongFiles');

/** A row of the campaign with nothing but a phone, in one of its writings, and a name. */
function soundRow(operation: Operation, writing: number, index: number): IDataObject {
	const rules = phoneRules(operation, {});
	const setting = { operation, columns: [], rules, zone: 'UTC', ignoresPool: false };
	const { phone, name } = makeRow({ ...PLAIN_ROW, writing }, index, setting).json;
	return { phone, name };
}

function rowsOf(file: string, encoding: 'utf-8' | 'latin1' | 'gb18030' = 'utf-8'): IDataObject[] {
	const text = new TextDecoder(encoding).decode(readFileSync(file));
	return parse(text, { columns: true, bom: true, relax_column_count: true });
}

const $ = (name: string): string => `={{ $json[${JSON.stringify(name)}] }}`;

const POOL = {
	phone: $('手机号码'),
	name: $('姓名'),
	email: $('邮箱'),
	company: $('公司名称'),
	extra: $('客户编号'),
};
const NXLINK = { sms_phone: $('手机号码'), full_name: $('姓名'), email: $('邮箱'), birthday: $('生日') };
const ENGLISH = { phone: $('phone'), name: $('name'), email: $('mail'), company: $('company') };

/** Runs an import of a file's rows, and gives what the output panel says beside the summary. */
async function warningsOf(
	operation: ImportOperation,
	rows: IDataObject[],
	value: IDataObject | null,
	options: IDataObject = {},
) {
	const mode = value === null ? 'autoMapInputData' : 'defineBelow';
	const mapping = { mappingMode: mode, value, matchingColumns: [], schema: [] };
	const { hints, executionStatus } = await runImport(operation, sandbox.current, {
		rows,
		mapping,
		options,
		onError: 'continueErrorOutput',
	});
	expect(executionStatus).toBe('success');
	return hints.map(({ message }) => message).slice(1);
}

interface WrongFile {
	file: string;
	operation: ImportOperation;
	value: IDataObject | null;
	encoding?: 'latin1' | 'gb18030';
	warnings: RegExp[];
}

const WRONG: WrongFile[] = [
	{
		file: 'id-numbers-for-phones.csv',
		operation: CUSTOMER_IMPORT,
		value: POOL,
		warnings: [/^'Phone \(号码\)' has no phone number in 24 of 24 rows\./],
	},
	{
		file: 'phones-of-excel.csv',
		operation: NUMBER_ADD,
		value: POOL,
		warnings: [/^'Phone \(号码\)' has no phone number in 16 of 24 rows\./],
	},
	{
		file: 'names-and-phones-swapped.csv',
		operation: NUMBER_ADD_ASYNC,
		value: POOL,
		warnings: [
			/^'Phone \(号码\)' has no phone number in 24 rows where 'Contact Name \(联系人名称\)' has one, first in item 0\. The columns of the input are shifted/,
		],
	},
	{
		file: 'shifted-by-one.csv',
		operation: CUSTOMER_IMPORT,
		value: POOL,
		warnings: [
			/^'Phone \(号码\)' has no phone number in 24 rows where 'Contact Name \(联系人名称\)' has one/,
			/^'Email \(邮箱\)' has no email address in 24 rows where 'Phone \(号码\)' has one/,
		],
	},
	{
		file: 'shifted-in-some-rows.csv',
		operation: CUSTOMER_UPSERT,
		value: NXLINK,
		warnings: [
			/^'SMS Phone \(手机号码\)' has no phone number in 6 rows where 'Email \(邮箱\)' has one, first in item 1\./,
		],
	},
	{
		file: 'other-header.csv',
		operation: CUSTOMER_IMPORT,
		value: POOL,
		warnings: [/^'Email \(邮箱\)' is empty in all 24 rows\..*written exactly as in the input/],
	},
	{
		file: 'mostly-empty.csv',
		operation: CUSTOMER_IMPORT,
		value: POOL,
		warnings: [/^'Company \(公司\)' is empty in 19 of 24 rows\./],
	},
	{
		file: 'dragged-phone.csv',
		operation: CUSTOMER_UPSERT,
		value: NXLINK,
		warnings: [/^'SMS Phone \(手机号码\)' has the same value in all 24 rows\..*expression/],
	},
	{
		file: 'sound.csv',
		operation: CUSTOMER_IMPORT,
		value: { ...POOL, name: '姓名' },
		warnings: [/^'Contact Name \(联系人名称\)' has the same value in all 24 rows\./],
	},
	{
		file: 'day-first.csv',
		operation: CUSTOMER_UPSERT,
		value: NXLINK,
		warnings: [
			/^'Birthday \(生日\)': 8 dates were read with the month first, such as 06\/02\/1971 as 1971-06-02\. 13 others were refused .* the day does come first\./,
		],
	},
	{
		file: 'day-first-early-in-the-month.csv',
		operation: CUSTOMER_UPSERT,
		value: null,
		warnings: [
			/^'Birthday \(生日\)': \d+ dates were read with the month first, such as .*fromFormat/,
			/left out/,
		],
	},
	{
		file: 'gb18030-read-as-utf-8.csv',
		operation: CUSTOMER_IMPORT,
		value: POOL,
		warnings: [/^The column names look garbled \('/],
	},
	{
		file: 'utf-8-read-as-latin-1.csv',
		operation: CUSTOMER_IMPORT,
		value: POOL,
		encoding: 'latin1',
		warnings: [/^The column names look garbled \('/],
	},
	{
		file: 'utf-8-read-as-gb18030.csv',
		operation: CUSTOMER_UPSERT,
		value: NXLINK,
		encoding: 'gb18030',
		warnings: [
			/^The column names look garbled \('瀹㈡埛缂栧彿'\): the file is in UTF-8, and was read as GB18030\./,
		],
	},
	{
		file: 'gb18030-with-english-names.csv',
		operation: CUSTOMER_IMPORT,
		value: ENGLISH,
		warnings: [/^The values of 'Contact Name \(联系人名称\)' look garbled/],
	},
	{
		file: 'utf-8-read-as-latin-1-with-english-names.csv',
		operation: CUSTOMER_IMPORT,
		value: ENGLISH,
		encoding: 'latin1',
		warnings: [/^The values of 'Contact Name \(联系人名称\)' look garbled/],
	},
	{
		file: 'utf-8-read-as-gb18030-with-english-names.csv',
		operation: NUMBER_ADD,
		value: ENGLISH,
		encoding: 'gb18030',
		warnings: [
			/^The values of 'Contact Name \(联系人名称\)' look garbled: the file is in UTF-8, and was read as GB18030\./,
		],
	},
];

it('every prepared file is tried', () => {
	expect([...new Set(WRONG.map(({ file }) => file))].sort()).toEqual(readdirSync(FOLDER).sort());
});

it.each(WRONG)(
	'$file: says what is wrong, and nothing else',
	async ({ file, operation, value, encoding, warnings }) => {
		const rows = rowsOf(resolve(FOLDER, file), encoding);
		expect(rows).toHaveLength(24);
		const said = await warningsOf(operation, rows, value);
		expect(said).toEqual(warnings.map((warning) => expect.stringMatching(warning) as string));
	},
);

describe('no warning', () => {
	it.each(OPERATIONS)('$name: for a sound file, mapped column by column or by name', async (operation) => {
		const rows = rowsOf(resolve(FOLDER, 'sound.csv'));
		expect(await warningsOf(operation, rows, operation.soundFile)).toEqual([]);
		const byName = await warningsOf(operation, rows, null);
		expect(byName.filter((said) => !said.includes('were left out'))).toEqual([]);
	});

	it('for phones that are encrypted', async () => {
		const rows = rowsOf(resolve(FOLDER, 'sound.csv')).map((row, index) => ({
			...row,
			手机号码: `aGVsbG8${index}gd29ybGQ=`,
		}));
		expect(await warningsOf(CUSTOMER_IMPORT, rows, POOL, { encryption: true })).toEqual([]);
	});

	it('for dates of which others show that the month does come first', async () => {
		const rows = rowsOf(resolve(FOLDER, 'sound.csv')).map((row, index) => ({
			...row,
			生日: `${1 + (index % 12)}/${1 + index}/1990`,
		}));
		expect(await warningsOf(CUSTOMER_UPSERT, rows, NXLINK)).toEqual([]);
	});

	it('for one lead of a web form, whatever it leaves out', async () => {
		const rows = [{ 手机号码: '13800138000', 姓名: '王伟' }];
		expect(await warningsOf(CUSTOMER_IMPORT, rows, POOL)).toEqual([]);
	});

	const contacts = rowsOf(resolve(ROOT, 'examples/data/crm-contacts.csv'));

	it.each(
		[
			'01-csv-to-public-pool',
			'02-csv-to-call-task',
			'03-csv-to-nxlink',
			'import-and-follow-up',
			'safe-repeat',
		].map((name) => ({ name })),
	)('for the example data in $name', async ({ name }) => {
		const text = readFileSync(resolve(ROOT, `examples/workflows/${name}.json`), 'utf8');
		const { nodes } = JSON.parse(text) as {
			nodes: Array<{ parameters: { columns?: { value: IDataObject } }; type: string }>;
		};
		const node = nodes.find(
			({ parameters, type }) => parameters.columns !== undefined && /longlonglong|nxlink/i.test(type),
		);
		const operation = /nxlink(?!\.)[^.]*$/i.test(node?.type ?? '') ? CUSTOMER_UPSERT : NUMBER_ADD;
		expect(contacts).toHaveLength(1000);
		expect(await warningsOf(operation, contacts, node?.parameters.columns?.value ?? {})).toEqual([]);
	});

	it('for the sound rows of the campaign, however many', async () => {
		const plan = fc.record({
			operation: fc.constantFrom('customer', 'add', 'addAsync', 'upsert'),
			kinds: fc.array(fc.constantFrom('valid', 'dashed'), { minLength: 1, maxLength: 60 }),
			byName: fc.boolean(),
		});
		const operations = {
			customer: CUSTOMER_IMPORT,
			add: NUMBER_ADD,
			addAsync: NUMBER_ADD_ASYNC,
			upsert: CUSTOMER_UPSERT,
		};
		await fc.assert(
			fc.asyncProperty(plan, async ({ operation, kinds, byName }) => {
				const rows = kinds.map((kind, index) => soundRow(operation, kind === 'dashed' ? 1 : 0, index));
				const columns = Object.fromEntries(
					Object.entries(BASE_COLUMNS[operation])
						.filter(([key]) => key !== 'seat')
						.map(([key, id]) => [id, `={{ $json.${key} }}`]),
				);
				expect(await warningsOf(operations[operation], rows, byName ? null : columns)).toEqual([]);
			}),
			{ numRuns: 25 },
		);
	});
});
