import type {
	IConnections,
	IDataObject,
	INode,
	INodeCredentials,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeTypeDescription,
	IPinData,
	IWorkflowSettings,
	ResourceMapperFields,
} from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { DataTableOrder } from './dataTables';
import { Execution } from './execution';
import type { StoredExecution } from './execution';
import { PlainError } from './plainError';
import type { Rest } from './rest';

const EXECUTION_POLL_MS = 150;
const EXECUTION_TIMEOUT_MS = 120_000;
const UNFINISHED = new Set(['new', 'running', 'waiting', 'unknown']);

/** A workflow as the editor exports it. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
	/** Any data, which n8n keeps. The examples list their data tables here. */
	meta?: { dataTables?: DataTableOrder[] } & Record<string, unknown>;
	active?: boolean;
}

export interface StoredWorkflow extends WorkflowFile {
	id: string;
	versionId: string;
}

export interface StoredCredential {
	id: string;
	name: string;
	type: string;
}

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** The place in the editor for which a list is loaded: a node with its parameters, and the parameter that opens the list. */
export interface ParameterRequest {
	type: string;
	typeVersion?: number;
	/** The path of the parameter, such as `parameters.columns`. */
	path: string;
	methodName: string;
	parameters: INodeParameters;
	credentials?: INodeCredentials;
}

/** Makes the calls that n8n's editor makes for a user. */
export class N8nDriver {
	constructor(readonly rest: Rest) {}

	// Credentials

	async credentials(): Promise<StoredCredential[]> {
		return await this.rest.call('GET', '/credentials');
	}

	async createCredential(name: string, type: string, data: IDataObject): Promise<StoredCredential> {
		return await this.rest.call('POST', '/credentials', { name, type, data });
	}

	async updateCredential(
		id: string,
		name: string,
		type: string,
		data: IDataObject,
	): Promise<StoredCredential> {
		return await this.rest.call('PATCH', `/credentials/${id}`, { name, type, data });
	}

	/** Presses "Test". The data need not be stored. */
	async testCredential(type: string, data: IDataObject): Promise<CredentialTest> {
		return await this.rest.call('POST', '/credentials/test', {
			credentials: { id: '', name: 'tested', type, data },
		});
	}

	// Workflows

	async workflows(): Promise<StoredWorkflow[]> {
		return await this.rest.call('GET', '/workflows');
	}

	async workflow(id: string): Promise<StoredWorkflow> {
		return await this.rest.call('GET', `/workflows/${id}`);
	}

	async createWorkflow({
		name,
		nodes,
		connections,
		settings,
		pinData,
		meta,
	}: WorkflowFile): Promise<StoredWorkflow> {
		return await this.rest.call('POST', '/workflows', {
			...{ name, nodes, connections, settings: settings ?? {} },
			...(pinData && { pinData }),
			...(meta && { meta }),
		});
	}

	async updateWorkflow(id: string, changes: Partial<WorkflowFile>): Promise<StoredWorkflow> {
		return await this.rest.call('PATCH', `/workflows/${id}`, changes);
	}

	/** Publishes the newest version, so that its triggers start to work. */
	async activate(id: string): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.rest.call('POST', `/workflows/${id}/activate`, { versionId });
	}

	async deactivate(id: string): Promise<void> {
		await this.rest.call('POST', `/workflows/${id}/deactivate`, {});
	}

	/** Archives and then deletes a workflow, as the editor does. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.rest.call('POST', `/workflows/${id}/archive`, {});
		await this.rest.call('DELETE', `/workflows/${id}`);
	}

	// Executions

	/** Presses "Execute workflow" on a trigger, and waits for the end of the execution. */
	async run(workflowId: string, trigger: string, timeoutMs = EXECUTION_TIMEOUT_MS): Promise<Execution> {
		return await this.waitFor(await this.start(workflowId, trigger), timeoutMs);
	}

	/** Presses "Execute workflow" on a trigger. Returns the id of the execution, which goes on. */
	async start(workflowId: string, trigger: string): Promise<string> {
		const answer = await this.rest.call<{ executionId?: string }>('POST', `/workflows/${workflowId}/run`, {
			triggerToStartFrom: { name: trigger },
		});
		if (answer.executionId === undefined) throw new PlainError(`'${trigger}' waits for a call from outside.`);
		return answer.executionId;
	}

	/** Waits until an execution has ended, at most `timeoutMs`. */
	async waitFor(executionId: string, timeoutMs = EXECUTION_TIMEOUT_MS): Promise<Execution> {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			const stored = await this.rest.call<StoredExecution>('GET', `/executions/${executionId}`);
			if (!UNFINISHED.has(stored.status)) return new Execution(stored);
			await sleep(EXECUTION_POLL_MS);
		}
		throw new PlainError(`Execution ${executionId} had not ended after ${timeoutMs / 1000} s.`);
	}

	/** The newest executions of a workflow, newest first, 100 at most, without their data. */
	async executions(workflowId: string): Promise<Array<Pick<StoredExecution, 'id' | 'status' | 'mode'>>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const page = await this.rest.call<{ results: StoredExecution[] }>(
			'GET',
			`/executions?limit=100&filter=${filter}`,
		);
		return page.results;
	}

	/** Presses "Stop" on an execution. */
	async stop(executionId: string): Promise<void> {
		await this.rest.call('POST', `/executions/${executionId}/stop`, {});
	}

	// Lists that the editor loads for the parameters of a node

	async options(wanted: ParameterRequest): Promise<INodePropertyOptions[]> {
		return await this.dynamic('options', wanted);
	}

	async listSearch(wanted: ParameterRequest, filter?: string): Promise<INodeListSearchResult> {
		return await this.dynamic('resource-locator-results', wanted, filter === undefined ? {} : { filter });
	}

	async mapperFields(wanted: ParameterRequest): Promise<ResourceMapperFields> {
		return await this.dynamic('resource-mapper-fields', wanted);
	}

	private async dynamic<T>(list: string, wanted: ParameterRequest, more: IDataObject = {}): Promise<T> {
		const { type, typeVersion = 1, path, methodName, parameters, credentials } = wanted;
		return await this.rest.call('POST', `/dynamic-node-parameters/${list}`, {
			nodeTypeAndVersion: { name: type, version: typeVersion },
			...{ path, methodName, currentNodeParameters: parameters, credentials },
			...more,
		});
	}

	/** The descriptions of all nodes that n8n has loaded. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		const { body } = await request(`${this.rest.url}/types/nodes.json`, {
			headers: { cookie: this.rest.cookie },
		});
		return (await body.json()) as INodeTypeDescription[];
	}
}
