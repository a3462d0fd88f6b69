import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isRecord } from '../http/values';

interface LocatorWords {
	displayName: string;
	name: string;
	description: string;
	/** Name of the node's list search method. */
	list: string;
	listPlaceholder: string;
	idPlaceholder: string;
	required?: boolean;
	/** A text below the field, such as what a wrong choice would cause. */
	hint?: string;
}

/** The parameter for an object of the account, such as a task: the user picks it from a searchable list or gives its ID. */
export function locator(words: LocatorWords): INodeProperties {
	const { displayName, name, description, list, listPlaceholder, idPlaceholder, required, hint } = words;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(required && { required }),
		...(hint !== undefined && { hint }),
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: listPlaceholder,
				typeOptions: { searchListMethod: list, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: idPlaceholder },
		],
	};
}

/** The ID in a locator's value, which is an object inside a collection; empty when nothing is chosen. */
export function locatorId(value: unknown): string {
	return String((isRecord(value) ? value.value : value) ?? '').trim();
}

/**
 * Reads the ID that the user chose in a locator.
 * @param property the parameter's `name`, its `label` in the panel, and the `advice` for choosing one
 * @throws NodeOperationError when nothing is chosen
 */
export function chosenId(
	context: IExecuteFunctions,
	itemIndex: number,
	{ name, label, advice }: { name: string; label: string; advice: string },
): string {
	const id = locatorId(context.getNodeParameter(name, itemIndex, ''));
	if (id !== '') return id;
	throw new NodeOperationError(context.getNode(), `'${label}' is empty`, { itemIndex, description: advice });
}
