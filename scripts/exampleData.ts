import { encode } from 'iconv-lite';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contactsXlsx } from './exampleXlsx';
import { repository } from './n8nHost/paths';

/**
 * Makes the files of examples/data: the same 1,000 contacts as a CRM exports them, as CSV in UTF-8, as CSV in GB18030 and as an Excel workbook.
 * The same code always makes the same bytes. All people, companies and numbers are invented: every phone has four zeros in its middle.
 */

const CONTACTS = 1_000;
const SEED = 20_250_314;

/** The columns in the order of the file. Like a real export, they are a mixture: one English header, IDs without names, JSON. */
export const COLUMNS = [
	'客户编号',
	'姓名',
	'性别',
	'手机号码',
	'Email',
	'公司名称',
	'客户等级',
	'信息来源ID',
	'行业ID',
	'门店数量',
	'预约日期',
	'生日',
	'地址',
	'负责人',
	'标签',
	'扩展信息',
	'备注',
] as const;

export type Column = (typeof COLUMNS)[number];
export type Contact = Record<Column, string>;

const FAMILY_NAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'.split('');
const GIVEN_NAMES =
	'伟 芳 娜 敏 静 秀英 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 子涵 浩然 雨桐 欣怡 梓萱'.split(
		' ',
	);
const PINYIN = 'wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo'.split(
	' ',
);
const PHONE_PREFIXES = ['138', '139', '135', '150', '186', '133', '177'];
const COMPANIES = [
	'示例（上海）贸易有限公司',
	'示例科技, 华东分部',
	'北京"云端"示例软件有限公司',
	'深圳示例电子有限公司',
	'成都示例餐饮管理有限公司',
	'Example Foods, Inc.',
	'',
];
const STREETS = ['上海市示例路', '北京市测试大街', '深圳市样例道', '成都市演示街'];
const PRODUCTS = ['电话机器人', '短信', 'WhatsApp'];
const TAGS = ['', '展会', '老客户', '展会,老客户', '官网'];
/** The seats (坐席) of the sandbox. */
const SEATS = ['anna@example.com', 'bob@example.com', ''];
const REMARKS = [
	'',
	'',
	'下午联系',
	'要求寄样品, 已寄出',
	'他说："月底再联系"',
	'第一次来电：询价\n第二次来电：要合同',
];

/** The forms in which people type a phone number: mostly plain digits, and six other forms. */
const PHONE_STYLES: Array<(phone: string) => string> = [
	...Array<(phone: string) => string>(6).fill((phone) => phone),
	(phone) => `+86 ${dashed(phone, '-')}`,
	(phone) => dashed(phone, '-'),
	(phone) => dashed(phone, ' '),
	(phone) => `0086${phone}`,
	(phone) => `+86${phone}`,
	(phone) => `+86-${phone}`,
];

type Fault = (contact: Contact) => Contact;

const having =
	(changes: Partial<Contact>): Fault =>
	(contact) => ({ ...contact, ...changes });

/** 0-based position in the file → the fault of the contact there. docs/examples.md lists the outcome in each import. */
const FAULTS: Record<number, Fault> = {
	// The contact has no phone and no email.
	37: having({ 手机号码: '', Email: '' }),
	// The phone has the letter O instead of zeros.
	118: having({ 手机号码: '138OOOO1180' }),
	// Neither platform has this choice.
	203: having({ 性别: '保密' }),
	// The value is no number.
	264: having({ 门店数量: '三家' }),
	// The value is no date.
	341: having({ 预约日期: '待定' }),
	// The grade is a name instead of a number.
	412: having({ 客户等级: 'VIP' }),
	// The phone was cut off, so the call task refuses it. The public pool's import finds a text in a number column first, and
	// NXLink does not have the seat.
	485: having({ 手机号码: '1360', 行业ID: '教育培训', 负责人: 'carol@example.com' }),
	// The remark is a whole conversation, which is too long for NXLink. The other imports find a text in a number column.
	556: having({ 信息来源ID: '朋友介绍', 备注: '客户来电咨询，要求报价并安排回访。'.repeat(140) }),
	// The JSON ends too early, so the expression that reads it fails for this row only.
	629: having({ 扩展信息: '{"意向产品":"短信","备用联' }),
	// The name has a comma that was not quoted.
	700: shifted,
	// The columns have lists instead of a text.
	771: having({
		扩展信息: JSON.stringify({ 意向产品: ['电话机器人', '短信'], 备用联系人: ['王芳', '李强'] }),
	}),
	// The contact has two faults, and both are reported.
	846: having({ 性别: '不详', 门店数量: '若干' }),
};

/** Contacts that were entered twice: position in the file → position of the first entry. */
const DUPLICATES: Record<number, number> = { 150: 12, 377: 90, 520: 221, 777: 600, 990: 455 };

