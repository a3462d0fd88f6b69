/**
 * Column names in the exports of CRMs and address books. docs/imports.md lists which tool uses which name. A name with different meanings
 * in different tools, such as 客户名称 (a company or a person), is not included.
 */

/** Names of a mobile number, which takes priority over a telephone number. */
export const MOBILE_NAMES = [
	'mobile',
	'mobile phone',
	'mobile phone number',
	'mobile number',
	'cell phone',
	'手机',
	'手机号',
	'手机号码',
	'移动电话',
	'手机1',
	'备注手机号',
];
export const TELEPHONE_NAMES = [
	'phone number',
	'telephone',
	'tel',
	'电话',
	'电话号码',
	'联系电话',
	'电话1',
	'phone 1 - value',
];

/** Names of a person, who takes priority over a customer, because a customer may be a company. */
export const PERSON_NAMES = ['姓名', '联系人', '联系人姓名', '客户姓名', 'full name', 'contact name'];

export const EMAIL_NAMES = ['email address', '电子邮箱', '电子邮件', '邮件', '邮箱地址', 'e-mail 1 - value'];

export const COMPANY_NAMES = [
	...['company name', 'account name', 'organization', 'organization name', 'organization 1 - name'],
	...['公司名称', '公司名', '企业', '企业名称', '单位名称', '工作单位', '所属公司', '备注企业'],
];
