import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { setGlobalState } from 'n8n-workflow';

import { LonglonglongApi } from '../../../credentials/LonglonglongApi.credentials';
import { LonglonglongCustomer } from '../../../nodes/longlonglong/LonglonglongCustomer/LonglonglongCustomer.node';
import { LonglonglongTaskNumber } from '../../../nodes/longlonglong/LonglonglongTaskNumber/LonglonglongTaskNumber.node';
import type { LoggedRequest, Sandbox } from '../../../sandbox';
import { LONGLONGLONG } from '../../../sandbox';
import type { NodeResult, RunOptions, TestNode } from '../harness';
import { runNode } from '../harness';

const customer = new LonglonglongCustomer();
const taskNumber = new LonglonglongTaskNumber();
const TYPES: Record<string, INodeType> = {
	account: customer,
	customer,
	customerField: customer,
	importBatch: customer,
	number: taskNumber,
	task: taskNumber,
	callRecord: taskNumber,
};

/** The server sets this when it starts; the workflows of these tests have no time zone of their own. */
setGlobalState({ defaultTimezone: 'Asia/Shanghai' });

/** A resource locator that was filled in by hand. */
export const byId = (id: string): IDataObject => ({ __rl: true, mode: 'id', value: id });

export interface Setup extends Omit<TestNode, 'type' | 'credentials' | 'credentialTypes'>, RunOptions {
	/** One empty item unless the test brings its own. */
	items?: IDataObject[];
	/** What the credential has instead. */
	credential?: ICredentialDataDecryptedObject;
}

/** The node of an operation, such as `number: getMany`, on the sandbox's account. */
export function nodeFor(
	{ url }: Pick<Sandbox, 'url'>,
	operation: string,
	parameters: IDataObject = {},
	{ credential, ...settings }: Omit<Setup, 'items' | keyof RunOptions> = {},
): TestNode {
	const [resource = '', name = ''] = operation.split(': ');
	const type = TYPES[resource];
	if (!type) throw new Error(`There is no resource "${resource}".`);
	const data = { baseUrl: url, accessToken: LONGLONGLONG.token, userId: LONGLONGLONG.userId };
	return {
		...settings,
		type,
		parameters: { resource, operation: name, ...parameters },
		credentials: { longlonglongApi: { ...data, ...credential } },
		credentialTypes: [new LonglonglongApi()],
	};
}

export interface Outcome extends NodeResult {
	/** JSON of the items on the first output. */
	json: IDataObject[];
}

/** Runs an operation once for each item. */
export async function run(
	sandbox: Pick<Sandbox, 'url'>,
	operation: string,
	parameters: IDataObject = {},
	{ items = [{}], mode, cancelAfter, ...settings }: Setup = {},
): Promise<Outcome> {
	const node = nodeFor(sandbox, operation, parameters, settings);
	const result = await runNode({ node, items, mode, cancelAfter });
	return { ...result, json: (result.outputs[0] ?? []).map(({ json }) => json) };
}

/** The numbers of the input items that the items of an output belong to. */
export function pairs(output: INodeExecutionData[] = []): unknown[] {
	return output.map(({ pairedItem }) => (pairedItem as { item: number }).item);
}

/** A request as the tests compare it: method, path with its query as it was sent, and body, byte for byte. */
export function wire({ method, url, body }: Pick<LoggedRequest, 'method' | 'url' | 'body'>): string {
	return [method, url.replace('/agent-api', '').replace(LONGLONGLONG.userId, '{user}'), body.toString()]
		.filter((part) => part !== '')
		.join(' ');
}

/** All requests so far, as {@link wire} shows them. */
export function wires(sandbox: Sandbox): string[] {
	return sandbox.requests.all().map(wire);
}

/** Starts asynchronous work about one phone, and gives its batch number. */
export async function startBatch(sandbox: Sandbox): Promise<string> {
	const filters = { phone: '13300000000' };
	const taskId = byId(LONGLONGLONG.tasks.classicPaused);
	// Beside the one to move there is another, so that the filter does not fit everybody.
	if (sandbox.longlonglong.customers.size < 2) sandbox.seed({ customers: 2 });
	const { json } = await run(sandbox, 'customer: moveToTask', { taskId, filters });
	sandbox.requests.clear();
	return String(json[0]?.uniqueId);
}
