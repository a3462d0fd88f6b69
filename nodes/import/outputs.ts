import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Row } from '../rows/field';
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
 * Makes the output items of an import: one for each input item, paired with it. An item is made as soon as its row has an outcome, while
 * other requests are under way, so that this takes no extra time at the end.
 */
export class OutputItems {
	private readonly items: INodeExecutionData[];

	/** @param input the node's input, which is not changed */
	constructor(
		private readonly input: INodeExecutionData[],
		private readonly outputFields: OutputFields,
	) {
		this.items = new Array<INodeExecutionData>(input.length);
	}

	/** Makes the item of a row. @param row the row as sent, or as far as it could be read */
	readonly add = (index: number, result: RowResult, row: Row): void => {
		const source = this.input[index];
		const columns = { input: source?.json, sent: row, outcome: undefined }[this.outputFields];
		// n8n has already numbered the input items in this way. Using its object saves memory for each row.
		const pairedItem = source?.pairedItem ?? { item: index };
		const item: INodeExecutionData = { json: jsonOf(result, columns), pairedItem };
		if (this.outputFields === 'input' && source?.binary) item.binary = { ...source.binary };
		this.items[index] = item;
	};

	/** Returns the two outputs, each in the order of the input. @param results one for each item */
	outputs({ results }: Pick<ImportReport, 'results'>): RowOutputs {
		const outputs: RowOutputs = [[], []];
		results.forEach(({ outcome }, index) => {
			const item = this.items[index];
			if (item) outputs[isSuccess(outcome) ? 0 : 1].push(item);
		});
		return outputs;
	}
}
