import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IConnections,
	IDataObject,
	INode,
	INodeParameters,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { TestCredentialsHelper, type CredentialStore } from './credentials';
import { addLogLine } from './log';

/** A node of a test's workflow: an instance of the real node class and what the user set on it. */
export interface TestNode extends Partial<Omit<INode, 'type' | 'credentials' | 'parameters'>> {
	type: INodeType | IVersionedNodeType;
	/** As n8n stores them: expressions start with `=`; what is left out gets the node's default. */
	parameters?: IDataObject;
	/** The decrypted data by credential name; their classes go into `credentialTypes`. */
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	credentialTypes?: ICredentialType[];
}

/** A workflow and the server around it, as far as a node can see it. */
export interface Environment {
	workflow: Workflow;
	additionalData: IWorkflowExecuteAdditionalData;
	credentialsHelper: TestCredentialsHelper;
	/** The nodes in the order given. */
	nodes: INode[];
}

export interface EnvironmentOptions {
	connections?: IConnections;
	mode?: WorkflowExecuteMode;
	/** Where the node's webhooks are said to be, `/webhook` included. */
	webhookBaseUrl?: string;
	staticData?: IDataObject;
	/** The workflow's time zone, as its settings name it. */
	timezone?: string;
}

/** What the package is called in production: node types are known as `<package>.<node>`. */
const PACKAGE = 'n8n-nodes-longlonglong-nxlink';
const WORKFLOW_ID = 'test-workflow';
const EXECUTION_ID = '1';
const SERVER = 'http://n8n.test';

const unsupported = (what: string) => async (): Promise<never> => {
	throw new Error(`The test harness has no ${what}`);
};

/** Builds the workflow of the nodes, the credential store and the additional data, all real but the storage. */
export function createEnvironment(testNodes: TestNode[], options: EnvironmentOptions = {}): Environment {
	const types = new Map<string, INodeType | IVersionedNodeType>();
	const store: CredentialStore = new Map();
	const nodes = testNodes.map((testNode, index) => toNode(testNode, index, types, store));
	const nodeTypes: INodeTypes = {
		getByName: (type) => typeNamed(types, type),
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(typeNamed(types, type), version),
		getKnownTypes: () => ({}),
	};
	const credentialTypes = testNodes.flatMap((testNode) => testNode.credentialTypes ?? []);
	const credentialsHelper = new TestCredentialsHelper(credentialTypes, store, nodeTypes);
	const { connections = {}, mode = 'manual', staticData, timezone } = options;
	const workflow = new Workflow({
		id: WORKFLOW_ID,
		name: 'Test workflow',
		nodes,
		connections,
		active: mode !== 'manual',
		nodeTypes,
		staticData,
		settings: { executionOrder: 'v1', ...(timezone !== undefined && { timezone }) },
	});
	const additionalData = createAdditionalData(credentialsHelper, mode, nodes, connections, options);
	return { workflow, additionalData, credentialsHelper, nodes };
}

/** Runs `work` the way the server does outside an execution: with the workflow's expressions ready. */
export async function withExpressions<T>(workflow: Workflow, work: () => Promise<T>): Promise<T> {
	await workflow.expression.acquireIsolate();
	try {
		return await work();
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

function typeNamed<T>(types: Map<string, T>, name: string): T {
	const type = types.get(name);
	if (!type) throw new Error(`Unrecognized node type: ${name}`);
	return type;
}

/** Two instances of one class are two types, lest the second stand in for the first. */
function freeName<T>(types: Map<string, T>, name: string, type: T): string {
	return (types.get(name) ?? type) === type ? name : freeName(types, `${name}+`, type);
}

function toNode(
	testNode: TestNode,
	index: number,
	types: Map<string, INodeType | IVersionedNodeType>,
	store: CredentialStore,
): INode {
	const { type, parameters = {}, credentials, ...settings } = testNode;
	delete settings.credentialTypes;
	const { description } = type;
	const typeName = freeName(types, `${PACKAGE}.${description.name}`, type);
	const version = 'version' in description ? description.version : undefined;
	const id = `node-${index}`;
	const stored = Object.entries(credentials ?? {}).map(([name, data]) => {
		const credentialId = `${id}-${name}`;
		store.set(credentialId, data);
		return [name, { id: credentialId, name: `Test ${name}` }] as const;
	});
	types.set(typeName, type);
	return {
		id,
		webhookId: `webhook-${index}`,
		name: description.displayName,
		typeVersion: description.defaultVersion ?? (Array.isArray(version) ? version.at(-1) : version) ?? 1,
		position: [index * 200, 0],
		...settings,
		type: typeName,
		parameters: parameters as INodeParameters,
		...(credentials && { credentials: Object.fromEntries(stored) }),
	};
}

function createAdditionalData(
	credentialsHelper: TestCredentialsHelper,
	mode: WorkflowExecuteMode,
	nodes: INode[],
	connections: IConnections,
	{ webhookBaseUrl = `${SERVER}/webhook` }: EnvironmentOptions,
): IWorkflowExecuteAdditionalData {
	const now = new Date();
	const workflowData = {
		id: WORKFLOW_ID,
		name: 'Test workflow',
		active: mode !== 'manual',
		isArchived: false,
		activeVersionId: null,
		createdAt: now,
		updatedAt: now,
		nodes,
		connections,
	};
	return {
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks(mode, EXECUTION_ID, workflowData),
		externalSecretsProxy: new ExternalSecretsProxy(),
		executionId: EXECUTION_ID,
		workflowId: WORKFLOW_ID,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: `${SERVER}/rest`,
		instanceBaseUrl: `${SERVER}/`,
		formBaseUrl: `${SERVER}/form`,
		formWaitingBaseUrl: `${SERVER}/form-waiting`,
		formTestBaseUrl: `${SERVER}/form-test`,
		webhookBaseUrl,
		webhookWaitingBaseUrl: `${SERVER}/webhook-waiting`,
		webhookTestBaseUrl: webhookBaseUrl.replace(/webhook$/, 'webhook-test'),
		mcpBaseUrl: `${SERVER}/mcp`,
		mcpTestBaseUrl: `${SERVER}/mcp-test`,
		setExecutionStatus: () => {},
		sendDataToUI: (type, data) => addLogLine(`editor ${type} ${JSON.stringify(data)}`),
		logAiEvent: () => {},
		executeWorkflow: unsupported('sub-workflows'),
		getRunExecutionData: unsupported('stored executions'),
		getRuntimeCredential: unsupported('runtime credentials'),
		startRunnerTask: unsupported('task runners'),
	};
}
