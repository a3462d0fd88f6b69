import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/**
 * The switch of an operation that may act on everything. It takes no expression, so neither an input row nor an AI agent can set it:
 * it is read from the panel itself, not from what an expression there might come to.
 * @param what completes "Whether to …"
 * @param hint when it is needed
 */
export function confirmProperty(displayName: string, what: string, hint: string): INodeProperties {
	return {
		displayName,
		name: 'confirm',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: `Whether to ${what}`,
		hint,
	};
}

/**
 * Lets a call that acts on everything through only when the user has said so.
 * @param danger what would happen, as a sentence without its full stop
 * @throws NodeOperationError saying what would happen, and the way out
 */
export function checkConfirmed(
	context: IExecuteFunctions,
	itemIndex: number,
	danger: string,
	wayOut: string,
	{ displayName }: INodeProperties,
): void {
	if (context.getNode().parameters.confirm === true) return;
	throw new NodeOperationError(context.getNode(), `${danger}: nothing was sent`, {
		itemIndex,
		description: `${wayOut} If it is what you want, switch on '${displayName}'.`,
	});
}
