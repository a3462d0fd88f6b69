import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/**
 * The switch of an operation that may act on everything. It takes no expression, so neither an input row nor an AI agent can set it:
 * it is read from the panel itself, not from what an expression there might come to. Each operation's switch has a name of its own,
 * because n8n keeps a parameter's value when the user changes to an operation with a parameter of the same name.
 * @param what description and hint: what it allows ("Whether to …"), and when it is needed
 */
export function confirmProperty(
	name: `confirm${string}`,
	displayName: string,
	what: Pick<INodeProperties, 'description' | 'hint'>,
): INodeProperties {
	return { displayName, name, type: 'boolean', noDataExpression: true, default: false, ...what };
}

/** Whether the user has switched a confirmation on, in the panel itself. */
export function isConfirmed(context: IExecuteFunctions, { name }: INodeProperties): boolean {
	return context.getNode().parameters[name] === true;
}

/** The item that an operation works on. */
interface Item {
	context: IExecuteFunctions;
	itemIndex: number;
}

/**
 * The error that asks for a confirmation.
 * @param danger what would happen, as a sentence without its full stop
 */
export function notConfirmed(
	{ context, itemIndex }: Item,
	danger: string,
	wayOut: string,
	{ displayName }: INodeProperties,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), `${danger}: nothing was sent`, {
		itemIndex,
		description: `${wayOut} If it is what you want, switch on '${displayName}'.`,
	});
}

/**
 * Lets a call that acts on everything through only when the user has confirmed it.
 * @throws NodeOperationError; see {@link notConfirmed}
 */
export function checkConfirmed(
	item: Item,
	danger: string,
	wayOut: string,
	confirmation: INodeProperties,
): void {
	if (!isConfirmed(item.context, confirmation)) throw notConfirmed(item, danger, wayOut, confirmation);
}
