import type { ICredentialDataDecryptedObject, ICredentialType, IDataObject, INodeType } from 'n8n-workflow';
import { LonglonglongApi } from '../../../credentials/LonglonglongApi.credentials';
import { NxlinkApi } from '../../../credentials/NxlinkApi.credentials';
import { LonglonglongCustomer } from '../../../nodes/longlonglong/LonglonglongCustomer/LonglonglongCustomer.node';
import { LonglonglongTaskNumber } from '../../../nodes/longlonglong/LonglonglongTaskNumber/LonglonglongTaskNumber.node';
import { NxlinkCustomer } from '../../../nodes/nxlink/NxlinkCustomer/NxlinkCustomer.node';
import type { Sandbox } from '../../../sandbox';
import { LONGLONGLONG, NXLINK } from '../../../sandbox';

/** One of the package's imports, as far as the tests that all of them share need to know it. */
export interface ImportOperation {
	name: string;
	type: INodeType;
	/** Resource, operation and what else the operation cannot do without. */
	parameters: IDataObject;
	credential: { name: string; type: ICredentialType; data: ICredentialDataDecryptedObject };
	/** Which column mapper fills `columns`. */
	columnsMethod: string;
	/** The platform's column of the phone that the shared rows have, and of the name. */
	phone: string;
	person: string;
	/** Largest number of rows in one request. */
	limit: number;
	/** The end of the call's path. */
	path: string;
	/** Where the rows stand in the request. */
	list: string;
	success: 'imported' | 'accepted';
	/** What this platform calls a wrong token or secret. */
	denied: { data: ICredentialDataDecryptedObject; message: string; parameter: string };
}

const longlonglong: Pick<ImportOperation, 'credential' | 'phone' | 'person' | 'list' | 'denied'> = {
	credential: {
		name: 'longlonglongApi',
		type: new LonglonglongApi(),
		data: { accessToken: LONGLONGLONG.token, userId: LONGLONGLONG.userId, callbackSecret: 'callback-word' },
	},
	phone: 'phone',
	person: 'name',
	list: 'data',
	denied: {
		data: { accessToken: 'a-token-that-has-run-out' },
		message: 'Unauthorized',
		parameter: 'Access Token',
	},
};

export const byId = (id: string): IDataObject => ({ __rl: true, mode: 'id', value: id });

export const CUSTOMER_IMPORT: ImportOperation = {
	...longlonglong,
	name: 'Longlonglong Customer: import',
	type: new LonglonglongCustomer(),
	parameters: { resource: 'customer', operation: 'import' },
	columnsMethod: 'getCustomerColumns',
	limit: 200,
	path: '/async_customer',
	success: 'accepted',
};

const task = { resource: 'number', taskId: byId(LONGLONGLONG.tasks.classicPaused) };

export const NUMBER_ADD: ImportOperation = {
	...longlonglong,
	name: 'Longlonglong Task Number: add',
	type: new LonglonglongTaskNumber(),
	parameters: { ...task, operation: 'add' },
	columnsMethod: 'getNumberColumns',
	limit: 100,
	path: '/number',
	success: 'imported',
};

export const NUMBER_ADD_ASYNC: ImportOperation = {
	...NUMBER_ADD,
	name: 'Longlonglong Task Number: addAsync',
	parameters: { ...task, operation: 'addAsync' },
	limit: 200,
	path: '/async_number',
	success: 'accepted',
};

export const CUSTOMER_UPSERT: ImportOperation = {
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
	columnsMethod: 'getCustomerColumns',
	phone: 'sms_phone',
	person: 'full_name',
	limit: 100,
	path: '/batch_create',
	list: 'customers',
	success: 'imported',
	denied: {
		data: { accessSecret: 'another-secret-than-theirs' },
		message: 'Authentication failed (invalid signature)',
		parameter: 'Access Secret',
	},
};

/** Every import that there is; most tests run on each. */
export const OPERATIONS = [CUSTOMER_IMPORT, NUMBER_ADD, NUMBER_ADD_ASYNC, CUSTOMER_UPSERT];
export const LONGLONGLONG_OPERATIONS = [CUSTOMER_IMPORT, NUMBER_ADD, NUMBER_ADD_ASYNC];

/** What the credential of an operation holds when it points to this sandbox. */
export function credentialFor(
	{ credential }: ImportOperation,
	{ url }: Sandbox,
): ICredentialDataDecryptedObject {
	return { baseUrl: url, ...credential.data };
}
