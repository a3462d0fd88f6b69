import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** Options that the lists of several platforms share, and the function that places their filters in a request. */

export const filtersInOption: INodeProperties = {
	displayName: 'Send Filters In',
	name: 'filtersIn',
	type: 'options',
	options: [
		{ name: 'Both', value: 'both', description: 'So that the platform finds them in either place' },
		{ name: 'JSON Body', value: 'body', description: "As the examples of the platform's manual show it" },
		{ name: 'Query String', value: 'query', description: 'In bracket form, such as operator[0]=1' },
	],
	default: 'both',
	description:
		'Where the filters are sent. The manual does not say where the platform reads them; change it only when a request with both is refused.',
};

export const pageSizeOption: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description: 'How many rows to request at once, at most',
};

/** The `options` collection, in alphabetical order. */
export function optionsCollection(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** Writes booleans as 1 and 0 for a query string, because PHP's validator does not accept the words `true` and `false` there. */
export function asQuery(values: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value]),
	);
}

/**
 * Places the filters of a GET in the query string, in a JSON body, or in both, as the option 'Send Filters In' says.
 * @param query parameters that are always in the query string
 */
export function placeFilters(
	query: IDataObject,
	filters: IDataObject,
	options: IDataObject,
): { query: IDataObject; body?: string } {
	const inQuery = options.filtersIn !== 'body';
	const inBody = options.filtersIn !== 'query' && Object.keys(filters).length > 0;
	return {
		query: { ...query, ...(inQuery && asQuery(filters)) },
		...(inBody && { body: JSON.stringify(filters) }),
	};
}
