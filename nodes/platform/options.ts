import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** Options that the lists of several platforms share, and where their filters are sent. */

export const filtersInOption: INodeProperties = {
	displayName: 'Send Filters In',
	name: 'filtersIn',
	type: 'options',
	options: [
		{ name: 'Both', value: 'both', description: 'So that the platform finds them wherever it looks' },
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
	description: 'How many rows to ask for in one request, at most',
};

/** The `options` collection, in the order of the alphabet. */
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

/** A query has no booleans: PHP's validator knows 1 and 0, but not the words. */
export function asQuery(values: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value]),
	);
}

/**
 * Puts the filters of a GET where the user wants them: into the query string, into a JSON body, or into both.
 * @param query what stands in the query string in any case
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
