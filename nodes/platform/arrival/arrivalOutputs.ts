import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { addColumns } from '../../import/itemColumns';
import type { Arrival, WantedContact } from './wantedContacts';

/** The items of the outputs Arrived, Missing and Unknown. */
export type ArrivalOutputs = [INodeExecutionData[], INodeExecutionData[], INodeExecutionData[]];

/** Fields that the check writes, or that have a meaning in n8n. An input column with such a name gets the prefix `input_`. */
const ARRIVAL_NAMES: ReadonlySet<string> = new Set(['error', 'arrival', 'reason', 'id', 'created_at']);

const OUTPUT_OF: Record<Arrival['arrival'], number> = { arrived: 0, missing: 1, unknown: 2 };

const NOT_LOOKED_FOR: Arrival = { arrival: 'unknown', reason: 'Nothing was asked about this row' };

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

/**
 * Distributes the input items over the three outputs. Each output item is paired with its input item and has its columns and its result.
 * @param contacts one for each input item
 */
export function arrivalOutputs(items: INodeExecutionData[], contacts: WantedContact[]): ArrivalOutputs {
	const outputs: ArrivalOutputs = [[], [], []];
	items.forEach(({ json: row, binary }, index) => {
		const result = contacts[index]?.result ?? NOT_LOOKED_FOR;
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

/** The summary of a check, such as "998 of 1,000 rows have arrived; 2 are missing. 12 requests." */
export function arrivalText([arrived, missing, unknown]: ArrivalOutputs, requests: number): string {
	const written = (count: number) => inEnglish.format(count);
	const rows = arrived.length + missing.length + unknown.length;
	const rest = [
		missing.length > 0 && `${written(missing.length)} ${missing.length === 1 ? 'is' : 'are'} missing`,
		unknown.length > 0 && `${written(unknown.length)} ${unknown.length === 1 ? 'is' : 'are'} unknown`,
	].filter((part) => part !== false);
	return [
		`${written(arrived.length)} of ${written(rows)} ${rows === 1 ? 'row has' : 'rows have'} arrived`,
		rest.length > 0 ? `; ${rest.join(', ')}` : '',
		`. ${written(requests)} ${requests === 1 ? 'request' : 'requests'}.`,
	].join('');
}
