import { NXLINK } from '../../accounts';

/** The length and form of a text field of batch_create (seed 004). The length is in characters, as Java counts them. */
export interface TextRule {
	name: string;
	longest?: number;
	digits?: true;
	required?: true;
	/** Whether the field is a contact, of which a customer must have at least one. */
	contact?: true;
	date?: true;
}

export const TEXT_RULES: readonly TextRule[] = [
	{ name: 'full_name', longest: 255, required: true },
	{ name: 'first_name', longest: 128 },
	{ name: 'last_name', longest: 128 },
	{ name: 'sms_phone', longest: 30, digits: true, contact: true },
	{ name: 'whats_app_phone', longest: 30, digits: true, contact: true },
	{ name: 'viber_phone', longest: 30, digits: true, contact: true },
	{ name: 'messenger', longest: 32, digits: true, contact: true },
	{ name: 'instagram', longest: 32, digits: true, contact: true },
	{ name: 'zalo', longest: 32, digits: true, contact: true },
	{ name: 'line', longest: 50, contact: true },
	{ name: 'country', longest: 50 },
	{ name: 'email', longest: 50, contact: true },
	{ name: 'address', longest: 100 },
	{ name: 'birthday', date: true },
	{ name: 'tagStr' },
	{ name: 'remark', longest: 2000 },
	{ name: 'time_zone' },
	{ name: 'customize_field' },
	{ name: 'belong_seat_user', longest: 128 },
];

export const CONTACTS: readonly string[] = TEXT_RULES.filter(({ contact }) => contact).map(
	({ name }) => name,
);

/** Values of `field_type` (nxlink.md 3.1 c): 2 number, 3 single and 4 multiple choice are inferred. */
export type FieldType = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface Field {
	name: string;
	label: string;
	englishLabel: string;
	type: FieldType;
	preset: boolean;
	required?: boolean;
	options?: ReadonlyArray<{ id: string; name: string }>;
}

const preset = (
	name: string,
	label: string,
	englishLabel: string,
	type: FieldType,
	more: Partial<Field> = {},
): Field => ({
	name,
	label,
	englishLabel,
	type,
	preset: true,
	...more,
});
/** A custom field. Its type is the first number in its name. */
const custom = (name: string, label: string, englishLabel: string, more: Partial<Field> = {}): Field =>
	preset(name, label, englishLabel, Number(name.split('_')[1]) as FieldType, { preset: false, ...more });

/** The fields of the sandbox's tenant: the preset fields of the page's example, and at least one custom field of each type. */
export const FIELDS: readonly Field[] = [
	preset('full_name', '客户名称', 'Full name', 1, { required: true }),
	preset('first_name', '名', 'First name', 1),
	preset('last_name', '姓', 'Last name', 1),
	preset('sms_phone', '手机号码', 'SMS phone', 1),
	preset('whats_app_phone', 'WhatsApp号码', 'WhatsApp phone', 1),
	preset('email', '邮箱', 'Email', 1),
	preset('tags', '标签', 'Tags', 7),
	preset('created_at', '创建时间', 'Created at', 6),
	preset('updated_at', '更新时间', 'Updated at', 6),
	preset('country', '国家', 'Country', 1),
	preset('time_zone', '时区', 'Time zone', 1),
	preset('age', '年龄', 'Age', 2),
	preset('birthday', '生日', 'Birthday', 5),
	preset('gender', '性别', 'Gender', 3, { options: choice(['男', '女'], ['1', '0']) }),
	custom('customize_1_13', '客户编号', 'Customer number'),
	custom('customize_1_14', '备用联系人', 'Second contact'),
	custom('customize_2_16', '门店数量', 'Number of shops'),
	custom('customize_3_17', '客户类型', 'Customer type', { options: choice(['直营', '加盟', '经销']) }),
	custom('customize_4_18', '感兴趣的产品', 'Interested in', {
		options: choice(['电话机器人', '短信', 'WhatsApp']),
	}),
	custom('customize_5_19', '签约日期', 'Signed on'),
	custom('customize_6_20', '下次联系', 'Next contact'),
];

function choice(names: string[], ids = names.map((_name, index) => String(index + 1))) {
	return names.map((name, index) => ({ id: ids[index] ?? '', name }));
}

/** @returns a field as customers/fields shows it; `field_type_info` is JSON in a text. */
export function describeField(field: Field, index: number) {
	const formatter = { 5: 'yyyy-MM-dd', 6: 'yyyy-MM-dd HH:mm:ss' }[field.type as 5 | 6];
	const info = field.options ?? (formatter && { formatter });
	return {
		id: 1000 + index,
		tenantId: NXLINK.tenantId,
		name: field.name,
		display_name: field.label,
		display_en_name: field.englishLabel,
		is_display: true,
		field_type: field.type,
		required: field.required ?? false,
		sequence: index,
		remark: '',
		field_type_info: info ? JSON.stringify(info) : null,
		is_preset: field.preset,
	};
}
