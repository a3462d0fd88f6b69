import { COMPANY_NAMES, EMAIL_NAMES, MOBILE_NAMES, PERSON_NAMES, TELEPHONE_NAMES } from '../rows/commonNames';
import type { Field } from '../rows/field';
import { SEXES } from './codes/codeNames';

/** Fields that customers of the public pool (公海) and numbers of a call task share. Sources: pages 批量导入客户公海(异步), 批量添加号码. */
const COMMON_FIELDS: readonly Field[] = [
	{
		id: 'phone',
		label: 'Phone (号码)',
		type: 'phone',
		required: true,
		preferredNames: MOBILE_NAMES,
		aliases: TELEPHONE_NAMES,
	},
	{
		id: 'name',
		label: 'Contact Name (联系人名称)',
		type: 'text',
		holds: 'name',
		preferredNames: PERSON_NAMES,
		aliases: ['客户昵称'],
	},
	{ id: 'company', label: 'Company (公司)', type: 'text', aliases: COMPANY_NAMES },
	{ id: 'email', label: 'Email (邮箱)', type: 'text', holds: 'email', aliases: EMAIL_NAMES },
	{
		id: 'sex',
		label: 'Sex (性别)',
		type: 'choice',
		choices: SEXES,
		aliases: ['gender'],
	},
	{ id: 'extra', label: 'Extra Data (额外数据)', type: 'text' },
	{ id: 'source_id', label: 'Source ID (信息来源 ID)', type: 'integer' },
	{ id: 'industry_id', label: 'Industry ID (信息行业 ID)', type: 'integer' },
	{ id: 'grade_id', label: 'Customer Grade ID (客户等级 ID)', type: 'integer' },
	{ id: 'components', label: 'Custom Fields as JSON (组件数据)', type: 'json' },
	{ id: 'sub_user_id', label: 'Sub-Account ID (子账户 ID)', type: 'text', isTarget: true },
	{ id: 'sort', label: 'Sort, Without Use (排序)', type: 'integer' },
];

/** The fields of a customer of the public pool. */
export const CUSTOMER_FIELDS: readonly Field[] = COMMON_FIELDS;

/** The fields of a number of a call task. */
export const NUMBER_FIELDS: readonly Field[] = [
	...COMMON_FIELDS,
	{ id: 'control_select_robot', label: 'AI Dialogue Label (AI对话标识)', type: 'text' },
	{ id: 'custom_vars', label: 'Script 2.0 Variables as JSON (2.0话术变量)', type: 'json' },
];

/** How many columns the mapper shows at first. People add the others with "Add column". */
export const FIELDS_SHOWN = 6;
