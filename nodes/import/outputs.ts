import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ImportReport, RowResult } from './importJob';
import type { OutputFields } from './importOptions';
import { addColumns } from './itemColumns';
import { isSuccess, OUTCOME_NAMES } from './outcome';

/** Success, Failed. */
export type RowOutputs = [INodeExecutionData[], INodeExecutionData[]];

/** The outcome beside the row's columns. What failed says so in its first columns, where the editor's table shows it. */
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
 * One item for each input item, on Success or on Failed, each in the order of the input and paired with its input item.
 * @param items the node's input, which is not changed
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
