import type { IDataObject } from 'n8n-workflow';

import type { Arrival, WantedContact } from './wantedContacts';

/** Rows that a model is told about, at most. */
const MAX_ROWS = 20;
const REASON_LENGTH = 160;

/** What a model should know first. */
const ORDER: Array<Arrival['arrival']> = ['missing', 'unknown', 'arrived'];

const ADVICE =
	'Missing means "not there yet": the platform works on imports after it has answered. Unknown does not mean missing; do not import such rows again.';

/**
 * What an AI agent's model is told of an arrival check: one compact object, because n8n shows a model the items of the first output only.
 * @param contacts one for each item
 * @returns `text`, the counts, and at most 20 rows with their `item` (position in the input, from 0), missing and unknown ones first
 */
export function arrivalToolAnswer(text: string, contacts: WantedContact[]): IDataObject {
	const rows = contacts.map(({ forms, result }, item) => {
		const known: Arrival = result ?? { arrival: 'unknown', reason: 'Nothing was asked about this row' };
		const [contact] = forms;
		return { item, ...(contact !== undefined && { contact: contact.slice(0, 80) }), ...known };
	});
	const of = (arrival: Arrival['arrival']) => rows.filter((row) => row.arrival === arrival);
	const listed = ORDER.flatMap(of)
		.slice(0, MAX_ROWS)
		.map((row): IDataObject => {
			const { arrival, item, contact } = row;
			const facts = { item, ...(contact !== undefined && { contact }), arrival };
			if (row.arrival === 'unknown') return { ...facts, reason: row.reason.slice(0, REASON_LENGTH) };
			if (row.arrival === 'missing') return facts;
			return { ...facts, id: row.id, created_at: row.createdAt };
		});
	const counts = Object.fromEntries(ORDER.map((arrival) => [arrival, of(arrival).length]));
	return { text, ...counts, advice: ADVICE, rows: listed };
}
