import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { StoredCredential, WorkflowFile } from '../../scripts/n8nHost/driver';
import type { Execution } from '../../scripts/n8nHost/execution';
import type { ModelServer } from './modelServer';
import type { Stage } from './stage';
import { chain, ours, reference, rowsNode } from './stage';

const AGENT = '@n8n/n8n-nodes-langchain.agent';
const MODEL = '@n8n/n8n-nodes-langchain.lmChatOpenAi';

/** What the agent's own item holds. None of it may come into a row. */
export const AGENTS_OWN: IDataObject = {
	chatInput: 'Please import these customers.',
	sessionId: 'session-of-the-agent',
	company: 'company-of-the-agent',
};

/** A value that the model fills, as the editor writes it when ✨ is pressed. */
export const fromAi = (key: string, description = '', type = 'string'): string =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;

/** The credential of n8n's OpenAI nodes for a model server. */
export async function modelCredential({ driver }: Stage, model: ModelServer): Promise<StoredCredential> {
	const data = { apiKey: 'no-key', url: model.url, header: false };
	return await driver.createCredential('Local model', 'openAiApi', data);
}

export interface Agent {
	stage: Stage;
	model: ModelServer;
	/** Of the AI Agent node. */
	version: number;
	credential: StoredCredential;
}

export interface Tool {
	/** A node of the package, without `Tool`. */
	node: string;
	parameters: INodeParameters;
	credential?: StoredCredential;
}

/** Start → Rows → Agent, with a chat model and a tool. */
function agentWorkflow({ stage, version, credential }: Agent, tool: Tool): WorkflowFile {
	const agent = { name: 'Agent', type: AGENT, typeVersion: version };
	const parameters = { promptType: 'define', text: '={{ $json.chatInput }}', options: {} };
	const workflow = chain(`agent ${version}`, [rowsNode([AGENTS_OWN]), { ...agent, parameters }]);
	const model = { __rl: true, mode: 'id', value: 'test-model' };
	const place: Pick<INode, 'position'> = { position: [440, 200] };
	const nodes: INode[] = [
		{
			...place,
			...{ id: 'model', name: 'Model', type: MODEL, typeVersion: 1.2 },
			parameters: { model, options: {} },
			credentials: reference(credential),
		},
		{
			...place,
			...{ id: 'tool', name: 'Tool', type: `${ours(tool.node)}Tool`, typeVersion: 1 },
			parameters: tool.parameters,
			credentials: reference(tool.credential ?? stage.credentialFor(tool.node)),
		},
	];
	return {
		...workflow,
		nodes: [...workflow.nodes, ...nodes],
		// The order of a new workflow. In the older one, an AI Agent of version 3 goes on before its tool has run.
		settings: { executionOrder: 'v1' },
		connections: {
			...workflow.connections,
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	};
}

export interface AgentRun {
	execution: Execution;
	/** The message in which the model was told what its tool answered; empty when it was told nothing. */
	told: string;
	/** The one item in that message. */
	answer: IDataObject;
}

/** What a model was told, read as JSON: one item, or the list of one. */
export function answerIn(told: string): IDataObject {
	try {
		const said: unknown = JSON.parse(told);
		return ((Array.isArray(said) ? said[0] : said) ?? {}) as IDataObject;
	} catch {
		return {};
	}
}

/** Runs an agent whose model calls the tool with these arguments. */
export async function runAgent(agent: Agent, tool: Tool, args: unknown): Promise<AgentRun> {
	const { stage, model } = agent;
	model.willSend(args);
	const { id } = await stage.driver.createWorkflow(agentWorkflow(agent, tool));
	const execution = await stage.driver.run(id, 'Start');
	await stage.driver.deleteWorkflow(id);
	const [told = ''] = model.told;
	return { execution, told, answer: answerIn(told) };
}
