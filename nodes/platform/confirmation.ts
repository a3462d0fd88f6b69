import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/**
 * The switch that confirms an operation which may act on everything. It takes no expression, so neither an input row nor an AI agent can
 * set it: its value is read from the saved parameters, and an expression there does not count. Each operation has a switch with a name of
 * its own, because n8n keeps a parameter's value when the user changes to an operation with a parameter of the same name.
 * @param what the description ("Whether to …"), which says what the switch allows, and the hint, which says when it is needed
 */
export function confirmProperty(
	name: `confirm${string}`,
	displayName: string,
	what: Pick<INodeProperties, 'description' | 'hint'>,
): INodeProperties {
	return { displayName, name, type: 'boolean', noDataExpression: true, default: false, ...what };
}

/** Whether the user has switched on a confirmation in the panel. */
export function isConfirmed(context: IExecuteFunctions, { name }: INodeProperties): boolean {
	return context.getNode().parameters[name] === true;
}

/** The item that an operation works on. */
interface Item {
	context: IExecuteFunctions;
	itemIndex: number;
}

/**
 * Creates the error that asks for a confirmation.
 * @param danger what would happen, as a sentence without its full stop
 * @param wayOut what the user can change instead, as a sentence
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
 * Checks that the user has confirmed a call that acts on everything.
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
