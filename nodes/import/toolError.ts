import type { INode } from 'n8n-workflow';

import { isTool } from '../rows/tool';

/**
 * Prepares an error to be thrown. n8n passes only the message of a tool's error to a model, not the description. So in a tool the advice
 * of the description is added to the message.
 */
export function toolError(node: INode, error: Error): Error {
	const advice: unknown = 'description' in error ? error.description : undefined;
	if (!isTool(node) || typeof advice !== 'string' || advice.trim() === '') return error;
	if (!error.message.includes(advice)) error.message = `${error.message.replace(/[.\s]+$/, '')}. ${advice}`;
	return error;
}
