import type { IDataObject } from 'n8n-workflow';
import { contacts, runImport, useSandbox } from '../../import/importing';
import { CUSTOMER_UPSERT } from '../../import/records/nxlink';
import { rowsOf, SOUND_FILE, warningsOf } from '../../import/wrongFiles';

const sandbox = useSandbox();

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
});

const eachColumn = (value: IDataObject): IDataObject => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: [],
});

describe('rows of an Excel file', () => {
	/** A number cell, a date cell and a cell with date and time, as Extract From XLSX gives them. */
	const rows = [
		{ 手机: 13800001234, 姓名: '王小明', 生日: 32975, 下次联系: 45759.39583333333 },
		{ 手机: 13800001235, 姓名: '李芳', 生日: 33000, 下次联系: 45760 },
	];
	const columns = {
		sms_phone: '={{ $json["手机"] }}',
		full_name: '={{ $json["姓名"] }}',
		birthday: '={{ $json["生日"] }}',
		customize_6_20: '={{ $json["下次联系"] }}',
	};

	it('go out with phones as text and day numbers as dates, and a hint says so with an example of each column', async () => {
		const { sent, hints } = await runImport(CUSTOMER_UPSERT, sandbox.current, {
			rows,
			mapping: eachColumn(columns),
		});
		const custom = sent.flat().map((row) => JSON.parse(String(row.customize_field)) as IDataObject);
		expect(sent.flat()).toMatchObject([
			{ sms_phone: '13800001234', birthday: '1990-04-12' },
			{ sms_phone: '13800001235', birthday: '1990-05-07' },
		]);
		expect(custom).toEqual([
			{ customize_6_20: '2025-04-12 09:30:00' },
			{ customize_6_20: '2025-04-13 00:00:00' },
		]);
		const remarks = hints
			.map(({ message }) => message)
			.filter((text) => text.startsWith('Day numbers of Excel'));
		expect(remarks).toHaveLength(1);
		expect(remarks[0]).toContain(
			"32975 as 1990-04-12 in 'Birthday (生日)', 45759.39583333333 as 2025-04-12 09:30:00",
		);
	});

	it('with numbers that are no days of Excel are refused with what to do, and no hint says that they were read', async () => {
		const rows = [{ 手机: 13800001234, 生日: 1990 }];
		const mapping = eachColumn(columns);
		const { sent, failed, hints } = await runImport(CUSTOMER_UPSERT, sandbox.current, { rows, mapping });
		expect(sent).toEqual([]);
		expect(failed).toEqual([expect.objectContaining({ status: 'invalid', reasonCode: 'wrongType' })]);
		expect(failed[0]?.reason).toMatch(/no day of Excel between 1920 and 2099: turn it into a date/);
		expect(hints.map(({ message }) => message).join('\n')).not.toContain('Day numbers');
	});
});

it('dates of which others show that the month does come first are no reason for a warning', async () => {
	const rows = rowsOf(SOUND_FILE).map((row, index) => ({
		...row,
		生日: `${1 + (index % 12)}/${1 + index}/1990`,
	}));
	expect(
		await warningsOf(CUSTOMER_UPSERT, sandbox.current, { rows, value: CUSTOMER_UPSERT.soundFile }),
	).toEqual([]);
});

it.each([
	[{ 客户名称: '某某公司', 姓名: '王伟' }, '王伟'],
	[{ 客户名称: '某某公司', 姓名: '', 联系人: '李娜' }, '李娜'],
	[{ 客户名称: '某某公司', 姓名: null }, '某某公司'],
])('a person counts before a company: %j', async (names, expected) => {
	const mapping = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] };
	const rows = [{ ...names, 手机: '13800138000' }];
	const { sent } = await runImport(CUSTOMER_UPSERT, sandbox.current, { rows, mapping });
	expect(sent.flat()).toMatchObject([{ full_name: expected }]);
});
