import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { numberParameter } from '../../import/numberParameter';
import { optionsCollection, pageSizeOption } from '../options';
import { readOptions } from '../readOptions';

/** What every Get Many asks: how many rows. */
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

/** What a Get Many with filters asks. */
export function getManyProperties(
	filters: INodeProperties,
	options: INodeProperties[] = [],
): INodeProperties[] {
	const collection = options.length > 0 ? [optionsCollection(options)] : [];
	return [...howManyProperties, simplifyProperty, filters, ...collection];
}

/**
 * How many rows an item asks for; Infinity for all.
 * @throws NodeOperationError when `limit` is no whole number of 1 or more
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const value: unknown = context.getNodeParameter('limit', itemIndex);
	return numberParameter(context.getNode(), { label: 'Limit', value }, { itemIndex });
}

/**
 * How many rows an item wants in one request.
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

/** The warning about a filter of a list that is there without a value, such as an expression that found nothing. */
export function emptyFilterWarning(label: string): string {
	return `'${label}' under 'Filters' is empty for at least one item. It was left out, so that the list also has rows that do not fit it.`;
}
