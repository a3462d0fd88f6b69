import type { INode } from 'n8n-workflow';

/**
 * Whether a node is the tool of an AI agent. n8n adds "Tool" to the type of such a node. The context's `isToolExecution` cannot be used,
 * because it is false when the agent runs its tools through the engine, as AI Agents do from version 3 on. `isToolType` of n8n-workflow
 * cannot be used either, because it does not exist in n8n 1.x, which this package supports.
 */
export function isTool(node: Pick<INode, 'type'>): boolean {
	return node.type.endsWith('Tool');
}

/** Whether an import's rows come as one list from a model. Only a user can choose this, in the panel of a tool. */
export function rowsComeAsList(node: INode): boolean {
	return isTool(node) && node.parameters.rowsFrom === 'json';
}
