import type { INode } from 'n8n-workflow';

/**
 * Whether a node is the tool of an AI agent. n8n makes a tool out of a node by adding "Tool" to its type. The `isToolExecution` of an
 * execution's context would not do: it is false where the agent runs its tools through the engine, as from version 3 of the AI Agent on.
 * n8n-workflow has `isToolType` for the same question, but the n8n 1.x that this package supports too does not.
 */
export function isTool(node: Pick<INode, 'type'>): boolean {
	return node.type.endsWith('Tool');
}

/** Whether an import's rows come as one list that a model sent. Only a person can choose that, in the panel of a tool. */
export function rowsComeAsList(node: INode): boolean {
	return isTool(node) && node.parameters.rowsFrom === 'json';
}
