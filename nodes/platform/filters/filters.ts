import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { Choice } from '../../rows/field';

/**
 * Filters as tables: an entry makes a typed parameter of the `filters` collection (here), and what is sent for it (filterValues.ts).
 */

interface FilterBase {
	/** Name of the parameter. */
	name: string;
	/** Name that the platform knows. */
	wire: string;
	label: string;
	description: string;
	/** When the parameter is offered. */
	displayOptions?: IDisplayOptions;
}

interface ValueFilter extends FilterBase {
	kind: 'text' | 'phone' | 'choice' | 'json';
	choices?: Choice[];
}

/** Several choices, or several phones in a text or a list, sent as a list. */
interface SeveralFilter extends FilterBase {
	kind: 'choices' | 'phones';
	choices?: Choice[];
}

/** Values of custom fields, sent as `[{ id, value }]`. */
export interface CustomFieldsFilter extends FilterBase {
	kind: 'customFields';
	/** The parameter that picks one of the account's custom fields; its name is `id`. */
	picker: INodeProperties;
}

/** Two dates, sent as one list of two or as two parameters. */
export interface SpanFilter {
	kind: 'span';
	/** The key of a list's row that holds the time, where it is known. */
	shownAs?: string;
	/** Makes the labels "Created After" and "Created Before". */
	label: string;
	/** Makes the names `createdAfter` and `createdBefore`. */
	name: string;
	wire: string | readonly [from: string, to: string];
	/** Completes "From when on …". */
	what: string;
}

export type Filter = ValueFilter | SeveralFilter | CustomFieldsFilter | SpanFilter;

type CollectionShape = Pick<INodeProperties, 'type' | 'typeOptions' | 'placeholder' | 'default' | 'options'>;

/** The parameter of a filter by custom fields: pairs of a field and the value that it must have. */
function customFieldPairs(picker: INodeProperties): CollectionShape {
	return {
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add custom field',
		default: {},
		options: [
			{
				displayName: 'Custom Field',
				name: 'component',
				values: [
					picker,
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'The value that the custom field must have',
					},
				],
			},
		],
	};
}

/** The two dates of a span as parameters. */
export function spanProperties({ label, name, what }: SpanFilter): INodeProperties[] {
	const date = { type: 'dateTime' as const, default: '' };
	return [
		{ ...date, displayName: `${label} After`, name: `${name}After`, description: `From when on ${what}` },
		{ ...date, displayName: `${label} Before`, name: `${name}Before`, description: `Until when ${what}` },
	];
}

function propertiesOf(filter: Filter): INodeProperties[] {
	if (filter.kind === 'span') return spanProperties(filter);
	const { kind, name, label: displayName, description, displayOptions } = filter;
	const common = { displayName, name, description, ...(displayOptions && { displayOptions }) };
	if (kind === 'customFields') return [{ ...common, ...customFieldPairs(filter.picker) }];
	if (kind === 'choices') return [{ ...common, type: 'multiOptions', options: filter.choices, default: [] }];
	if (kind === 'choice') {
		return [
			{ ...common, type: 'options', options: filter.choices, default: filter.choices?.[0]?.value ?? '' },
		];
	}
	return [{ ...common, type: kind === 'json' ? 'json' : 'string', default: '' }];
}

/** The `filters` collection, in the order of the alphabet. */
export function filtersProperty(filters: readonly Filter[]): INodeProperties {
	const options = filters.flatMap(propertiesOf);
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
