import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';

import { isRecord } from '../../../../http/values';
import { pathPart } from '../../../../platform/pathPart';
import { runPerItem } from '../../../operation/runPerItem';
import { taskPath, taskProperty } from '../../../panel/task';

export const description = updateDisplayOptions({ show: { resource: ['callRecord'], operation: ['get'] } }, [
	taskProperty('The call task that the call belongs to'),
	{
		displayName: 'Record ID',
		name: 'recordId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. ca110000-0000-4000-8000-000000000001',
		description: 'The call whose conversation to get',
		hint: 'The record_id of a call record, or the callid of a callback',
	},
]);

function recordIdOf(context: IExecuteFunctions, itemIndex: number): string {
	const id = String(context.getNodeParameter('recordId', itemIndex, '') ?? '').trim();
	if (id !== '') return id;
	throw new NodeOperationError(context.getNode(), "'Record ID' is empty", {
		itemIndex,
		description: "Give the 'record_id' of a call record, or the 'callid' of a callback.",
	});
}

/**
 * Gets the conversation of one call, `{ records: [{ question, answer_text, … }] }`. For 2.0 scripts it has another shape.
 * Source: GET task/{task_id}/detail/{record_id}, page 通话详情.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async ({ path, itemIndex, read }) => {
		const recordId = recordIdOf(this, itemIndex);
		const detail = `${taskPath(this, itemIndex)}/detail/${pathPart(this.getNode(), 'Record ID', recordId, itemIndex)}`;
		const { data } = await read({ path: path + detail });
		return [isRecord(data) ? (data as IDataObject) : ({ records: data } as IDataObject)];
	});
}
