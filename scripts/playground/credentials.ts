import type { IDataObject } from 'n8n-workflow';
import { LONGLONGLONG, NXLINK } from '../../sandbox/accounts';
import type { N8nDriver, StoredCredential } from '../n8nHost/driver';

/** The names of the credentials in the example workflows. */
export const LONGLONGLONG_CREDENTIAL = 'Longlonglong (sandbox)';
export const NXLINK_CREDENTIAL = 'NXLink (sandbox)';

export function longlonglongData(sandboxUrl: string): IDataObject {
	return {
		baseUrl: sandboxUrl,
		accessToken: LONGLONGLONG.token,
		userId: LONGLONGLONG.userId,
		callbackSecret: LONGLONGLONG.callbackSecret,
	};
}

export function nxlinkData(sandboxUrl: string): IDataObject {
	return {
		region: 'custom',
		baseUrl: sandboxUrl,
		accessKey: NXLINK.accessKey,
		accessSecret: NXLINK.accessSecret,
		tenantId: String(NXLINK.tenantId),
		appKey: NXLINK.appKey,
		signAlgorithm: 'md5',
	};
}

/** A credential for the sandbox that can be stored or tested. */
export interface SandboxCredential {
	name: string;
	type: string;
	data: IDataObject;
}

export function sandboxCredentials(sandboxUrl: string): SandboxCredential[] {
	return [
		{ name: LONGLONGLONG_CREDENTIAL, type: 'longlonglongApi', data: longlonglongData(sandboxUrl) },
		{ name: NXLINK_CREDENTIAL, type: 'nxlinkApi', data: nxlinkData(sandboxUrl) },
	];
}

/** Creates both credentials for the sandbox at an address, or updates existing ones. */
export async function provideCredentials(driver: N8nDriver, sandboxUrl: string): Promise<StoredCredential[]> {
	const stored = await driver.credentials();
	const provided: StoredCredential[] = [];
	for (const { name, type, data } of sandboxCredentials(sandboxUrl)) {
		const same = stored.find((credential) => credential.name === name && credential.type === type);
		provided.push(
			same === undefined
				? await driver.createCredential(name, type, data)
				: await driver.updateCredential(same.id, name, type, data),
		);
	}
	return provided;
}
