import { AcmeApi } from '../../../fixtures/acme/credentials/AcmeApi.credentials';
import { AcmeContact } from '../../../fixtures/acme/nodes/acme/AcmeContact/AcmeContact.node';
import { ACME_TOKEN, storedContacts } from '../../../fixtures/acme/sandbox/acme';
import type { ImportOperation } from './testedImport';
import { $ } from './testedImport';

/** The trial platform, which shows that the shared rules hold for a platform that the package does not have. */
export const ACME_IMPORT: ImportOperation = {
	label: 'Acme',
	name: 'Acme Contact: import',
	type: new AcmeContact(),
	parameters: { resource: 'contact', operation: 'import' },
	credential: { name: 'acmeApi', type: new AcmeApi(), data: { apiToken: ACME_TOKEN } },
	secrets: [ACME_TOKEN],
	secretHeaders: ['authorization'],
	tokenField: 'apiToken',
	denied: {
		data: { apiToken: 'a-token-that-has-run-out' },
		message: 'The token is not valid',
		parameter: 'API Token',
		code: 401,
	},
	apiPath: '/acme',
	successCode: 0,
	clockOffsetMs: -600_000,
	columnsMethod: 'getColumns',
	phone: 'tel',
	person: 'who',
	required: ['tel'],
	countryCode: '86',
	uncleanPhoneReason: 'notDigits',
	noPhoneReason: 'required',
	wholeNumber: 'score',
	json: { columns: ['extra'], wrap: (value) => value },
	accountFields: undefined,
	types: { score: 'number', extra: 'object' },
	needsSchema: [],
	sentWithoutSchema: {},
	soundFile: { tel: $('手机号码'), who: $('姓名'), email: $('邮箱') },
	badRows: [
		['no phone', { tel: '' }, 'required', /required/],
		['a score that is no whole number', { score: 1.5 }, 'wrongType', /must be a whole number/],
	],
	harmlessRows: [['a score as text', { score: ' 12 ' }, { score: 12 }]],
	headings: {
		row: { 手机号: '13012121211', 姓名: '甲', 邮箱: 'a@example.com', 备注: 'x' },
		wire: { tel: '13012121211', who: '甲', email: 'a@example.com' },
	},
	wrongFiles: [
		{
			file: 'dragged-phone.csv',
			warnings: [/^'Phone \(号码\)' has the same value in all 24 rows\..*expression/],
		},
	],
	oneForAllRows: [],
	limit: 50,
	path: '/contacts',
	list: 'contacts',
	success: 'imported',
	takenTwo: {
		results: [
			{ index: 0, id: 'a' },
			{ index: 1, id: 'b' },
		],
	},
	repliesAboutRows: (words) => [
		{
			results: [
				{ index: 0, error: words },
				{ index: 1, id: words },
			],
		},
	],
	believes: () => false,
	target: {},
	stored: () => storedContacts.map(({ tel }) => String(tel)),
	ids: (_sandbox, rowCount) =>
		Array.from({ length: rowCount }, (_unused, index) => ({ customerId: `contact-${index + 1}` })),
	everything: {
		row: { tel: '13012121211', who: '甲 "A"\n😀', email: 'a@example.com', score: '3', extra: { a: [1] } },
		wire: { tel: '13012121211', who: '甲 "A"\n😀', email: 'a@example.com', score: 3, extra: { a: [1] } },
		options: {},
		head: {},
	},
	least: { contacts: [{ tel: '13800000000', who: '客户 0' }] },
};
