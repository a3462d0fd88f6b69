/**
 * Names that columns have in the exports of CRMs and address books, whatever platform they go to. docs/imports.md says which tool uses
 * which; a name that means different things in different tools, such as 客户名称 (a company or a person), is not among them.
 */

/** A mobile number counts before a telephone number. */
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

/** The name of a person counts before the name of a customer, which may be a company. */
export const PERSON_NAMES = ['姓名', '联系人', '联系人姓名', '客户姓名', 'full name', 'contact name'];

export const EMAIL_NAMES = ['email address', '电子邮箱', '电子邮件', '邮件', '邮箱地址', 'e-mail 1 - value'];

export const COMPANY_NAMES = [
	...['company name', 'account name', 'organization', 'organization name', 'organization 1 - name'],
	...['公司名称', '公司名', '企业', '企业名称', '单位名称', '工作单位', '所属公司', '备注企业'],
];
