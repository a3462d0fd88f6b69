import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { Choice } from '../../rows/field';
import { componentLocator } from '../components';

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
interface ComponentsFilter extends FilterBase {
	kind: 'components';
}

/** Two dates, sent as one list of two or as two parameters. */
export interface SpanFilter {
	kind: 'span';
	/** Makes the labels "Created After" and "Created Before". */
	label: string;
	/** Makes the names `createdAfter` and `createdBefore`. */
	name: string;
	wire: string | readonly [from: string, to: string];
	/** Completes "From when on …". */
	what: string;
}

export type Filter = ValueFilter | SeveralFilter | ComponentsFilter | SpanFilter;

const COMPONENT_PAIRS: Pick<INodeProperties, 'type' | 'typeOptions' | 'placeholder' | 'default' | 'options'> =
	{
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add custom field',
		default: {},
		options: [
			{
				displayName: 'Custom Field',
				name: 'component',
				values: [
					componentLocator('id', 'The custom field (组件) to look at'),
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
	if (kind === 'components') return [{ ...common, ...COMPONENT_PAIRS }];
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