export const BROKEN_ROWS = Object.keys(FAULTS).map(Number);
export const DUPLICATE_ROWS = Object.keys(DUPLICATES).map(Number);

function dashed(phone: string, separator: string): string {
	return [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)].join(separator);
}

/** Pseudo-random numbers from 0 to 1 that are the same in each run (mulberry32). */
function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** The contact at a position of the file, before a fault is added. */
function soundContact(index: number, random: () => number): Contact {
	const below = (count: number) => Math.floor(random() * count);
	const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;
	const family = below(FAMILY_NAMES.length);
	const phone = `${PHONE_PREFIXES[index % PHONE_PREFIXES.length]}0000${String(1000 + index)}`;
	const slash = below(5) === 0;
	const appointment = ['2025', twoDigits(4 + below(3)), twoDigits(1 + below(28))].join(slash ? '/' : '-');
	const more = { 意向产品: pick(PRODUCTS), 备用联系人: pick(FAMILY_NAMES) + pick(GIVEN_NAMES) };
	return {
		客户编号: `C${String(index + 1).padStart(6, '0')}`,
		姓名: `${FAMILY_NAMES[family]}${pick(GIVEN_NAMES)}`,
		性别: pick(['男', '女', '']),
		手机号码: pick(PHONE_STYLES)(phone),
		Email: below(10) === 0 ? '' : `${PINYIN[family]}${index + 1}@example.com`,
		公司名称: pick(COMPANIES),
		客户等级: pick(['1', '2', '3', '4', '5', '']),
		信息来源ID: String(1 + below(6)),
		行业ID: String(10 + below(20)),
		门店数量: below(4) === 0 ? '' : String(1 + below(40)),
		预约日期: pick(['', appointment, `${appointment} ${twoDigits(9 + below(9))}:30`]),
		生日: below(3) === 0 ? '' : `${1960 + below(45)}-${twoDigits(1 + below(12))}-${twoDigits(1 + below(28))}`,
		地址: `${pick(STREETS)}${1 + below(300)}号`,
		负责人: pick(SEATS),
		标签: pick(TAGS),
		扩展信息: below(3) === 0 ? '' : JSON.stringify(more),
		备注: pick(REMARKS),
	};
}

/** The contact in a file in which `王小明,已离职` was not quoted, so that each value is one column too far to the right. */
function shifted(contact: Contact): Contact {
	const values = COLUMNS.map((column) => contact[column]);
	values.splice(COLUMNS.indexOf('姓名'), 1, '王小明', '已离职');
	return Object.fromEntries(COLUMNS.map((column, index) => [column, values[index]])) as Contact;
}

/** The same person, entered again by another user with only number, name and phone. */
function enteredAgain(first: Contact, own: Contact): Contact {
	const digits = first.手机号码.replace(/\D/g, '').slice(-11);
	const blank = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Contact;
	return { ...blank, 客户编号: own.客户编号, 姓名: first.姓名, 手机号码: `+86 ${dashed(digits, '-')}` };
}

/** All contacts in the order of the file. */
export function crmContacts(): Contact[] {
	const random = randomNumbers(SEED);
	const sound = Array.from({ length: CONTACTS }, (_contact, index) => soundContact(index, random));
	return sound.map((contact, index) => {
		const first = sound[DUPLICATES[index] ?? -1];
		if (first) return enteredAgain(first, contact);
		return FAULTS[index]?.(contact) ?? contact;
	});
}

function quoted(value: string): string {
	return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The contacts as CSV text with Windows line ends. */
function csvText(): string {
	const lines = crmContacts().map((contact) => COLUMNS.map((column) => quoted(contact[column])));
	return `${[COLUMNS, ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`;
}

/** CSV in UTF-8 with a byte order mark, as CRMs write it. Excel can write it, too. */
export function crmContactsCsv(): string {
	return `\uFEFF${csvText()}`;
}

/** CSV in GB18030 without a byte order mark, as Excel on Chinese Windows writes it. */
export function crmContactsGb18030(): Buffer {
	return encode(csvText(), 'gb18030');
}

/** The Excel workbook: a cover sheet, and the contacts with Excel's own types on a second one. */
export async function crmContactsXlsx(): Promise<Uint8Array> {
	return await contactsXlsx(COLUMNS, crmContacts());
}

/** Each file of examples/data with its content. */
export async function exampleDataFiles(): Promise<Record<string, string | Uint8Array>> {
	return {
		'crm-contacts.csv': crmContactsCsv(),
		'crm-contacts-gb18030.csv': crmContactsGb18030(),
		'crm-contacts.xlsx': await crmContactsXlsx(),
	};
}

/** `npx tsx scripts/exampleData.ts` writes the files anew. */
async function writeFiles(): Promise<void> {
	for (const [name, content] of Object.entries(await exampleDataFiles())) {
		writeFileSync(join(repository, 'examples/data', name), content);
	}
}

if (require.main === module) void writeFiles();
