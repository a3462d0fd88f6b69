import { decode, encode } from 'iconv-lite';
import type { IDataObject } from 'n8n-workflow';

import { runImport, useSandbox } from './importing';
import { CUSTOMER_IMPORT, CUSTOMER_UPSERT } from './testedImports';

/* What n8n's Extract from File makes of files as people have them, and what an import makes of that. */
const sandbox = useSandbox();

const eachColumn = (value: IDataObject): IDataObject => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: [],
});
const BY_NAME = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] };

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

describe('column names that were read in another encoding than they were written in', () => {
	const header = ['姓名', '手机号码', '公司名称'];
	const garbled = (name: string, written: string, read: string) => decode(encode(name, written), read);

	it.each([
		['GB18030 read as UTF-8', 'gb18030', 'utf8', /GB18030.*Extract From Text File/],
		['GB18030 read as Latin1', 'gb18030', 'latin1', /GB18030.*Extract From Text File/],
		['UTF-8 read as Latin1', 'utf8', 'latin1', /GB18030.*Extract From Text File/],
		['UTF-8 read as Windows-1252', 'utf8', 'win1252', /GB18030.*Extract From Text File/],
		['UTF-8 read as GB18030', 'utf8', 'gb18030', /is in UTF-8, and was read as GB18030.*Extract From CSV/],
	])('are named by a hint, with the way out: %s', async (_what, written, read, wayOut) => {
		const row = Object.fromEntries(header.map((name) => [garbled(name, written, read), '13800001234']));
		for (const mapping of [BY_NAME, eachColumn({ phone: '={{ $json["手机号码"] }}' })]) {
			const { failed, hints } = await runImport(CUSTOMER_IMPORT, sandbox.current, { rows: [row], mapping });
			expect(failed).toHaveLength(1);
			const remark = hints.map(({ message }) => message).find((text) => text.includes('garbled'));
			expect(remark).toMatch(wayOut);
		}
	});

	it.each([
		'姓名',
		'客户（主）',
		'Prénom',
		'Größe',
		'Été à Noël',
		'Имя',
		'電話番号',
		'이름',
		'📞',
		'ﾅﾏｴ',
		'Ñandú',
	])('but not a name that only looks foreign: %s', async (name) => {
		const { hints } = await runImport(CUSTOMER_IMPORT, sandbox.current, {
			rows: [{ 手机: '13800001234', [name]: 'x' }],
			mapping: BY_NAME,
		});
		expect(hints.map(({ message }) => message).join('\n')).not.toContain('garbled');
	});
});
