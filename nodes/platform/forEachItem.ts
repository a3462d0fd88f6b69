import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { asError } from '../http/values';

/** An item for the error output. The engine passes these three keys on, and adds the fields of the input item. */
function errorItem(error: Error, itemIndex: number): INodeExecutionData {
	const details: IDataObject =
		error instanceof NodeApiError ? { ...(error.context.data as IDataObject) } : {};
	const description = 'description' in error ? error.description : undefined;
	if (typeof description === 'string') details.description = description;
	return { json: { error: error.message, message: error.message, details }, pairedItem: { item: itemIndex } };
}

/**
 * Runs an operation once for each input item, one after the other, and pairs its rows with that item. An error ends the node, or becomes
 * an item when the node is set to continue on errors.
 */
export async function forEachItem(
	context: IExecuteFunctions,
	work: (itemIndex: number) => Promise<IDataObject[]>,
): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		try {
			for (const json of await work(itemIndex)) output.push({ json, pairedItem: { item: itemIndex } });
		} catch (error) {
			const known = asError(error);
			if (!context.continueOnFail()) throw known;
			output.push(errorItem(known, itemIndex));
		}
	}
	return [output];
}
