import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../../http/values';
import { repeatCall } from '../../platform/repeatCall';
import { downloadNumbers } from '../operation/downloadNumbers';
import { longlonglongClient } from '../platform';

/** Downloads the numbers behind an address. It never throws: the callback arrives only once, but its numbers can be downloaded later. */
async function fetchNumbers(context: IExecuteFunctions, url: string): Promise<IDataObject> {
	try {
		const client = await longlonglongClient(context);
		const reply = await repeatCall(context, 'always', async () => await downloadNumbers(client, url));
		if (reply.kind === 'yes') return { numbers: reply.answer };
		return { numbersError: [reply.message, reply.advice].filter(Boolean).join('. ') };
	} catch (error) {
		return { numbersError: (error as Error).message };
	}
}

/**
 * The numbers that an item is about: those behind `data.url` of a batch callback, or `data.number` of a single one. A finished call needs
 * no such field, because it has its number in `number_data`.
 */
async function numbersOf(context: IExecuteFunctions, { event, data }: IDataObject): Promise<IDataObject> {
	if (event === 'callFinished' || !isRecord(data)) return {};
	if (typeof data.url === 'string') return await fetchNumbers(context, data.url);
	const { number } = data;
	return typeof number === 'string' || typeof number === 'number' ? { numbers: [String(number)] } : {};
}

/** Returns the callback's items. With 'Download Numbers', each item that is about numbers gets `numbers`, or `numbersError` with the reason. */
export async function addNumbers(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const { downloadNumbers: isWanted } = context.getNodeParameter('options', 0, {}) as IDataObject;
	if (!isWanted) return items;
	const output: INodeExecutionData[] = [];
	for (const item of items) {
		output.push({ ...item, json: { ...item.json, ...(await numbersOf(context, item.json)) } });
	}
	return output;
}
