import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';
import { readFile } from 'node:fs/promises';
import { LONGLONGLONG } from '../../sandbox';

/** A row of a CSV file, by the names of its columns. */
export type Cells = Record<string, string>;

export async function readCsv(file: string): Promise<Cells[]> {
	return parse(await readFile(file), { bom: true, columns: true });
}

const digits = (phone: string) => phone.replace(/[\s-]/g, '').replace(/^(\+|00)86/, '');
const day = (date = '') => date.replaceAll('/', '-').slice(0, 10);
/** A date without a time is the beginning of the day. */
const moment = (date = '') => date && `${day(date)} ${date.slice(11) || '00:00'}:00`;
const number = (text = '') => (text === '' ? undefined : Number(text));
const more = (contact: Cells) => JSON.parse(contact['扩展信息'] || '{}') as Record<string, string>;

/** What is in these fields; an empty cell is not sent. */
const given = (fields: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

/** A contact of crm-contacts.csv as a customer of the public pool, with the industry only where an example maps it. */
function poolRow(contact: Cells): IDataObject {
	const { text, number: shops, date } = LONGLONGLONG.components;
	const components = [
		{ id: text, value: more(contact)['意向产品'] },
		{ id: shops, value: number(contact['门店数量']) },
		{ id: date, value: day(contact['预约日期']) },
	].filter(({ value }) => value !== undefined && value !== '');
	return given({
		phone: digits(contact['手机号码'] ?? ''),
		name: contact['姓名'],
		company: contact['公司名称'],
		email: contact.Email,
		sex: contact['性别'] ? ['未知', '男', '女'].indexOf(contact['性别']) : undefined,
		extra: contact['客户编号'],
		source_id: number(contact['信息来源ID']),
		industry_id: number(contact['行业ID']),
		grade_id: number(contact['客户等级']),
		...(components.length > 0 && { components }),
		sort: 0,
	});
}

function taskRow(contact: Cells): IDataObject {
	return given({ ...poolRow(contact), industry_id: undefined });
}

function nxlinkRow(contact: Cells): IDataObject {
	return given({
		full_name: contact['姓名'],
		sms_phone: `86${digits(contact['手机号码'] ?? '')}`,
		email: contact.Email,
		tagStr: contact['标签'],
		country: '中国',
		remark: contact['备注'],
		gender: contact['性别'] ? ['女', '男'].indexOf(contact['性别']) : undefined,
		birthday: day(contact['生日']),
		address: contact['地址'],
		belong_seat_user: contact['负责人'],
		weight: number(contact['客户等级']),
		customize_field: given({
			customize_1_13: contact['客户编号'],
			customize_1_14: more(contact)['备用联系人'],
			customize_2_16: number(contact['门店数量']),
			customize_4_18: more(contact)['意向产品'],
			customize_6_20: moment(contact['预约日期']),
		}),
	});
}

/** A row as it was sent; the custom fields of NXLink, a string of JSON, are read. */
function fieldsOf(row: IDataObject): IDataObject {
	const { customize_field: custom } = row;
	return typeof custom === 'string' ? { ...row, customize_field: JSON.parse(custom) as IDataObject } : row;
}

/** Rows as they were sent, by the number that the CRM gave the customer (客户编号). */
export function byCustomerNumber(rows: readonly IDataObject[]): Map<unknown, IDataObject> {
	return new Map(
		rows.map(fieldsOf).map((row) => {
			const { customize_1_13: inNxlink } = (row.customize_field ?? {}) as IDataObject;
			return [row.extra ?? inNxlink, row];
		}),
	);
}

/** The examples that import crm-contacts.csv: what each sends of a contact, reckoned here from the cells, and the file of its failures. */
export const CSV_EXAMPLES = [
	{ file: '01-csv-to-public-pool.json', sent: poolRow, failures: 'pool-failures.csv' },
	{ file: '02-csv-to-call-task.json', sent: taskRow, failures: 'task-failures.csv' },
	{ file: '03-csv-to-nxlink.json', sent: nxlinkRow, failures: 'nxlink-failures.csv' },
];
