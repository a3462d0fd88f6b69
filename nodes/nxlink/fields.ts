import type { Field } from '../rows/field';

/**
 * The customer of `customers/batch_create`, field by field. Source: the vendor's page 批量创建客户.
 * `first_name` and `last_name` are used as in its example (given and family name), although its labels say the opposite.
 */
export const CUSTOMER_FIELDS: readonly Field[] = [
	{
		id: 'full_name',
		label: 'Full Name (客户名称)',
		type: 'text',
		required: true,
		maxLength: 255,
		holds: 'name',
		aliases: ['name', '姓名', '客户姓名'],
	},
	{
		id: 'whats_app_phone',
		label: 'WhatsApp (WhatsApp号码)',
		type: 'phone',
		maxLength: 30,
		digitsOnly: true,
		aliases: ['whatsapp phone'],
	},
	{
		id: 'sms_phone',
		label: 'SMS Phone (手机号码)',
		type: 'phone',
		maxLength: 30,
		digitsOnly: true,
		aliases: ['phone', 'mobile', '手机', '手机号', '电话', '联系电话'],
	},
	{
		id: 'email',
		label: 'Email (邮箱)',
		type: 'text',
		maxLength: 50,
		holds: 'email',
		aliases: ['电子邮箱'],
	},
	{
		id: 'viber_phone',
		label: 'Viber Phone (Viber号码)',
		type: 'phone',
		maxLength: 30,
		digitsOnly: true,
		aliases: ['viber'],
	},
	{ id: 'tagStr', label: 'Tags (标签)', type: 'commaList', aliases: ['tag'] },
	{ id: 'country', label: 'Country (国家)', type: 'text', maxLength: 50 },
	{ id: 'remark', label: 'Remark (备注)', type: 'text', maxLength: 2000, aliases: ['notes', 'note'] },
	{ id: 'first_name', label: 'First Name, given (名)', type: 'text', maxLength: 128 },
	{ id: 'last_name', label: 'Last Name, family (姓)', type: 'text', maxLength: 128 },
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
	{ id: 'birthday', label: 'Birthday (生日)', type: 'date' },
	{ id: 'address', label: 'Address (街道)', type: 'text', maxLength: 100 },
	{ id: 'time_zone', label: 'Time Zone (时区)', type: 'text' },
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

/** How many columns the mapper shows at first; the rest waits under "Add column". */
export const CUSTOMER_FIELDS_SHOWN = 6;

/** At least one of these must be filled, and any of them may tell that two rows are the same customer. */
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

/** Rows in one batch_create, at most. */
export const MAX_BATCH_SIZE = 100;
