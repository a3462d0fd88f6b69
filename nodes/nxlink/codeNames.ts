import type { Choice } from '../rows/field';

/** Where a customer came from: `source_type` of customers/query, and of its rows. */
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
