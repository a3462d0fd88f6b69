import type { IDataObject } from 'n8n-workflow';

import { NxlinkApi } from '../../../../credentials/NxlinkApi.credentials';
import { NxlinkCustomer } from '../../../../nodes/nxlink/NxlinkCustomer/NxlinkCustomer.node';
import { NXLINK } from '../../../../sandbox';
import { NXLINK_ROWS } from './nxlinkRows';
import type { ImportOperation } from './testedImport';

/** All of seed 004's customer. */
const NXLINK_ROW: IDataObject = {
	full_name: 'zhang san',
	first_name: 'san',
	last_name: 'zhang',
	sms_phone: '18163725558',
	whats_app_phone: '8618163725558',
	viber_phone: '8618163725558',
	country: 'China',
	email: 'zhang@example.com',
	address: "Wujin District, Tai'an City",
	birthday: '1976-04-12T00:00:00.000Z',
	remark: '重要客户 "A", 😀\nB',
	tagStr: ['test', '99'],
	time_zone: 'GMT+8',
	gender: '男',
	belong_seat_user: NXLINK.seats[0],
	weight: 5,
	line: 'line123456',
	zalo: '1234567890',
	messenger: '9876543210',
	instagram: '1122334455',
	customize_field: { customize_1_14: 'aa' },
	customize_1_13: 'C-7 "x"',
	customize_2_16: '3',
	customize_5_19: '2026-03-01',
};

const NXLINK_WIRE: IDataObject = {
	...NXLINK_ROW,
	birthday: '1976-04-12',
	tagStr: 'test,99',
	gender: 1,
	customize_field: JSON.stringify({
		customize_1_14: 'aa',
		customize_1_13: 'C-7 "x"',
		customize_2_16: 3,
		customize_5_19: '2026-03-01',
	}),
	customize_1_13: undefined,
	customize_2_16: undefined,
	customize_5_19: undefined,
};

export const CUSTOMER_UPSERT: ImportOperation = {
	...NXLINK_ROWS,
	label: 'NXLink',
	name: 'Nxlink Customer: upsert',
	type: new NxlinkCustomer(),
	parameters: { resource: 'customer', operation: 'upsert' },
	credential: {
		name: 'nxlinkApi',
		type: new NxlinkApi(),
		data: {
			region: 'custom',
			accessKey: NXLINK.accessKey,
			accessSecret: NXLINK.accessSecret,
			tenantId: String(NXLINK.tenantId),
			appKey: NXLINK.appKey,
		},
	},
	secrets: [NXLINK.accessSecret, NXLINK.appKey],
	secretHeaders: ['sign'],
	denied: {
		data: { accessSecret: 'another-secret-than-theirs' },
		message: 'Authentication failed (invalid signature)',
		parameter: 'Access Secret',
		code: 1003,
	},
	apiPath: '/saas',
	successCode: 0,
	clockOffsetMs: -50_000,
	columnsMethod: 'getCustomerColumns',
	phone: 'sms_phone',
	person: 'full_name',
	required: ['full_name'],
	countryCode: '86',
	uncleanPhoneReason: 'notDigits',
	noPhoneReason: 'noContact',
	wholeNumber: 'weight',
	json: { columns: ['customize_field'], wrap: (value) => value },
	accountFields: /^customize_\d/,
	types: {
		birthday: 'dateTime',
		gender: 'options',
		customize_2_16: 'number',
		customize_3_17: 'options',
	},
	choices: { column: 'customize_3_17', choice: { name: '加盟', value: '2' } },
	needsSchema: [],
	sentWithoutSchema: {},
	limit: 100,
	path: '/batch_create',
	list: 'customers',
	success: 'imported',
	oneForAllRows: [
		{
			label: 'When Customer Exists',
			parameters: { whenExists: '={{ $itemIndex < 2 ? "merge" : "replace" }}' },
		},
	],
	repliesAboutRows: (words) => [
		{ successCount: 1, failCount: 1, failItems: [{ index: 0, errorCode: words, errorMessage: words }] },
		{ successCount: 0, failCount: 2, failItems: [{ index: 0, errorMessage: { phone: [words] } }] },
		{ successCount: 2, failCount: 0, successItems: [0, 1].map((index) => ({ index, customerId: words })) },
	],
	takenTwo: { totalCount: 2, successCount: 2, failCount: 0, failItems: [], successItems: [] },
	believes: () => false,
	target: {},
	stored: ({ nxlink }) => nxlink.storings.map(({ row }) => String(row.sms_phone)),
	ids: ({ nxlink }) => [...nxlink.customers.keys()].map((id) => ({ customerId: String(id) })),
	everything: {
		row: NXLINK_ROW,
		wire: NXLINK_WIRE,
		options: { strictBinding: true },
		head: { type: 1, tenant_id: 123, app_key: NXLINK.appKey, strict_binding: true },
	},
	least: {
		...{ type: 1, tenant_id: 123, app_key: NXLINK.appKey },
		customers: [{ sms_phone: '13800000000', full_name: '客户 0' }],
	},
};
