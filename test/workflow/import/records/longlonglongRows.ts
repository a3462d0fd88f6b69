import type { ExportNames, TestedRows } from './testedImport';
import { $ } from './testedImport';

const soundFile = {
	phone: $('手机号码'),
	name: $('姓名'),
	email: $('邮箱'),
	company: $('公司名称'),
	extra: $('客户编号'),
};
const english = { phone: $('phone'), name: $('name'), email: $('mail'), company: $('company') };

export const EXPORT_NAMES: ExportNames = { position: 0, always: { sort: 0 }, demanded: {} };

/** The rows that the shared tests try on every import of Longlonglong. */
export const LONGLONGLONG_ROWS: TestedRows & { soundFile: typeof soundFile } = {
	soundFile,
	badRows: [
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
	],
	harmlessRows: [
		['a phone of 7 digits', { phone: '8888888' }, { phone: '8888888' }],
		['a phone that is a number', { phone: 13900000000 }, { phone: '13900000000' }],
		['a phone with a suffix', { phone: '13800138000_a1' }, { phone: '13800138000_a1' }],
		[
			'an encrypted phone and company',
			{ phone: 'aGVsbG8+-/=', company: 'x Y=' },
			{ phone: 'aGVsbG8+-/=', company: 'x Y=' },
			{ encryption: true },
		],
		['sex by its name', { sex: 'female' }, { sex: 2 }],
		['numbers as text', { source_id: ' 12 ' }, { source_id: 12 }],
	],
	headings: {
		row: { 手机号: '13012121211', 姓名: '甲', 公司: '乙', 邮箱: 'a@example.com', 性别: '男', 备注: 'x' },
		wire: { phone: '13012121211', name: '甲', company: '乙', email: 'a@example.com', sex: 1, sort: 0 },
	},
	wrongFiles: [
		{
			file: 'id-numbers-for-phones.csv',
			warnings: [/^'Phone \(号码\)' has no phone number in 24 of 24 rows\./],
		},
		{
			file: 'phones-of-excel.csv',
			warnings: [/^'Phone \(号码\)' has no phone number in 16 of 24 rows\./],
		},
		{
			file: 'names-and-phones-swapped.csv',
			warnings: [
				/^'Phone \(号码\)' has no phone number in 24 rows where 'Contact Name \(联系人名称\)' has one, first in item 0\. The columns of the input are shifted/,
			],
		},
		{
			file: 'shifted-by-one.csv',
			warnings: [
				/^'Phone \(号码\)' has no phone number in 24 rows where 'Contact Name \(联系人名称\)' has one/,
				/^'Email \(邮箱\)' has no email address in 24 rows where 'Phone \(号码\)' has one/,
			],
		},
		{
			file: 'other-header.csv',
			warnings: [/^'Email \(邮箱\)' is empty in all 24 rows\..*written exactly as in the input/],
		},
		{
			file: 'mostly-empty.csv',
			warnings: [/^'Company \(公司\)' is empty in 19 of 24 rows\./],
		},
		{
			file: 'sound.csv',
			value: { ...soundFile, name: '姓名' },
			warnings: [/^'Contact Name \(联系人名称\)' has the same value in all 24 rows\./],
		},
		{
			file: 'gb18030-read-as-utf-8.csv',
			warnings: [/^The column names look garbled \('/],
		},
		{
			file: 'utf-8-read-as-latin-1.csv',
			encoding: 'latin1',
			warnings: [/^The column names look garbled \('/],
		},
		{
			file: 'gb18030-with-english-names.csv',
			value: english,
			warnings: [/^The values of 'Contact Name \(联系人名称\)' look garbled/],
		},
		{
			file: 'utf-8-read-as-latin-1-with-english-names.csv',
			value: english,
			encoding: 'latin1',
			warnings: [/^The values of 'Contact Name \(联系人名称\)' look garbled/],
		},
		{
			file: 'utf-8-read-as-gb18030-with-english-names.csv',
			value: english,
			encoding: 'gb18030',
			warnings: [
				/^The values of 'Contact Name \(联系人名称\)' look garbled: the file is in UTF-8, and was read as GB18030\./,
			],
		},
	],
	exportNames: EXPORT_NAMES,
};
