import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ImportReport, RowResult } from './importJob';
import type { OutputFields } from './importOptions';
import { addColumns } from './itemColumns';
import { isSuccess, OUTCOME_NAMES } from './outcome';

/** The items of the outputs Success and Failed. */
export type RowOutputs = [INodeExecutionData[], INodeExecutionData[]];

/** The item of a row. A failed row has its outcome in the first columns, because the editor's table shows these first. */
function jsonOf({ outcome, batch }: RowResult, columns: IDataObject | undefined): IDataObject {
	const json: IDataObject = {};
	if (!isSuccess(outcome)) {
		json.status = outcome.status;
		json.reason = outcome.reason;
		json.reasonCode = outcome.reasonCode;
	}
	if (columns) addColumns(json, columns, OUTCOME_NAMES);
	if (outcome.details) Object.assign(json, outcome.details);
	json.status = outcome.status;
	if (batch !== undefined) json.batch = batch;
	return json;
}

/**
 * Makes one item for each input item, on Success or on Failed. The items keep the order of the input and are paired with their input item.
 * @param items the node's input items, which are not changed
 */
export function rowOutputs(
	{ results }: ImportReport,
	items: INodeExecutionData[],
	outputFields: OutputFields,
): RowOutputs {
	const outputs: RowOutputs = [[], []];
	results.forEach((result, index) => {
		const source = items[index];
		const columns = { input: source?.json, sent: result.row, outcome: undefined }[outputFields];
		const item: INodeExecutionData = {
			json: jsonOf(result, columns),
			pairedItem: { item: index },
		};
		if (outputFields === 'input' && source?.binary) item.binary = { ...source.binary };
		outputs[isSuccess(result.outcome) ? 0 : 1].push(item);
	});
	return outputs;
}
