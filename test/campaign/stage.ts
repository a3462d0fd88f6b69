import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';

import { LonglonglongApi } from '../../credentials/LonglonglongApi.credentials';
import { NxlinkApi } from '../../credentials/NxlinkApi.credentials';
import { LonglonglongCustomer } from '../../nodes/longlonglong/LonglonglongCustomer/LonglonglongCustomer.node';
import { LonglonglongTaskNumber } from '../../nodes/longlonglong/LonglonglongTaskNumber/LonglonglongTaskNumber.node';
import { NxlinkCustomer } from '../../nodes/nxlink/NxlinkCustomer/NxlinkCustomer.node';
import { LONGLONGLONG, NXLINK } from '../../sandbox';
import type { Operation } from './columns';

const TASK_NUMBER = new LonglonglongTaskNumber();

export const NODES: Record<Operation, INodeType> = {
	customer: new LonglonglongCustomer(),
	add: TASK_NUMBER,
	addAsync: TASK_NUMBER,
	upsert: new NxlinkCustomer(),
};

export const CREDENTIAL_TYPES = { longlonglongApi: new LonglonglongApi(), nxlinkApi: new NxlinkApi() };

/** What both credentials hold when they point to this address. */
export function credentialsFor(
	baseUrl: string,
): Record<keyof typeof CREDENTIAL_TYPES, ICredentialDataDecryptedObject> {
	return {
		longlonglongApi: {
			baseUrl,
			accessToken: LONGLONGLONG.token,
			userId: LONGLONGLONG.userId,
			callbackSecret: LONGLONGLONG.callbackSecret,
		},
		nxlinkApi: {
			region: 'custom',
			baseUrl,
			accessKey: NXLINK.accessKey,
			accessSecret: NXLINK.accessSecret,
			tenantId: String(NXLINK.tenantId),
			appKey: NXLINK.appKey,
		},
	};
}
