import type { IDataObject } from 'n8n-workflow';

import type { Arrival, WantedContact } from './wantedContacts';

/** The answer lists at most this many rows. */
const MAX_ROWS = 20;
/** Longer reasons and contacts are cut to this many characters. */
const MAX_REASON_LENGTH = 160;
const MAX_CONTACT_LENGTH = 80;

/** The order in which rows are listed: those that need attention come first. */
const ORDER: Array<Arrival['arrival']> = ['missing', 'unknown', 'arrived'];

const ADVICE =
	'Missing means "not there yet": the platform works on imports after it has answered. Unknown does not mean missing; do not import such rows again.';

/**
 * The answer of an arrival check to an AI agent's model. It is one compact object, because n8n passes only the first output to a model.
 * @param text the summary of the check
 * @param contacts one for each input item
 * @returns `text`, the counts, and at most 20 rows with their `item` (position in the input, from 0), missing and unknown ones first
 */
export function arrivalToolAnswer(text: string, contacts: WantedContact[]): IDataObject {
	const rows = contacts.map(({ forms, result }, item) => {
		const known: Arrival = result ?? { arrival: 'unknown', reason: 'Nothing was asked about this row' };
		const [contact] = forms;
		return {
			item,
			...(contact !== undefined && { contact: contact.slice(0, MAX_CONTACT_LENGTH) }),
			...known,
		};
	});
	const of = (arrival: Arrival['arrival']) => rows.filter((row) => row.arrival === arrival);
	const listed = ORDER.flatMap(of)
		.slice(0, MAX_ROWS)
		.map((row): IDataObject => {
			const { arrival, item, contact } = row;
			const facts = { item, ...(contact !== undefined && { contact }), arrival };
			if (row.arrival === 'unknown') return { ...facts, reason: row.reason.slice(0, MAX_REASON_LENGTH) };
			if (row.arrival === 'missing') return facts;
			return { ...facts, id: row.id, created_at: row.createdAt };
		});
	const counts = Object.fromEntries(ORDER.map((arrival) => [arrival, of(arrival).length]));
	return { text, ...counts, advice: ADVICE, rows: listed };
}
