import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { Choice } from '../../rows/field';

/**
 * Filters are defined in tables. From each entry, this file makes the parameter in the `filters` collection, and filterValues.ts makes
 * the parameters that are sent.
 */

interface FilterBase {
	/** Name of the parameter. */
	name: string;
	/** The platform's name for the filter. */
	wire: string;
	/** The filter's name in the panel. */
	label: string;
	description: string;
	/** When the parameter is offered. */
	displayOptions?: IDisplayOptions;
	placeholder?: string;
}

interface ValueFilter extends FilterBase {
	kind: 'text' | 'phone' | 'choice' | 'dateTime' | 'json';
	choices?: readonly Choice[];
	/** The choice that is selected at first; without it, the first one is. */
	preset?: Choice['value'];
}

/** Several choices, or several phones in a text or a list, sent as a list. */
interface SeveralFilter extends FilterBase {
	kind: 'choices' | 'phones';
	choices?: readonly Choice[];
}

/** Values of custom fields, sent as `[{ id, value }]`. */
export interface CustomFieldsFilter extends FilterBase {
	kind: 'customFields';
	/** The parameter that picks one of the account's custom fields; its name is `id`. */
	picker: INodeProperties;
}

/** Two dates, sent as one list with two entries or as two parameters. */
export interface SpanFilter {
	kind: 'span';
	/** The field with the time in a row of the list, if it is known. */
	shownAs?: string;
	/** Makes the labels "Created After" and "Created Before". */
	label: string;
	/** Makes the names `createdAfter` and `createdBefore`. */
	name: string;
	wire: string | readonly [from: string, to: string];
	/** Completes "From when on …". */
	what: string;
}

/** A filter that only one platform has. */
export interface OwnFilter extends FilterBase {
	kind: 'own';
	/** The type, the default and the options of the parameter. */
	shape: CollectionShape;
	/**
	 * Converts a value to what is sent; undefined when the value is empty.
	 * @param given the values of all filters, by their names
	 * @throws Error that says what is wrong with the value
	 */
	read(value: unknown, given: IDataObject): unknown;
}

export type Filter = ValueFilter | SeveralFilter | CustomFieldsFilter | SpanFilter | OwnFilter;

type CollectionShape = Pick<INodeProperties, 'type' | 'typeOptions' | 'placeholder' | 'default' | 'options'>;

/** The parameter of a filter by custom fields, in which the user adds pairs of a field and its value. */
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

/** The two parameters of a span. */
export function spanProperties({ label, name, what }: SpanFilter): INodeProperties[] {
	const date = { type: 'dateTime' as const, default: '' };
	return [
		{ ...date, displayName: `${label} After`, name: `${name}After`, description: `From when on ${what}` },
		{ ...date, displayName: `${label} Before`, name: `${name}Before`, description: `Until when ${what}` },
	];
}

/** The shape of a parameter that selects one of the choices, or several. */
function choiceShape({
	kind,
	choices = [],
	preset,
}: ValueFilter | (SeveralFilter & { preset?: undefined })): CollectionShape {
	const options = [...choices];
	if (kind === 'choices') return { type: 'multiOptions', options, default: [] };
	return { type: 'options', options, default: preset ?? options[0]?.value ?? '' };
}

function shapeOf(filter: Exclude<Filter, SpanFilter>): CollectionShape {
	switch (filter.kind) {
		case 'own':
			return filter.shape;
		case 'customFields':
			return customFieldPairs(filter.picker);
		case 'choices':
		case 'choice':
			return choiceShape(filter);
		case 'json':
		case 'dateTime':
			return { type: filter.kind, default: '' };
		default:
			return { type: 'string', default: '' };
	}
}

function propertiesOf(filter: Filter): INodeProperties[] {
	if (filter.kind === 'span') return spanProperties(filter);
	const { name, label: displayName, description, displayOptions, placeholder } = filter;
	return [
		{
			displayName,
			name,
			description,
			...(displayOptions && { displayOptions }),
			...(placeholder !== undefined && { placeholder }),
			...shapeOf(filter),
		},
	];
}

/**
 * The `filters` collection, in alphabetical order.
 * @param more parameters of the collection that say how filters are sent
 */
export function filtersProperty(
	filters: readonly Filter[],
	more: readonly INodeProperties[] = [],
): INodeProperties {
	const options = [...filters.flatMap(propertiesOf), ...more];
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
