import { EMAIL_NAMES, MOBILE_NAMES, PERSON_NAMES, TELEPHONE_NAMES } from '../rows/commonNames';
import type { Field } from '../rows/field';

/**
 * The fields of a customer in `customers/batch_create`. Source: the vendor's page 批量创建客户.
 * `first_name` is the given name and `last_name` the family name, as in the page's example. The page's labels state the opposite.
 */
export const CUSTOMER_FIELDS: readonly Field[] = [
	{
		id: 'full_name',
		label: 'Full Name (客户名称)',
		type: 'text',
		required: true,
		maxLength: 255,
		holds: 'name',
		preferredNames: PERSON_NAMES,
		aliases: ['name', '客户昵称'],
	},
	{
		id: 'whats_app_phone',
		label: 'WhatsApp (WhatsApp号码)',
		type: 'phone',
		maxLength: 30,
		digitsOnly: true,
		aliases: ['whatsapp phone', 'whatsapp phone number', 'whatsapp number', 'hs_whatsapp_phone_number'],
	},
	{
		id: 'sms_phone',
		label: 'SMS Phone (手机号码)',
		type: 'phone',
		maxLength: 30,
		digitsOnly: true,
		preferredNames: MOBILE_NAMES,
		aliases: ['phone', ...TELEPHONE_NAMES],
	},
	{
		id: 'email',
		label: 'Email (邮箱)',
		type: 'text',
		maxLength: 50,
		holds: 'email',
		aliases: EMAIL_NAMES,
	},
	{
		id: 'viber_phone',
		label: 'Viber Phone (Viber号码)',
		type: 'phone',
		maxLength: 30,
		digitsOnly: true,
		aliases: ['viber'],
	},
	{ id: 'tagStr', label: 'Tags (标签)', type: 'commaList', aliases: ['tag', '客户标签'] },
	{
		id: 'country',
		label: 'Country (国家)',
		type: 'text',
		maxLength: 50,
		aliases: ['国家/地区', 'country/region', 'mailing country', 'address 1 - country'],
	},
	{
		id: 'remark',
		label: 'Remark (备注)',
		type: 'text',
		maxLength: 2000,
		aliases: ['notes', 'note', 'remarks', 'description', '描述'],
	},
	{
		id: 'first_name',
		label: 'First Name, given (名)',
		type: 'text',
		maxLength: 128,
		aliases: ['given name'],
	},
	{
		id: 'last_name',
		label: 'Last Name, family (姓)',
		type: 'text',
		maxLength: 128,
		aliases: ['family name', 'surname', '姓氏'],
	},
	{
		id: 'gender',
		label: 'Gender (性别)',
		type: 'choice',
		choices: [
			{ name: 'Male (男)', value: 1 },
			{ name: 'Female (女)', value: 0 },
		],
		aliases: ['sex'],
	},
	{
		id: 'birthday',
		label: 'Birthday (生日)',
		type: 'date',
		aliases: ['birthdate', 'birth date', 'date of birth', '出生日期'],
	},
	{
		id: 'address',
		label: 'Address (街道)',
		type: 'text',
		maxLength: 100,
		aliases: [
			'street address',
			'mailing street',
			'address 1 - street',
			'地址',
			'联系地址',
			'详细地址',
			'通讯地址',
		],
	},
	{ id: 'time_zone', label: 'Time Zone (时区)', type: 'text', aliases: ['hs_timezone'] },
	{ id: 'line', label: 'LINE', type: 'text', maxLength: 50 },
	{ id: 'zalo', label: 'Zalo', type: 'text', maxLength: 32, digitsOnly: true },
	{ id: 'messenger', label: 'Messenger', type: 'text', maxLength: 32, digitsOnly: true },
	{ id: 'instagram', label: 'Instagram', type: 'text', maxLength: 32, digitsOnly: true },
	{ id: 'belong_seat_user', label: 'Seat User (归属坐席)', type: 'text', maxLength: 128, aliases: ['seat'] },
	{
		id: 'weight',
		label: 'Customer Grade, 1 to 5 (客户等级)',
		type: 'integer',
		min: 1,
		max: 5,
		aliases: ['grade'],
	},
	{ id: 'customize_field', label: 'Custom Fields as JSON (自定义字段)', type: 'object' },
];

/** Number of columns that the mapper shows at first; the user finds the others under "Add column". */
export const CUSTOMER_FIELDS_SHOWN = 6;

/** A row must have at least one of these. Two rows with the same value in one of them are the same customer. */
export const CONTACT_FIELDS = [
	'sms_phone',
	'whats_app_phone',
	'email',
	'viber_phone',
	'messenger',
	'instagram',
	'line',
	'zalo',
] as const;

/** Maximum number of rows in one batch_create. Source: POST customers/batch_create. */
export const MAX_BATCH_SIZE = 100;
