import type { IDataObject } from 'n8n-workflow';
import { LONGLONGLONG } from '../../../sandbox';
import { bodyOf, contacts, refusal, runImport, useSandbox } from './importing';
import type { ImportOperation } from './testedImports';
import {
	CUSTOMER_UPSERT,
	LONGLONGLONG_OPERATIONS,
	NUMBER_ADD,
	NUMBER_ADD_ASYNC,
	OPERATIONS,
} from './testedImports';

/** Rule 1, seen from the data: values come in the forms that people and programs have them in. */
const sandbox = useSandbox();
const { components, subUserIds } = LONGLONGLONG;

it.each(LONGLONGLONG_OPERATIONS)(
	'$name: takes custom fields in the forms people write',
	async (operation) => {
		const [text, number] = [components.text, components.number];
		const given = [
			[{ id: text, value: 'a' }],
			`[{"id":"${text}","value":"a"}]`,
			{ [text]: 'a' },
			{ id: text, value: 'a' },
		];
		const rows = contacts(4).map((row, index) => ({ ...row, own: given[index] }) as IDataObject);
		const columns = { components: '={{ $json.own }}', [`component:${number}`]: 5 };
		const { sent } = await runImport(operation, sandbox.current, { rows, columns });
		const expected = [
			{ id: text, value: 'a' },
			{ id: number, value: '5' },
		];
		expect(sent[0]?.map((row) => row.components)).toEqual([expected, expected, expected, expected]);
		expect(rows[0]?.own).toEqual([{ id: text, value: 'a' }]);
	},
);

it.each([NUMBER_ADD, NUMBER_ADD_ASYNC])(
	'$name: takes script variables in the forms people write',
	async (operation) => {
		const given = [[{ name: 'v', text: '1' }], { v: '1' }, { v: 1 }, '[{"name":"v","text":1}]'];
		const rows = contacts(4).map((row, index) => ({ ...row, own: given[index] }) as IDataObject);
		const columns = { custom_vars: '={{ $json.own }}' };
		const { sent } = await runImport(operation, sandbox.current, { rows, columns });
		expect(sent[0]?.map((row) => row.custom_vars)).toEqual(Array(4).fill([{ name: 'v', text: '1' }]));
	},
);

describe(`${CUSTOMER_UPSERT.name}: values in the forms people have them`, () => {
	it.each([
		['1990-04-12', '1990-04-12'],
		['1990-04-12T00:00:00Z', '1990-04-12'],
		['1990-04-12T15:30:00+08:00', '1990-04-12'],
		['1990-04-12 00:00:00', '1990-04-12'],
		['19900412', '1990-04-12'],
		['1990/4/12', '1990-04-12'],
		['1990.04.12 23:30', '1990-04-12'],
		['1990年4月12日', '1990-04-12'],
		['April 12, 1990', '1990-04-12'],
		['1990/4/12 0:00', '1990-04-12'],
		['12-Apr-1990', '1990-04-12'],
		['04-12-1990', '1990-04-12'],
		['1990/4/12 11:30 PM', '1990-04-12'],
		['={{ DateTime.fromISO("1990-04-12") }}', '1990-04-12'],
		['={{ DateTime.fromISO("1990-04-12", { zone: "Asia/Tokyo" }) }}', '1990-04-12'],
		['={{ new Date("1990-04-12") }}', '1990-04-12'],
	])('birthday %s', async (given, expected) => {
		const columns = { birthday: given };
		const { sent } = await runImport(CUSTOMER_UPSERT, sandbox.current, { rows: contacts(1), columns });
		expect(sent[0]?.[0]?.birthday).toBe(expected);
	});

	it.each([
		['1990/4/12 8:30', '', '1990-04-12 08:30:00'],
		['1990-04-12T08:30:00Z', '', '1990-04-12 16:30:00'],
		['1990-07-12T08:30:00Z', 'America/Santiago', '1990-07-12 04:30:00'],
		['={{ DateTime.fromISO("2024-04-12T08:30:00", { zone: "Asia/Tokyo" }) }}', ' ', '2024-04-12 07:30:00'],
	])('a custom field with a time: %s on a platform in "%s"', async (given, platformTimezone, expected) => {
		const { sent } = await runImport(CUSTOMER_UPSERT, sandbox.current, {
			rows: contacts(1),
			columns: { customize_6_1: given },
			credential: { platformTimezone },
		});
		expect(sent[0]?.[0]?.customize_field).toBe(JSON.stringify({ customize_6_1: expected }));
	});

	it.each([
		['test, 99', 'test, 99'],
		['={{ ["test", 99, ""] }}', 'test,99'],
		['={{ ["重要"] }}', '重要'],
	])('tags %s', async (tagStr, expected) => {
		const { sent } = await runImport(CUSTOMER_UPSERT, sandbox.current, {
			rows: contacts(1),
			columns: { tagStr },
		});
		expect(sent[0]?.[0]?.tagStr).toBe(expected);
	});

	it.each([
		['merge', 1],
		['replace', 0],
		['keep', 2],
	])('When Customer Exists: %s is type %i', async (whenExists, type) => {
		const { requests } = await runImport(CUSTOMER_UPSERT, sandbox.current, {
			rows: contacts(1),
			parameters: { whenExists },
		});
		expect(requests.map((request) => bodyOf(request).type)).toEqual([type]);
	});
});

