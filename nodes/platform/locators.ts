import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isRecord } from '../http/values';

interface LocatorWords {
	displayName: string;
	name: string;
	description: string;
	/** Name of the list search method of the node. */
	list: string;
	listPlaceholder: string;
	idPlaceholder: string;
	required?: boolean;
	/** Stands below the field; what a mistake here would cost. */
	hint?: string;
}

/** A thing of the account: picked from a list that can be searched, or by ID. */
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

/** The id in a locator's value, which inside a collection comes as an object; empty when nothing is chosen. */
export function locatorId(value: unknown): string {
	return String((isRecord(value) ? value.value : value) ?? '').trim();
}

/**
 * The id chosen in one of the locators above.
 * @param property its name, what the panel calls it, and how a user chooses one
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
