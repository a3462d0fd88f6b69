import type { Choice } from '../../rows/field';

/** Where a customer came from: `source_type` of a filter and of a row of customers/query. Source: POST customers/query. */
export const SOURCES: readonly Choice[] = [
	{ name: 'Unknown', value: 0 },
	{ name: 'New', value: 1 },
	{ name: 'Excel', value: 2 },
	{ name: 'Customer-Initiated', value: 3 },
	{ name: 'SMS Blast', value: 4 },
	{ name: 'Voice Blast', value: 5 },
	{ name: 'Third-Party API', value: 6 },
	{ name: 'Callbot', value: 7 },
	{ name: 'Customer-Initiated Call Center', value: 8 },
	{ name: 'Email', value: 9 },
	{ name: 'Form', value: 10 },
	{ name: 'Customer-Initiated (11)', value: 11 },
	{ name: 'Viber', value: 12 },
	{ name: 'Messenger', value: 13 },
	{ name: 'Instagram', value: 14 },
	{ name: 'LINE', value: 15 },
];

/** The types of a customer field: `field_type` of customers/fields. 2, 3 and 4 are inferred from the vendor's examples. */
const FIELD_TYPES = new Map([
	['1', 'text'],
	['2', 'number'],
	['3', 'single choice'],
	['4', 'multiple choice'],
	['5', 'date'],
	['6', 'date and time'],
	['7', 'tags'],
]);

/** The name of a `field_type`; 'unknown' for a type that the documents do not describe. */
export function fieldTypeName(type: unknown): string {
	return FIELD_TYPES.get(String(type)) ?? 'unknown';
}
