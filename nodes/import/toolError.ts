import type { INode } from 'n8n-workflow';

import { isTool } from '../rows/tool';

/**
 * The error as the node throws it. A model is told the message of its tool's error and never the description, so in a tool the message
 * gets the description's advice behind it.
 */
export function toolError(node: INode, error: Error): Error {
	const advice: unknown = 'description' in error ? error.description : undefined;
	if (!isTool(node) || typeof advice !== 'string' || advice.trim() === '') return error;
	if (!error.message.includes(advice)) error.message = `${error.message.replace(/[.\s]+$/, '')}. ${advice}`;
	return error;
}
