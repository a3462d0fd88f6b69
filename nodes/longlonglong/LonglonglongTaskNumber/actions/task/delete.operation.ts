import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';
import { optionsCollection } from '../../../../platform/options';
import { readOptions } from '../../../../platform/readOptions';

import { changeResult } from '../../../operation/changeResult';
import { runPerItem } from '../../../operation/runPerItem';
import { subAccountLocator, subAccountOf } from '../../../panel/options';
import { taskIdOf, taskPath, taskProperty } from '../../../panel/task';

export const description = updateDisplayOptions({ show: { resource: ['task'], operation: ['delete'] } }, [
	taskProperty('The call task to delete', 'Its numbers are deleted, too. This cannot be undone.'),
	optionsCollection([subAccountLocator]),
]);

/** Deletes a call task. Source: DELETE user/{user_id}/task/{task_id}, page 任务删除. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runPerItem(this, async ({ path, itemIndex, change }) => {
		const taskId = taskIdOf(this, itemIndex);
		const query = subAccountOf(readOptions(this, itemIndex));
		const answer = await change({ method: 'DELETE', path: path + taskPath(this, itemIndex), query });
		return [changeResult(answer, { deleted: true, taskId })];
	});
}
