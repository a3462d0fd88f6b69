import type { IDataObject, INodeExecutionData, OnError } from 'n8n-workflow';

import { NxlinkApi } from '../../../credentials/NxlinkApi.credentials';
import { NxlinkCustomer } from '../../../nodes/nxlink/NxlinkCustomer/NxlinkCustomer.node';
import type { LoggedRequest, Sandbox } from '../../../sandbox';
import { NXLINK, startSandbox } from '../../../sandbox';
import { signature } from '../../../sandbox/nxlink/signature';
import type { TestNode } from '../harness';
import { runNode } from '../harness';

/** A sandbox for the tests of one file, as new for each of them. */
export function useSandbox(): () => Sandbox {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());
	return () => sandbox;
}

export interface Run {
	items?: IDataObject[] | INodeExecutionData[];
	parameters?: IDataObject;
	onError?: OnError;
	/** What differs from a credential that opens the sandbox. */
	credential?: IDataObject;
}

/** The node with a credential for this sandbox. */
export function nxlinkNode(sandbox: Sandbox, { parameters, onError, credential }: Run = {}): TestNode {
	const nxlinkApi = {
		region: 'custom',
		baseUrl: sandbox.url,
		accessKey: NXLINK.accessKey,
		accessSecret: NXLINK.accessSecret,
		tenantId: String(NXLINK.tenantId),
		appKey: NXLINK.appKey,
		...(credential as Record<string, string>),
	};
	return {
		type: new NxlinkCustomer(),
		parameters: parameters ?? {},
		credentials: { nxlinkApi },
		credentialTypes: [new NxlinkApi()],
		...(onError && { onError }),
	};
}

/** Runs the node once on the real engine, against the sandbox. */
export async function runNxlink(sandbox: Sandbox, run: Run = {}) {
	return await runNode({ node: nxlinkNode(sandbox, run), items: run.items ?? [{}] });
}

export function jsonOf(output: INodeExecutionData[] | undefined): IDataObject[] {
	return (output ?? []).map(({ json }) => json);
}

export function bodyText(request: LoggedRequest | undefined): string {
	return request?.body.toString('utf8') ?? '';
}

/** The signature that the sandbox's own code reckons from the bytes it received. */
export function expectedSign(request: LoggedRequest, algorithm: 'md5' | 'sha256' = 'md5'): string {
	const header = (name: string) => String(request.headers[name]);
	return signature(algorithm, request.body, {
		accessKey: header('accesskey'),
		action: header('action'),
		bizType: header('biztype'),
		ts: header('ts'),
		accessSecret: NXLINK.accessSecret,
	});
}
