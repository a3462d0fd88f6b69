import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';

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
	placeholder?: string;
}

interface ValueFilter extends FilterBase {
	kind: 'text' | 'phone' | 'choice' | 'dateTime' | 'json';
	choices?: readonly Choice[];
	/** The choice that stands there at first; the first one without it. */
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

/** A filter that only one platform has. */
export interface OwnFilter extends FilterBase {
	kind: 'own';
	/** How the parameter looks. */
	shape: CollectionShape;
	/**
	 * What is sent for a value; undefined when the value says nothing.
	 * @param given the values of all filters, by their names
	 * @throws Error saying what is wrong with the value
	 */
	read(value: unknown, given: IDataObject): unknown;
}

export type Filter = ValueFilter | SeveralFilter | CustomFieldsFilter | SpanFilter | OwnFilter;

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

/** The parameter's looks for choices: one of them, or several. */
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
 * The `filters` collection, in the order of the alphabet.
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
