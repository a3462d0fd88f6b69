import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { addColumns } from '../../import/itemColumns';
import type { Arrival, WantedContact } from './wantedContacts';

/** Arrived, Missing, Unknown. */
export type ArrivalOutputs = [INodeExecutionData[], INodeExecutionData[], INodeExecutionData[]];

/** Names of an item that the check writes, or that n8n acts on: an input column of such a name gets `input_` in front. */
const ARRIVAL_NAMES: ReadonlySet<string> = new Set(['error', 'arrival', 'reason', 'id', 'created_at']);

const OUTPUT_OF: Record<Arrival['arrival'], number> = { arrived: 0, missing: 1, unknown: 2 };

const NEVER_LOOKED: Arrival = { arrival: 'unknown', reason: 'Nothing was asked about this row' };

function resultFields(result: Arrival): IDataObject {
	if (result.arrival === 'missing') return { arrival: 'missing' };
	if (result.arrival === 'unknown') return { arrival: 'unknown', reason: result.reason };
	const { id, createdAt } = result;
	return {
		arrival: 'arrived',
		...(id !== undefined && { id }),
		...(createdAt !== undefined && { created_at: createdAt }),
	};
}

/** One item for each input item, with its columns and what is known of it, paired with it. @param contacts one for each item */
export function arrivalOutputs(items: INodeExecutionData[], contacts: WantedContact[]): ArrivalOutputs {
	const outputs: ArrivalOutputs = [[], [], []];
	items.forEach(({ json: row, binary }, index) => {
		const result = contacts[index]?.result ?? NEVER_LOOKED;
		const json = resultFields(result);
		addColumns(json, row, ARRIVAL_NAMES);
		outputs[OUTPUT_OF[result.arrival]]?.push({
			json,
			...(binary && { binary: { ...binary } }),
			pairedItem: { item: index },
		});
	});
	return outputs;
}

const inEnglish = new Intl.NumberFormat('en-US');

/** "998 of 1,000 rows have arrived; 2 are missing. 12 requests." */
export function arrivalText([arrived, missing, unknown]: ArrivalOutputs, requests: number): string {
	const written = (count: number) => inEnglish.format(count);
	const rows = arrived.length + missing.length + unknown.length;
	const rest = [
		missing.length > 0 && `${written(missing.length)} ${missing.length === 1 ? 'is' : 'are'} missing`,
		unknown.length > 0 && `of ${written(unknown.length)} nobody knows`,
	].filter((part) => part !== false);
	return [
		`${written(arrived.length)} of ${written(rows)} ${rows === 1 ? 'row has' : 'rows have'} arrived`,
		rest.length > 0 ? `; ${rest.join(', ')}` : '',
		`. ${written(requests)} ${requests === 1 ? 'request' : 'requests'}.`,
	].join('');
}