it.each(LONGLONGLONG_OPERATIONS)(
	'$name: works on the sub-account of the options, but for rows that name another',
	async (operation) => {
		const rows = contacts(2).map((row, index) => ({ ...row, account: index ? subUserIds[1] : '' }));
		const { requests, sent } = await runImport(operation, sandbox.current, {
			rows,
			columns: { sub_user_id: '={{ $json.account }}' },
			options: { subUserId: ` ${subUserIds[0]} ` },
		});
		expect(requests[0] && bodyOf(requests[0]).sub_user_id).toBe(subUserIds[0]);
		expect(sent[0]?.map((row) => row.sub_user_id)).toEqual([subUserIds[0], subUserIds[1]]);
	},
);

it.each(OPERATIONS)(
	'$name: an unknown zone in the credential is refused before anything is sent',
	async (operation) => {
		const error = await refusal(operation, sandbox.current, { credential: { platformTimezone: 'Beijing' } });
		expect(error?.message).toBe("'Platform Time Zone' of the credential is no time zone: Beijing");
		expect(error?.description).toContain('Asia/Shanghai');
	},
);

/** Headings of a CRM's export, and the platform's columns that they are. */
const HEADINGS: Array<[ImportOperation, IDataObject, IDataObject]> = [
	...LONGLONGLONG_OPERATIONS.map((operation): [ImportOperation, IDataObject, IDataObject] => [
		operation,
		{ 手机号: '13012121211', 姓名: '甲', 公司: '乙', 邮箱: 'a@example.com', 性别: '男', 备注: 'x' },
		{ phone: '13012121211', name: '甲', company: '乙', email: 'a@example.com', sex: 1, sort: 0 },
	]),
	[
		CUSTOMER_UPSERT,
		{ 'Full name': '甲', WhatsApp: '+86 13012121211', 邮箱: 'a@example.com', Tags: 'a,b', 生日: '1990/4/12' },
		{
			...{ full_name: '甲', whats_app_phone: '8613012121211', email: 'a@example.com' },
			...{ tagStr: 'a,b', birthday: '1990-04-12' },
		},
	],
];

it.each(HEADINGS.map((row) => [row[0].name, ...row] as const))(
	'%s: finds columns by the names that people give them',
	async (_name, operation, row, wire) => {
		const mapping = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] };
		const { sent } = await runImport(operation, sandbox.current, { rows: [row], mapping });
		expect(sent).toEqual([[wire]]);
	},
);
