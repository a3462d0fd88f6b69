import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { numberParameter } from '../../import/numberParameter';
import { optionsCollection, pageSizeOption } from '../options';
import { readOptions } from '../readOptions';

/** The parameters that set the number of rows of a Get Many. */
export const howManyProperties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

export const simplifyProperty: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The parameters of a Get Many with filters. */
export function getManyProperties(
	filters: INodeProperties,
	options: INodeProperties[] = [],
): INodeProperties[] {
	const collection = options.length > 0 ? [optionsCollection(options)] : [];
	return [...howManyProperties, simplifyProperty, filters, ...collection];
}

/**
 * Reads how many rows an item requests; Infinity for all.
 * @throws NodeOperationError when `limit` is no whole number of 1 or more
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const value: unknown = context.getNodeParameter('limit', itemIndex);
	return numberParameter(context.getNode(), { label: 'Limit', value }, { itemIndex });
}

/**
 * Reads how many rows an item requests on one page.
 * @throws NodeOperationError when `pageSize` is no whole number of 1 or more
 */
export function pageSizeOf({
	context,
	itemIndex,
}: {
	context: IExecuteFunctions;
	itemIndex: number;
}): number {
	const { pageSize: value = pageSizeOption.default } = readOptions(context, itemIndex);
	return numberParameter(context.getNode(), { label: 'Page Size', value }, { itemIndex });
}

/** The warning about a list filter without a value, such as an expression with an empty result. */
export function emptyFilterWarning(label: string): string {
	return `'${label}' under 'Filters' is empty for at least one item. It was left out, so the list also has rows that do not match it.`;
}
