import { getAdditionalKeys } from 'n8n-core';
import { isExpression, ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IDataObject,
	IExecuteData,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

/** The decrypted data of stored credentials, by the id that a node refers to. */
export type CredentialStore = Map<string, ICredentialDataDecryptedObject>;

/**
 * Does what n8n's server does with credentials (n8n/dist/credentials-helper.js), except that they are stored in
 * memory: defaults and expressions applied, the credential class' own `authenticate` called.
 */
export class TestCredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly types: ICredentialType[],
		private readonly store: CredentialStore,
		private readonly nodeTypes: INodeTypes,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		const parents = this.typeOf(name).extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		const properties: INodeProperties[] = [];
		const type = this.typeOf(name);
		for (const parent of type.extends ?? []) {
			NodeHelpers.mergeNodeProperties(properties, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(properties, type.properties);
		return properties;
	}

	isCredentialUsableByNode(name: string, nodeType: string): boolean {
		const type = this.types.find((known) => known.name === name);
		if (!type?.restrictToSupportedNodes) return true;
		const { credentials } = this.nodeTypes.getByNameAndVersion(nodeType).description;
		return credentials?.some((credential) => credential.name === name) ?? false;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		at?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = this.store.get(nodeCredentials.id ?? '');
		if (!stored)
			throw new Error(`Credential with ID "${nodeCredentials.id}" does not exist for type "${type}".`);
		if (raw) return stored;
		const data = this.applyDefaults(type, stored);
		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (!at) return await this.resolveWithoutWorkflow(data, mode, keys);
		return at.workflow.expression.getParameterValue(
			data as INodeParameters,
			at.runExecutionData,
			at.runIndex,
			at.itemIndex,
			at.node.name,
			at.connectionInputData,
			mode,
			keys,
			executeData,
			false,
			data,
		) as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.typeOf(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, requestOptions);
		if (!authenticate) return requestOptions;
		if (!workflow || !node) throw new Error('Workflow and node are required for declarative authentication');
		requestOptions.headers ??= {};
		if (authenticate.type !== 'generic') return requestOptions;

		const resolve = (value: string): string => {
			if (!isExpression(value)) return value;
			const keys = { $credentials: credentials };
			const found = workflow.expression.getSimpleParameterValue(node, value, 'internal', keys, undefined, '');
			return found ? found.toString() : '';
		};
		const parts = requestOptions as unknown as Record<string, IDataObject | undefined>;
		for (const [part, values] of Object.entries(authenticate.properties)) {
			for (const [key, value] of Object.entries(values as Record<string, string>)) {
				const target = (parts[part] ??= {});
				target[resolve(key)] = resolve(value);
			}
		}
		return requestOptions;
	}

	/** The server's answer for a class without an expirable property; on a 401 the engine sends again all the same. */
	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('The test harness keeps no encrypted credentials');
	}

	async updateCredentials(): Promise<void> {
		throw new Error('The test harness changes no credentials');
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('The test harness changes no credentials');
	}

	/** The data as the credential's form would have stored it: with the defaults of what was left alone. */
	applyDefaults(type: string, data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
		const properties = this.getCredentialsProperties(type);
		const values = data as INodeParameters;
		return NodeHelpers.getNodeParameters(properties, values, true, false, null, null) as typeof data;
	}

	private async resolveWithoutWorkflow(
		data: ICredentialDataDecryptedObject,
		mode: WorkflowExecuteMode,
		keys: ReturnType<typeof getAdditionalKeys>,
	): Promise<ICredentialDataDecryptedObject> {
		const type = { description: { properties: [] } } as unknown as ReturnType<
			INodeTypes['getByNameAndVersion']
		>;
		const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
		const node: INode = { id: '', name: '', type: 'mock', typeVersion: 1, position: [0, 0], parameters: {} };
		const { expression } = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		await expression.acquireIsolate();
		try {
			const values = data as INodeParameters;
			const found = expression.getComplexParameterValue(node, values, mode, keys, undefined, undefined, data);
			return found as ICredentialDataDecryptedObject;
		} finally {
			await expression.releaseIsolate();
		}
	}

	private typeOf(name: string): ICredentialType {
		const type = this.types.find((known) => known.name === name);
		if (!type) throw new Error(`Unknown credential type "${name}": name it in the node's credentialTypes`);
		return type;
	}
}
