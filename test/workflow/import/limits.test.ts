import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { resourceMapping } from '../harness';
import { contacts, importNode, phoneOf, runImport, storedPhones, useSandbox } from './importing';
import {
	CUSTOMER_IMPORT,
	CUSTOMER_UPSERT,
	LONGLONGLONG_OPERATIONS,
	NUMBER_ADD,
	OPERATIONS,
} from './testedImports';
import type { ImportOperation } from './testedImports';

const sandbox = useSandbox();

/** Imports three rows of which the second has these values in these columns; gives what became of that one. */
async function importBetweenNeighbours(
	operation: ImportOperation,
	values: IDataObject,
	options: IDataObject = {},
) {
	const rows = contacts(3);
	const column = (id: string) => ({ [operation.phone]: 'mobile', [operation.person]: 'person' })[id] ?? id;
	for (const [id, value] of Object.entries(values)) Object.assign(rows[1] ?? {}, { [column(id)]: value });
	const columns = Object.fromEntries(Object.keys(values).map((id) => [id, `={{ $json["${column(id)}"] }}`]));
	const result = await runImport(operation, sandbox.current, { rows, columns, options });
	return {
		...result,
		own: [...result.success, ...result.failed].find((row) => row.status !== operation.success),
	};
}

type BadRow = [what: string, values: IDataObject, reasonCode: string, reason: RegExp];

const EVERYWHERE = (phone: string, person: string): BadRow[] => [
	['a list where text belongs', { [person]: ['a'] }, 'wrongType', /must be text/],
	['an object for a phone', { [phone]: { number: 1 } }, 'wrongType', /must be text/],
	[
		'letters in a phone',
		{ [phone]: '1380013x000' },
		phone === 'phone' ? 'notAPhone' : 'notDigits',
		/letters/,
	],
	[
		'a date for a phone',
		{ [phone]: '2026-03-01T00:00:00Z' },
		phone === 'phone' ? 'notAPhone' : 'notDigits',
		/letters/,
	],
];

const LONGLONGLONG_ROWS: BadRow[] = [
	...EVERYWHERE('phone', 'name'),
	['no phone', { phone: '' }, 'required', /'Phone \(号码\)' is required/],
	['a phone of blanks', { phone: '   ' }, 'required', /required/],
	['a phone of signs only', { phone: '+86 - ()' }, 'required', /required/],
	['a phone that is null', { phone: null }, 'required', /required/],
	['a phone of other signs', { phone: '?#*' }, 'notAPhone', /no digit/],
	['a sex that does not exist', { sex: 3 }, 'notAChoice', /0 \(Unknown \(未知\)\), 1 .*, 2/],
	['a sex that is a sentence', { sex: 'yes, please' }, 'notAChoice', /must be one of/],
	['a source that is no number', { source_id: 'web' }, 'wrongType', /must be a number/],
	['a grade that is no whole number', { grade_id: 1.5 }, 'wrongType', /must be a whole number/],
	['custom fields that are no JSON', { components: 'red' }, 'wrongType', /list or an object/],
	['custom fields that are a list of words', { components: ['red'] }, 'wrongType', /\{ id, value \}/],
	['a custom field without its id', { components: [{ value: 1 }] }, 'wrongType', /\{ id, value \}/],
];

