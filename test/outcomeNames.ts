/** The names that an item keeps free for the outcome of its row, as the documentation lists them. */
export const OUTCOME: readonly string[] = [
	'error',
	'status',
	'reason',
	'reasonCode',
	'batch',
	'uniqueId',
	'customerId',
	'traceId',
];
