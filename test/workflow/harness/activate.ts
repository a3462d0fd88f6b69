import { HookContext } from 'n8n-core';
import { deepCopy } from 'n8n-workflow';
import type { IDataObject, WebhookSetupMethodNames, WorkflowActivateMode } from 'n8n-workflow';
import { createEnvironment, withExpressions, type TestNode } from './environment';
import { withLogLines } from './log';
import { nodeOf, webhooksOf } from './webhook';

export interface ActivateOptions {
	/** Why: `activate` (default), `init` at n8n's start, `manual` for a test in the editor, … */
	activation?: WorkflowActivateMode;
	/** Where n8n is said to be reached, `/webhook` included. */
	webhookBaseUrl?: string;
	staticData?: IDataObject;
}

export interface Activation {
	/** What checkExists said; n8n calls create only after a no. */
	existed: boolean;
	/** What create said, when it was called. */
	created?: boolean;
	staticData(): IDataObject;
	logLines: string[];
	/** Switches the workflow off: runs delete and returns what it said. */
	deactivate(): Promise<boolean | undefined>;
}

/** Switches on a workflow with this trigger: its webhook methods, on the real HookContext. What they throw is thrown. */
export async function activate(node: TestNode, options: ActivateOptions = {}): Promise<Activation> {
	const { activation = 'activate', staticData, webhookBaseUrl } = options;
	const mode = activation === 'manual' ? 'manual' : 'trigger';
	const environment = createEnvironment([node], { mode, staticData, webhookBaseUrl });
	const { workflow, additionalData } = environment;
	const [webhook] = webhooksOf(environment, mode);
	if (!webhook) throw new Error(`${node.type.description.displayName} has no webhook`);
	const theNode = nodeOf(environment);
	const { webhookMethods } = workflow.nodeTypes.getByNameAndVersion(theNode.type, theNode.typeVersion);

	const run = async (method: WebhookSetupMethodNames, why: WorkflowActivateMode) => {
		const context = new HookContext(workflow, theNode, additionalData, mode, why, webhook);
		const hook = webhookMethods?.[webhook.webhookDescription.name]?.[method];
		return await withExpressions(workflow, async () => await hook?.call(context));
	};
	return await withLogLines(async (logLines) => {
		const existed = (await run('checkExists', activation)) ?? false;
		const created = existed ? undefined : await run('create', activation);
		return {
			existed,
			created,
			logLines,
			staticData: () => deepCopy(workflow.staticData),
			deactivate: async () => await run('delete', 'manual'),
		};
	});
}
