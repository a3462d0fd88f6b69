import { Container } from '@n8n/di';
import { CredentialTestContext, ErrorReporter, ExecuteContext, RoutingNode } from 'n8n-core';
import { createEmptyRunExecutionData, type NodeApiError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestRequest,
	ICredentialType,
	INodeCredentialTestResult,
	INodeType,
} from 'n8n-workflow';
import { createEnvironment, withExpressions } from './environment';

/**
 * Presses "Test" (or "Save") in a credential's form: what n8n's server would answer, by the same steps as
 * n8n/dist/services/credentials-tester.service.js. `supportedNodes` are asked for a `testedBy` when the class
 * itself declares no `test`.
 */
export async function credentialTest(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
	supportedNodes: INodeType[] = [],
): Promise<INodeCredentialTestResult> {
	const withDefaults = helperOf(type).applyDefaults(type.name, data);
	const credentials = { id: 'tested', name: type.displayName, type: type.name, data: withDefaults };
	if (type.test) return await runRequest(type, type.test, credentials);
	for (const node of supportedNodes) {
		const testedBy = node.description.credentials?.find(({ name }) => name === type.name)?.testedBy;
		if (typeof testedBy === 'object') return await runRequest(type, testedBy, credentials);
		const test = testedBy && node.methods?.credentialTest?.[testedBy];
		if (test) {
			const { additionalData } = createEnvironment([], { mode: 'internal' });
			return await test.call(new CredentialTestContext(additionalData), credentials);
		}
	}
	return { status: 'Error', message: 'No testing function found for this credential.' };
}

function helperOf(type: ICredentialType) {
	return createEnvironment([{ type: noOp(type), credentialTypes: [type] }]).credentialsHelper;
}

async function runRequest(
	type: ICredentialType,
	{ request, rules = [] }: ICredentialTestRequest,
	credentials: ICredentialsDecrypted & { data: ICredentialDataDecryptedObject },
): Promise<INodeCredentialTestResult> {
	const nodeType = noOp(type, request);
	const testNode = {
		type: nodeType,
		credentials: { [type.name]: credentials.data },
		credentialTypes: [type],
	};
	const { workflow, additionalData, nodes } = createEnvironment([testNode], { mode: 'internal' });
	const node = workflow.getNode(nodes[0]?.name ?? '');
	if (!node) throw new Error('The node of the credential test is missing');
	const input = { main: [[{ json: {} }]] };
	const executeData = { node, data: {}, source: null };
	const run = createEmptyRunExecutionData();
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		run,
		0,
		[],
		input,
		executeData,
		[],
	);
	try {
		const routing = new RoutingNode(context, nodeType, credentials);
		const response = await withExpressions(workflow, async () => await routing.runNode());
		const body = response?.[0]?.[0]?.json;
		for (const rule of rules) {
			if (rule.type !== 'responseSuccessBody') continue;
			const { key, value, message } = rule.properties;
			if (at(body, key) === value) return { status: 'Error', message };
		}
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		Container.get(ErrorReporter).error(error);
		return { status: 'Error', message: messageOf(error as NodeApiError, rules) };
	}
}

function messageOf(error: NodeApiError, rules: NonNullable<ICredentialTestRequest['rules']>): string {
	const cause = error.cause as
		{ code?: string; response?: { status: number; statusText: string } } | undefined;
	const { response } = cause ?? {};
	if (!response) return cause?.code ?? error.message;
	for (const rule of rules) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status)
			return rule.properties.message;
	}
	if (response.status >= 199 && response.status <= 299) return error.message;
	return response.statusText || `Received HTTP status code: ${response.status}`;
}

/** n8n's No Operation node with one parameter, which sends the request: what the server tests credentials with. */
function noOp(type: ICredentialType, request?: ICredentialTestRequest['request']): INodeType {
	const temp = { displayName: 'Temp', name: 'temp', type: 'string' as const, default: '' };
	return {
		description: {
			displayName: 'No Operation, do nothing',
			name: 'noOp',
			group: ['organization'],
			version: 1,
			description: 'No Operation',
			defaults: { name: 'No Operation, do nothing' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: type.name, required: true }],
			properties: [{ ...temp, ...(request && { routing: { request } }) }],
		},
	};
}

/** The value at a path like `data.code`, as lodash's `get` finds it. */
function at(value: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], value);
}
