import type { TestedRows } from './testedImport';
import { $ } from './testedImport';

const soundFile = {
	sms_phone: $('手机号码'),
	full_name: $('姓名'),
	email: $('邮箱'),
	birthday: $('生日'),
};

/** The rows that the shared tests try on NXLink's import. */
export const NXLINK_ROWS: TestedRows & { soundFile: typeof soundFile } = {
	soundFile,
	badRows: [
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
		[
			'a birthday that is none',
			{ birthday: '30th of May' },
			'wrongType',
			/must be a date such as 1990-04-12/,
		],
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
	],
	harmlessRows: [
		['a phone that is a number', { sms_phone: 8613900000000 }, { sms_phone: '8613900000000' }],
		['a name of 255 characters', { full_name: '😀'.repeat(127) }, { full_name: '😀'.repeat(127) }],
		['a weight as text', { weight: '5' }, { weight: 5 }],
		['only a LINE id', { sms_phone: '', line: 'abc' }, { line: 'abc' }],
		['empty cells', { email: '', country: null, remark: ' ' }, { sms_phone: '13800000001' }],
	],
	headings: {
		row: {
			...{ 'Full name': '甲', WhatsApp: '+86 13012121211', 邮箱: 'a@example.com' },
			...{ Tags: 'a,b', 生日: '1990/4/12' },
		},
		wire: {
			...{ full_name: '甲', whats_app_phone: '8613012121211', email: 'a@example.com' },
			...{ tagStr: 'a,b', birthday: '1990-04-12' },
		},
	},
	wrongFiles: [
		{
			file: 'shifted-in-some-rows.csv',
			warnings: [
				/^'SMS Phone \(手机号码\)' has no phone number in 6 rows where 'Email \(邮箱\)' has one, first in item 1\./,
			],
		},
		{
			file: 'dragged-phone.csv',
			warnings: [/^'SMS Phone \(手机号码\)' has the same value in all 24 rows\..*expression/],
		},
		{
			file: 'day-first.csv',
			warnings: [
				/^'Birthday \(生日\)': 8 dates were read with the month first, such as 06\/02\/1971 as 1971-06-02\. 13 others were refused .* the day does come first\./,
			],
		},
		{
			file: 'day-first-early-in-the-month.csv',
			value: null,
			warnings: [
				/^'Birthday \(生日\)': \d+ dates were read with the month first, such as .*fromFormat/,
				/left out/,
			],
		},
		{
			file: 'utf-8-read-as-gb18030.csv',
			encoding: 'gb18030',
			warnings: [
				/^The column names look garbled \('瀹㈡埛缂栧彿'\): the file is in UTF-8, and was read as GB18030\./,
			],
		},
	],
	exportNames: { position: 1, always: {}, demanded: { full_name: '某人' } },
};