const NXLINK_ROWS: BadRow[] = [
	...EVERYWHERE('sms_phone', 'full_name'),
	['no name', { full_name: '' }, 'required', /'Full Name \(客户名称\)' is required/],
	[
		'no contact',
		{ sms_phone: '' },
		'noContact',
		/At least one contact is required \(sms_phone, whats_app_phone/,
	],
	['a phone of signs only', { sms_phone: '+ - ()' }, 'noContact', /At least one contact/],
	[
		'a name of 256 characters',
		{ full_name: '王'.repeat(256) },
		'tooLong',
		/at most 255 characters; this one has 256/,
	],
	['a first name of 129', { first_name: 'x'.repeat(129) }, 'tooLong', /128/],
	['a phone of 31 digits', { sms_phone: '1'.repeat(31) }, 'tooLong', /30/],
	['a WhatsApp number with letters', { whats_app_phone: '86x' }, 'notDigits', /digits only/],
	['a Viber number with letters', { viber_phone: '86x' }, 'notDigits', /digits only/],
	['a Zalo id with letters', { zalo: 'zalo' }, 'notDigits', /digits only/],
	['a Messenger id of 33 digits', { messenger: '1'.repeat(33) }, 'tooLong', /32/],
	['an Instagram id with letters', { instagram: '@me' }, 'notDigits', /digits only/],
	['a LINE id of 51', { line: 'x'.repeat(51) }, 'tooLong', /50/],
	['a country of 51', { country: 'x'.repeat(51) }, 'tooLong', /50/],
	['an email of 51', { email: `${'x'.repeat(40)}@example.com` }, 'tooLong', /50/],
	['a street of 101', { address: 'x'.repeat(101) }, 'tooLong', /100/],
	['a remark of 2001', { remark: 'x'.repeat(2001) }, 'tooLong', /2000/],
	['a seat of 129', { belong_seat_user: 'x'.repeat(129) }, 'tooLong', /128/],
	['a birthday that is none', { birthday: '30th of May' }, 'wrongType', /must be a date such as 1990-04-12/],
	['a birthday that does not exist', { birthday: '1990-02-30' }, 'wrongType', /must be a date/],
	['a birthday without its day', { birthday: '1990-04' }, 'wrongType', /must be a date/],
	['a birthday that is a year', { birthday: 1990 }, 'wrongType', /must be a date/],
	['a birthday that is a time', { birthday: '10:30' }, 'wrongType', /must be a date/],
	['a gender that does not exist', { gender: 2 }, 'notAChoice', /1 \(Male \(男\)\), 0/],
	['a weight of 6', { weight: 6 }, 'outOfRange', /at most 5/],
	['a weight of 0', { weight: 0 }, 'outOfRange', /at least 1/],
	['a weight of 2.5', { weight: 2.5 }, 'wrongType', /whole number/],
	['a tag that is an object', { tagStr: [{ name: 'a' }] }, 'wrongType', /must be text/],
	['custom fields that are no JSON', { customize_field: '{"a":' }, 'wrongType', /list or an object/],
	['custom fields that are a list', { customize_field: ['a'] }, 'wrongType', /object/],
	['a custom number that is none', { customize_2_16: 'three' }, 'wrongType', /must be a number/],
	['a custom date that is none', { customize_5_19: 'soon' }, 'wrongType', /must be a date/],
];

const cases = [
	...LONGLONGLONG_OPERATIONS.flatMap((operation) => LONGLONGLONG_ROWS.map((bad) => ({ operation, bad }))),
	...NXLINK_ROWS.map((bad) => ({ operation: CUSTOMER_UPSERT, bad })),
];

describe('a row that the platform would not take is refused here, and its neighbours go', () => {
	it.each(cases)('$operation.name: $bad.0', async ({ operation, bad: [, values, reasonCode, reason] }) => {
		const { own, sent, success } = await importBetweenNeighbours(operation, values);
		expect(own).toMatchObject({ status: 'invalid', reasonCode });
		expect(own?.reason).toMatch(reason);
		expect(own).not.toHaveProperty('batch');
		expect(own).not.toHaveProperty('error');
		expect(sent.map((rows) => rows.length)).toEqual([2]);
		expect(success).toHaveLength(2);
		expect(storedPhones(operation, sandbox.current)).toEqual([phoneOf(0), phoneOf(2)]);
	});
});

const HARMLESS: Array<[ImportOperation, string, IDataObject, IDataObject, IDataObject?]> = [
	[CUSTOMER_IMPORT, 'a phone of 7 digits', { phone: '8888888' }, { phone: '8888888' }],
	[CUSTOMER_IMPORT, 'a phone that is a number', { phone: 13900000000 }, { phone: '13900000000' }],
	[NUMBER_ADD, 'a phone with a suffix', { phone: '13800138000_a1' }, { phone: '13800138000_a1' }],
	[
		CUSTOMER_IMPORT,
		'an encrypted phone and company',
		{ phone: 'aGVsbG8+-/=', company: 'x Y=' },
		{ phone: 'aGVsbG8+-/=', company: 'x Y=' },
		{ encryption: true },
	],
	[CUSTOMER_IMPORT, 'sex by its name', { sex: 'female' }, { sex: 2 }],
	[CUSTOMER_IMPORT, 'numbers as text', { source_id: ' 12 ' }, { source_id: 12 }],
	[CUSTOMER_UPSERT, 'a phone that is a number', { sms_phone: 8613900000000 }, { sms_phone: '8613900000000' }],
	[
		CUSTOMER_UPSERT,
		'a name of 255 characters',
		{ full_name: '😀'.repeat(127) },
		{ full_name: '😀'.repeat(127) },
	],
	[CUSTOMER_UPSERT, 'a weight as text', { weight: '5' }, { weight: 5 }],
	[CUSTOMER_UPSERT, 'only a LINE id', { sms_phone: '', line: 'abc' }, { line: 'abc' }],
	[CUSTOMER_UPSERT, 'empty cells', { email: '', country: null, remark: ' ' }, { sms_phone: phoneOf(1) }],
];

describe('what the documents do not forbid is sent', () => {
	const named = HARMLESS.map(([operation, what, ...rest]) => ({
		name: `${operation.name}: ${what}`,
		operation,
		rest,
	}));
	it.each(named)('$name', async ({ operation, rest: [values, expected, options] }) => {
		const { failed, sent } = await importBetweenNeighbours(operation, values, options);
		expect(failed).toEqual([]);
		expect(sent[0]?.[1]).toMatchObject(expected);
		for (const [id, value] of Object.entries(values)) {
			if (value === '' || value === null || value === ' ') expect(sent[0]?.[1]).not.toHaveProperty(id);
		}
	});
});

describe.each(OPERATIONS)('$name', (operation) => {
	it('an expression that fails for one row makes that row invalid, and says which column', async () => {
		const rows = [...contacts(2), { person: null, mobile: phoneOf(2) }, ...contacts(1, 3)];
		const columns = { [operation.person]: "={{ $json.person ?? $('Nowhere').item.json.name }}" };
		const { success, failed } = await runImport(operation, sandbox.current, { rows, columns });
		expect(success).toHaveLength(3);
		expect(failed).toMatchObject([{ status: 'invalid', reasonCode: 'expression' }]);
		expect(failed[0]?.reason).toMatch(
			/^The expression of '(Contact |Full )?Name.*' gave no value for this row: /,
		);
	});

	it.each(['={{ $json.mobile.trim() }}', '={{ $json.mobile.number.trim() }}'])(
		'an expression into nothing (%s) gives nothing, as everywhere in n8n',
		async (expression) => {
			const rows = [{ person: '甲', mobile: null }];
			const columns = { [operation.phone]: expression };
			const { failed } = await runImport(operation, sandbox.current, { rows, columns });
			const reasonCode = operation.noPhoneReason;
			expect(failed).toMatchObject([{ status: 'invalid', reasonCode }]);
		},
	);

	it.each([['text'], [7], [['a', 'list']]])('a row that is no object (%j) is invalid', async (json) => {
		const odd = { json } as unknown as INodeExecutionData;
		const rows = [...contacts(1).map((row) => ({ json: row })), odd];
		const { success, failed } = await runImport(operation, sandbox.current, { rows });
		expect(success).toHaveLength(1);
		expect(failed).toMatchObject([{ status: 'invalid', reasonCode: 'notARow' }]);
	});

	it('a row without any known column is invalid when columns are mapped by name', async () => {
		const { fields: schema } = await resourceMapping(
			importNode(operation, sandbox.current),
			operation.columnsMethod,
		);
		const mapping = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema };
		const rows = [{ [operation.phone]: phoneOf(0), [operation.person]: 'x' }, { colour: 'red' }];
		const { success, failed } = await runImport(operation, sandbox.current, { rows, mapping });
		expect(success).toHaveLength(1);
		expect(failed).toMatchObject([{ status: 'invalid', reasonCode: 'required' }]);
	});

	it('an import of invalid rows alone sends nothing and is no error', async () => {
		const { failed, requests, executionStatus, hints } = await runImport(operation, sandbox.current, {
			rows: [{ person: ['x'] }, { person: {} }],
		});
		expect([failed.length, requests.length, executionStatus]).toEqual([2, 0, 'success']);
		expect(hints[0]?.message).toMatch(/^0 of 2 rows imported in 0 requests; 2 invalid/);
	});
});

it('a custom field that the account demands is asked for before sending', async () => {
	const [component] = sandbox.current.longlonglong.components.values();
	component?.validate.push('required');
	const node = importNode(CUSTOMER_IMPORT, sandbox.current);
	const { fields: schema } = await resourceMapping(node, 'getCustomerColumns');
	const id = `component:${component?.id}`;
	expect(schema.find((field) => field.id === id)).toMatchObject({ required: true });
	const value = { phone: '={{ $json.mobile }}', [id]: '={{ $json.product }}' };
	const mapping = { mappingMode: 'defineBelow', value, matchingColumns: [], schema };
	const rows = [{ ...contacts(1)[0], product: 'x' }, ...contacts(1, 1)];
	const { success, failed } = await runImport(CUSTOMER_IMPORT, sandbox.current, { rows, mapping });
	component?.validate.pop();
	expect(success).toHaveLength(1);
	expect(failed).toMatchObject([{ status: 'invalid', reasonCode: 'required' }]);
	expect(failed[0]?.reason).toContain(component?.name);
});
